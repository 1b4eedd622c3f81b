"""Ideas: put, joined, split and rated; interventions drafted from them; and who shaped what."""

"""The single-file verifier that travels in every bundle: it imports nothing of Commonweal."""

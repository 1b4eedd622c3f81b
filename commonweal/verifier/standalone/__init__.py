"""The single-file verifier that travels in every bundle. It imports nothing of Commonweal; nothing imports it but tests."""

"""Interests: who has which, whether it is a conflict, and who steps back from what."""

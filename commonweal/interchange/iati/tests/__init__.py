"""Tests of reading and taking in IATI files."""

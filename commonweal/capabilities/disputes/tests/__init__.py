"""Tests of complaints and disputes."""

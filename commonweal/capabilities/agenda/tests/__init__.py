"""Tests of the common agenda."""

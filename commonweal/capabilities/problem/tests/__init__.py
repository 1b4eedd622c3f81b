"""Tests of the problem statement."""

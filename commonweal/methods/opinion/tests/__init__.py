"""Tests of the opinion engine."""

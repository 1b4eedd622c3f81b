"""Tests of interests."""

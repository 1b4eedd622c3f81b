"""Tests of the launch."""

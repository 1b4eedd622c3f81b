"""Tests of bodies and seats."""

"""Tests of what people hear back."""

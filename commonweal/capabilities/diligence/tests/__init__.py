"""Tests of checks of partners."""

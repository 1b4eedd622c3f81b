"""Tests of the whole: what holds for every room, act, address, setting and file."""

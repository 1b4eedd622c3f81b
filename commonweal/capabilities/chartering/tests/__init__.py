"""The tests of drafting a charter."""

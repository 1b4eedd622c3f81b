"""Swings: a capability that exists only in the tests of notices, with everything that it may offer them."""

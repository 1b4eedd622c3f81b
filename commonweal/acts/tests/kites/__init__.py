"""A made-up capability, so that acts can be tested without leaning on any real one."""

"""Open standards in and out, and whole partnerships as bundles."""

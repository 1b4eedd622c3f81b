"""The small witness: remembers the last checkpoint of each record it watches, and cosigns only what extends it."""

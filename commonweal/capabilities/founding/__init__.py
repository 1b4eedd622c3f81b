"""Found a partnership, describe it, and keep the tree of partnerships in one record of records."""

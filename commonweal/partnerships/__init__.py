"""Where parties meet: the tree of partnerships, members, representations, and who acts for whom."""

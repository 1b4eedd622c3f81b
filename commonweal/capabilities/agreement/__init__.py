"""Sign one text together, bring it into force, amend it, and live with it until the partnership ends."""

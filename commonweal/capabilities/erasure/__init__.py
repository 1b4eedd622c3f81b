"""Let people take their name and their words out of a partnership, while the record still verifies."""

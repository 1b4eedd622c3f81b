"""Organisations join and leave; people are invited, represent them for a term, and step down."""

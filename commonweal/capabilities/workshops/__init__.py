"""Workshops: people meet around canvases, every card has an address, and guests put cards with a code."""

"""Hear back: what people gave is acknowledged, answered and told its effect, within the days of the charter."""

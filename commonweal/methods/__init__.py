"""The mathematics: one file a method, pure functions, no framework."""

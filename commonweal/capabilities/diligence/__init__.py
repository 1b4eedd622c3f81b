"""Look into each member in proportion to what it takes on: questions, evidence, replies, and an end."""

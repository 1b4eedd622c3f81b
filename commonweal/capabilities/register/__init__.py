"""The record as people read it: what was done, by whom, under which clause, and how anyone can check it."""

"""Judge, before anybody commits, whether an alliance is the right way: goals, conditions, alternatives, a decision."""

"""What is told to people after an act has been recorded: never before, never instead."""

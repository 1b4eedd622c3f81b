"""Published aid activities (IATI 2.03) read, judged line by line and turned into partnerships."""

"""The command line: the same acts and questions as the pages, for a terminal."""

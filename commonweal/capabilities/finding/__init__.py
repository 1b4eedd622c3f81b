"""Finding: a search over everything that stands on the record, for whoever may read it, and what waits for somebody."""

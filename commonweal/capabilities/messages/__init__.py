"""Talk: a thread on every thing that stands on the record, open to whoever may read it."""

"""Looking at what is personal: only for a reason, on the record, and seen by everybody whom it concerns."""

"""The seven steps: which criteria are met, not met, unknown or waived, computed from the record."""

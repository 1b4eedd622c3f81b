"""Bodies of a partnership: who sits in them, who chairs, and who keeps their record."""

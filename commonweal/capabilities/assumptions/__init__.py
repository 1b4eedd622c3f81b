"""What partners take for granted, how each of it is tested, and what falls where it fails."""

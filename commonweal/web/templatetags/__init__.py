"""Small words that templates of any room need."""

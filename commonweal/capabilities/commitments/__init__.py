"""What each partner takes on: who owes what to whom by when, whether it came, and why not."""

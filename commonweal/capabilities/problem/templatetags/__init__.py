"""What the templates of problem statements need."""

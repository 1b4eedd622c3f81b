"""Small words that the templates of fit need."""

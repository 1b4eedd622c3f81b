"""The offline checks of a bundle, free of Django, with the single-file verifier and the small witness."""

"""The words partners use, what each sector means by them, and the meanings they have adopted."""

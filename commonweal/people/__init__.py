"""Persons and their accounts, the words they wrote, and who is asking. Everything personal lives here and can be erased."""

"""Persons, their accounts and the words they wrote. Everything personal lives here and can be erased."""

"""Decide together under the rules of the charter: propose, talk over, vote in the open or in secret, answer for it."""

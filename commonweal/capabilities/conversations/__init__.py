"""Conversations: many people agree, disagree or pass on short statements and add their own; nobody learns whose."""

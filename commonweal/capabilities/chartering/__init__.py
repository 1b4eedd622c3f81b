"""Drafting a charter together: clauses proposed, changed, commented on and objected to, until a text is presented."""

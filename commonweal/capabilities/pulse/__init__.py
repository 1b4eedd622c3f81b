"""How partners get on: a survey of working relations, of which the ties are seen by all and the ratings by nobody."""

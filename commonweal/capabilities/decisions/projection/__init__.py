"""From recorded acts to the read model of decisions, which nothing else writes."""

"""Commonweal: the rulebook that runs, the shared record and the measures of a cross-sector partnership."""

__version__ = "0.1.0"

"""Complaints and disputes: raised by anybody, handled by somebody whom they do not concern, on the charter's path."""

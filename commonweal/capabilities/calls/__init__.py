"""Offer places to everybody by an open call: criteria, applications, a waiting list, and published reasons."""

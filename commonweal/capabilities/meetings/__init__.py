"""Meetings of bodies: called in time, with an agenda, who was there, and minutes that those who were there approve."""

"""Programmes across hosts: children elsewhere are looked at and proved, figures rolled up, two histories shown."""

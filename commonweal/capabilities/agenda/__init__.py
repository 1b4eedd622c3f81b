"""The common agenda: on each goal, where every member organisation stands, and how reservations are met."""

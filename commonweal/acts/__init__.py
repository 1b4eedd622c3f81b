"""What an act is, what a capability offers, and perform: the one door through which anything accountable changes."""

"""Keys, witnesses, anchors and moves: what makes it unnecessary to trust the host."""

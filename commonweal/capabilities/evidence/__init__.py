"""What partners know, in three kinds of which none ranks above another, and on which of them decisions rest."""

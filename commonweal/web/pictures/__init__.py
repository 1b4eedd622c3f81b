"""Pictures drawn on the server: SVG with a title, the sentence it shows, and the same data as a table."""

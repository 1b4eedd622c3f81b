"""The shell of every page: layout, components, forms for acts, pictures, static files."""

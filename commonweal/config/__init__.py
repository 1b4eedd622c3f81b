"""The composition root: settings, addresses, installed capabilities. It imports everyone and nobody imports it."""

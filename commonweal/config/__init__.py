"""The composition root: settings, addresses, the list of installed capabilities. It imports everyone and nobody imports it."""

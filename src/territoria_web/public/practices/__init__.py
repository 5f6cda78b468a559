"""The compendium: the list of practices, one practice, and the comparative analysis."""

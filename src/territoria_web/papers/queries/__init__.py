"""What the papers room reads."""

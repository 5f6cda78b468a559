"""What the invite room reads."""

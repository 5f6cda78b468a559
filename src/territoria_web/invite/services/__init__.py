"""What the invite room writes."""

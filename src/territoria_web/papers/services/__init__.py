"""What the papers room writes."""

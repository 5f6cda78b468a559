"""What the listen room writes."""

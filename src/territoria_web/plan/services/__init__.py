"""What the plan room writes."""

"""What the plan room reads."""

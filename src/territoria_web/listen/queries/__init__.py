"""What the listen room reads."""

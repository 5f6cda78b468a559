"""What the convene room reads."""

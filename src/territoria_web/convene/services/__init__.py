"""What the convene room writes."""

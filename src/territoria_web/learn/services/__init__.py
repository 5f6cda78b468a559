"""Lessons written, handed in, reviewed, published, taken up elsewhere."""

"""The same things as data."""

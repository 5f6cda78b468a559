"""The table of private addresses, one part a thing."""

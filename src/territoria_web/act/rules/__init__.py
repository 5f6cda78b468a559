"""What holds: states, limits and words of each thing, as tables."""

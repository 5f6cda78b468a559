"""Forms that several faces show."""

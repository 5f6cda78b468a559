"""What came of an action: its effect against others, and its lesson as a text."""

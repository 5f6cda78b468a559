"""Reading: advice, practices, decisions."""

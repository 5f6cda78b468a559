"""Compare: structural peers, gaps, trends and targets of each territory."""

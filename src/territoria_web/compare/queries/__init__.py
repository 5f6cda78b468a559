"""Reading: peers, gaps, trends, targets."""

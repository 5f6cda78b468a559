"""Projects under one budget: by votes alone, by equal shares, and both side by side."""

"""Targets of policy areas, from the first draft to the figure of each year."""

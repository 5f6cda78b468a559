"""What became of what was promised: updates, milestones reached, followers, sources of city operation."""

"""What this installation publishes for others, and what others publish for it."""

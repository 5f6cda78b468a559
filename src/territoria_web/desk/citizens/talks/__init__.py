"""Conversations at the desk: prepared, opened, moderated, entered from paper, taken over, read."""

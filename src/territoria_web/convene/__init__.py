"""Meetings: agenda, participants, groups, what they put down, and how they voted."""

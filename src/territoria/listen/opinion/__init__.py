"""Conversations: statements, votes on them, and what a group of people makes of them together."""

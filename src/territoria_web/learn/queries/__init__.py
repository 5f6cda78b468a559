"""Lessons as their team, their reviewers and everybody read them."""

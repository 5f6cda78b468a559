"""Recommend: the advice to a territory, and what a team decided on it."""

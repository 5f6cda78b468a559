"""Surveys of key actors: who was asked, what they answered, and when."""

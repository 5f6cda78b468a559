"""Answering a survey: whoever holds a link, without an account, on any phone."""

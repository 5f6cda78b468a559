"""Mentors and mentees without an account: registering, and their pages by the link in a letter."""

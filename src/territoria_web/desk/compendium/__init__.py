"""Peers with an account: practice cards of other cities that wait for their judgment."""

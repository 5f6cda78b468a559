"""Voting on statements without an account: one at a time, one's own, adding one; on any phone."""

"""Calls at the desk: the office of a network, its applicants, its reviewers."""

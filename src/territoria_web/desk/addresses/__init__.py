"""Addresses of the desk, one list a thing."""

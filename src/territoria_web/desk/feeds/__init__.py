"""Feeds of other installations: the operator adds them, compares keys, fetches, switches off."""

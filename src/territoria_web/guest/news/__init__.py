"""Telling how an action goes, and following a plan: by links of letters, without an account."""

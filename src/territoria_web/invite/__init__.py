"""Calls for expressions of interest, what territories answer, who judges it; the four steps."""

"""The signed feed: its form, its signatures, reading it."""

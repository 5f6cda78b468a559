"""The room of a meeting on a phone: come in with a code, see what runs, put something down, vote."""

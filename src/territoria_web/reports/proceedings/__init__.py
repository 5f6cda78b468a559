"""The proceedings of a meeting, from its records."""

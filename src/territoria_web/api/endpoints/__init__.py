"""The endpoints: one family of things a file."""

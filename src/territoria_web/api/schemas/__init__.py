"""What the answers hold: one family of things a file."""

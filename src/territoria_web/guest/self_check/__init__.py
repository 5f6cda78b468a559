"""A self-check: what a firm finds out about itself by a link of its own, without an account."""

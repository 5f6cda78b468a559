"""The public face: what anyone sees, one module a thing."""

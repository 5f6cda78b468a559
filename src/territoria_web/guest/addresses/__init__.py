"""The addresses of guests, one list a thing."""

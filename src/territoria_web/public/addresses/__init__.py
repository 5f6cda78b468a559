"""The addresses of the public pages, one list a thing."""

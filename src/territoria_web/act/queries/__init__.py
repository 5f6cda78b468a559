"""Reading: what is more than one ``get``."""

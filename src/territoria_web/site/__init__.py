"""Settings, addresses, base templates and the start of the site."""

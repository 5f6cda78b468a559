"""How people who used them rate the services of a territory."""

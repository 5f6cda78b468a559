"""Projects at the desks: of a network, which runs them, and of a city, which is in them."""

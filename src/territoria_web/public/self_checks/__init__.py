"""What the self-checks of a territory say together."""

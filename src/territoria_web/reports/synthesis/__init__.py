"""The synthesis report of a network: what its territories learned together."""

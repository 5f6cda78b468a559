"""The page of a territory: the one that a mayor shows."""

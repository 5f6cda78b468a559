"""Compare: true peers, gaps with their doubt, targets that someone has reached, trends."""

from territoria.compare.search import find_peers

__all__ = ["find_peers"]

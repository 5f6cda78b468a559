"""What adding and subtracting all told sets of firms comes to: whether it tells of few.

Each told figure is a sum over a set of firms. Firms that are in the same told sets cannot be told apart:
they are one block. What somebody can work out are the combinations of the sets, the row space of sets by
blocks. A combination that holds one block or two alone, with fewer than ``k`` firms in them, tells of few.
It is found in the null space: there the row of a single block is zero, those of a pair are parallel.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np

NOTHING: Final = 1e-7
#: More sets than these are not worked through: then nothing may be added.
MOST_SETS: Final = 600


@lru_cache(maxsize=512)
def tells_of_few(sets: frozenset[int], k: int) -> bool:
    """Whether a combination of ``sets`` (a bit a firm) holds fewer than ``k`` firms, in up to three
    blocks of equals; True also for more than ``MOST_SETS``.
    """
    if len(sets) > MOST_SETS:
        return True
    blocks, firms = _blocks(sorted(sets))
    if not len(firms) or firms.min() >= k:
        return False
    _left, strength, rows = np.linalg.svd(blocks, full_matrices=False)
    rows = rows[strength > NOTHING * strength[0]]
    free = np.eye(len(firms)) - rows.T @ rows
    own = free.diagonal()
    if ((own < NOTHING) & (firms < k)).any():
        return True
    small = np.flatnonzero((firms < k) & (own >= NOTHING))
    alike = _correlation(free[np.ix_(small, small)])
    return _pair(alike, firms[small], k) or _three(alike, firms[small], k)


def _correlation(free: np.ndarray) -> np.ndarray:
    length = np.sqrt(free.diagonal())
    alike: np.ndarray = free / np.multiply.outer(length, length)
    return alike


def _pair(alike: np.ndarray, firms: np.ndarray, k: int) -> bool:
    """Whether two blocks of fewer than ``k`` firms are parallel."""
    few = np.add.outer(firms, firms) < k
    np.fill_diagonal(few, val=False)
    return bool((few & (1 - alike**2 < NOTHING)).any())


def _three(alike: np.ndarray, firms: np.ndarray, k: int) -> bool:
    """Whether three are in one plane: two of them are parallel when the third is taken out."""
    for n, own in enumerate(firms):
        left = 1 - alike[n] ** 2
        rest = np.flatnonzero((left >= NOTHING) & (firms < k - own))
        rest = rest[rest > n]
        part = alike[np.ix_(rest, rest)] - np.multiply.outer(alike[n, rest], alike[n, rest])
        if len(rest) > 1 and _pair(_correlation(part), firms[rest], k - own):
            return True
    return False


def _blocks(sets: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
    """(sets, blocks) of 0 and 1, and (blocks,) how many firms each holds."""
    width = max((one.bit_length() for one in sets), default=0)
    held = np.array([[one >> bit & 1 for bit in range(width)] for one in sets], dtype=float)
    held = held.reshape(len(sets), width)
    blocks, firms = np.unique(held[:, held.any(axis=0)], axis=1, return_counts=True)
    return blocks, firms

"""Which cells of a table must stay hidden, so that nobody is known by what they said.

A cell with fewer than ``k`` people is hidden, an empty one among them, for its zero would help to
count the others. Where the total is published, the hidden cells together must hold at least ``k``
people and be at least two, or a subtraction would reveal one: then the next smallest cells are hidden
too (complementary suppression). What is known of a hidden cell is then never more than that it holds
between nobody and the hidden rest, which is ``k`` or more. Source: the rules of publishing safely,
after Sweeney 2002.
"""

from __future__ import annotations

from collections.abc import Mapping

from territoria.errors import MethodError, Problem
from territoria.speech import gettext

LEAST = 5
# With two, a pair of hidden cells would be known to hold one person each.
LEAST_K = 3


def hidden_cells(counts: Mapping[str, int], k: int = LEAST) -> frozenset[str]:
    """Names of the cells to hide when their total is published; none where no person is at risk.

    ``counts``: people by cell, each person in one cell. MethodError for ``k`` below 3.
    """
    check_k(k)
    if not any(0 < n < k for n in counts.values()):
        return frozenset()
    rising = sorted((n, name) for name, n in counts.items())
    hidden = [name for n, name in rising if n < k]
    rest = [name for n, name in rising if n >= k]
    while rest and (len(hidden) < 2 or sum(counts[name] for name in hidden) < k):
        hidden.append(rest.pop(0))
    return frozenset(hidden)


def total_is_safe(counts: Mapping[str, int], k: int = LEAST) -> bool:
    """Whether the total of the cells may be published: it is empty or holds ``k`` people."""
    total = sum(counts.values())
    return total == 0 or total >= k


def check_k(k: int) -> None:
    """MethodError where ``k`` is too small to protect anybody."""
    if k < LEAST_K:
        raise MethodError(
            Problem(
                f"k = {k}",
                gettext("so few people cannot hide one another."),
                gettext("Take at least {least}.").format(least=LEAST_K),
            )
        )

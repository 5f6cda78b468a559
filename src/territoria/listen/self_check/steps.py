"""Which cells of a table may be shown beside all tables of it that were shown before.

Firms come one by one. Who subtracts an earlier table from a later one must find ten firms or more in
every difference, or none; and who subtracts the cells from the total must not find a single hidden
cell. Small cells go first, then those that protect them (``disclosure``). What was shown once is shown
again or the earlier table stays: a cell that came and went would bound those that hide behind it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from territoria.listen.disclosure import hidden_cells

#: Firms behind any figure that is shown: a firm is known by less than a person.
LEAST_FIRMS: Final = 10

Cells = Mapping[str, int | None]
"""Firms by label, None where they are not shown; a label that is not there has nobody."""
Told = tuple[int, Cells]
"""A table that was shown: its total and its cells."""


def moves_enough(now: int, before: int, k: int = LEAST_FIRMS) -> bool:
    """Whether a figure about ``now`` firms may take the place of one about ``before``."""
    return now >= k and abs(now - before) >= k


def cells_to_show(
    counts: Mapping[str, int], told: Sequence[Told], k: int = LEAST_FIRMS
) -> dict[str, int | None] | None:
    """Firms by label, None for those to hide; None altogether where the earlier table must stay.

    ``counts``: all firms of the table by label; their total is shown. ``told``: all earlier tables.
    """
    labels = sorted(set(counts).union(*(cells for _n, cells in told)))
    every = {label: counts.get(label, 0) for label in labels}
    hidden = hidden_cells(every, k) | {label for label, n in every.items() if n < k}
    once_shown = {label for _n, cells in told for label, n in cells.items() if n}
    if hidden & once_shown or any(_tells_of_few(every, once, k) for _n, once in told):
        return None
    while len(hidden) < len(every):
        shown = {label: None if label in hidden else n for label, n in every.items()}
        alone = len(hidden) == 1 and any(every[label] for label in hidden)
        if not alone and all(_is_safe(shown, sum(every.values()), one, k) for one in told):
            return shown
        fresh = [(n, label) for label, n in every.items() if label not in hidden | once_shown]
        if not fresh:
            return None
        hidden |= {min(fresh)[1]}
    return None


def _tells_of_few(every: Mapping[str, int], before: Cells, k: int) -> bool:
    """Whether a few firms came to a cell that was shown."""
    return any(n is not None and 0 < abs(every[label] - n) < k for label, n in before.items() if n)


def _is_safe(shown: Cells, total: int, told: Told, k: int) -> bool:
    """Whether nothing is learnt of what one of the two tables hides."""
    before, cells = told
    old = {label: cells.get(label, 0) for label in shown}
    rest = total - before
    for label, n in shown.items():
        was = old[label]
        rest -= 0 if n is None or was is None else n - was
    if rest == 0:
        return all((n is None) == (old[label] is None) for label, n in shown.items())
    return abs(rest) >= k

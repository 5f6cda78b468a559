"""Which sets of firms may be told of beside all sets that were told of before.

A set of firms is an integer, a bit a firm (``told_sets``): two sets of equal number may hold other firms,
so it is sets that are compared. Whoever subtracts one told set from another must find ten firms or more,
or none; and who subtracts the cells of a table from the total must not find a single hidden cell. Small
cells go first, then those that protect them (``disclosure``). What was shown once is shown again or the
earlier table stays: a cell that came and went would bound those that hide behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from territoria.listen.disclosure import hidden_cells

#: Firms behind any figure that is shown: a firm is known by less than a person.
LEAST_FIRMS: Final = 10
EVERY: Final = -1
"""All bits: the part of a set that is the whole of it."""

Cells = Mapping[str, int | None]
"""Set of firms by label, None where they are not shown; a label that is not there has nobody."""
Told = tuple[int, Cells]
"""A table that was shown: all its firms and its cells."""
Fits = Callable[[int], bool]
AddsUp = Callable[[Cells], bool]


def is_apart(
    one: int, others: Iterable[int], *, parts: Sequence[int] = (EVERY,), k: int = LEAST_FIRMS
) -> bool:
    """Whether a set is either the same as each of the others or differs from it in ``k`` firms, in each
    of the ``parts``.
    """
    return not any(0 < ((one ^ other) & part).bit_count() < k for other in others for part in parts)


def moves_enough(now: int, before: int, k: int = LEAST_FIRMS) -> bool:
    """Whether a figure about the set ``now`` may take the place of one about ``before``."""
    return now.bit_count() >= k and (now ^ before).bit_count() >= k


def rest_of(total: int, cells: Cells) -> int:
    """What is left of a total when the cells that are shown are taken out: who subtracts learns of these,
    and of those who are in a cell no longer in the total.
    """
    for one in cells.values():
        total ^= one or 0
    return total


def cells_to_show(
    sets: Mapping[str, int],
    told: Sequence[Told],
    k: int = LEAST_FIRMS,
    *,
    fits: Fits = lambda _one: True,
    adds_up: AddsUp = lambda _cells: True,
) -> dict[str, int | None] | None:
    """Sets by label, None for those to hide; None altogether where the earlier table must stay.

    ``sets``: the firms of each label, disjoint; their union is shown. ``told``: all earlier tables.
    ``fits``: whether a set may stand beside what else is told of the same figure;
    ``adds_up``: whether all cells may, however they are added and subtracted.
    """
    labels = sorted(set(sets).union(*(cells for _all, cells in told)))
    every = {label: sets.get(label, 0) for label in labels}
    counts = {label: one.bit_count() for label, one in every.items()}
    once_shown = {label for _all, cells in told for label, one in cells.items() if one}
    hidden = hidden_cells(counts, k) | {label for label, n in counts.items() if n < k}
    hidden |= {label for label, one in every.items() if not fits(one)}
    if hidden & once_shown or any(_tells_of_few(every, once, k) for _all, once in told):
        return None
    total = rest_of(0, every)
    while len(hidden) < len(every):
        shown = {label: None if label in hidden else one for label, one in every.items()}
        alone = len(hidden) == 1 and any(every[label] for label in hidden)
        rest = rest_of(total, shown)
        if (
            not alone
            and is_apart(rest, (0,), k=k)
            and fits(rest)
            and all(_is_safe(shown, total, one, k) for one in told)
            and adds_up(shown)
        ):
            return shown
        fresh = [(n, label) for label, n in counts.items() if label not in hidden | once_shown]
        if not fresh:
            return None
        hidden |= {min(fresh)[1]}
    return None


def _tells_of_few(every: Mapping[str, int], before: Cells, k: int) -> bool:
    """Whether few firms came to a cell that was shown, or left it."""
    return any(one and not is_apart(every[label], (one,), k=k) for label, one in before.items())


def _is_safe(shown: Cells, total: int, told: Told, k: int) -> bool:
    """Whether nothing is learnt of what one of the two tables hides."""
    before, cells = told
    old = {label: cells.get(label, 0) for label in shown}
    both = [label for label, one in shown.items() if one is not None and old[label] is not None]
    now = rest_of(total, {label: shown[label] for label in both})
    then = rest_of(before, {label: old[label] for label in both})
    if now == then:
        return all((one is None) == (old[label] is None) for label, one in shown.items())
    return is_apart(now, (then,), k=k)

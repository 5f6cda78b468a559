"""An excerpt of a long list: its ends and what stands around the chosen; the rest is counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gap:
    """So many rows are left out here."""

    count: int


def excerpt(chosen: Sequence[bool], around: int | None, most: int) -> list[int | Gap]:
    """Places of the rows to show, in order, and the gaps between them; at most ``most`` rows.

    ``around``: so many rows on both sides of each chosen one; None: all, as long as they fit.
    A gap never stands for a single row, unless there is no room for it.
    """
    count = len(chosen)
    if around is None and count <= most:
        return list(range(count))
    picked = [index for index, yes in enumerate(chosen) if yes]
    near = most if around is None else max(around, 0)
    kept = _kept(picked, near, count, most)
    while len(kept) > most and near > 0:
        near -= 1
        kept = _kept(picked, near, count, most)
    return _with_gaps(sorted(kept)[:most], count)


def _kept(picked: Sequence[int], near: int, count: int, most: int) -> set[int]:
    """First and last, what is near a chosen row, and single rows between two that are kept."""
    if not picked:
        return set(range(min(count, most)))
    kept = {0, count - 1}
    for index in picked:
        kept.update(range(max(index - near, 0), min(index + near + 1, count)))
    return kept | {n for n in range(count) if n - 1 in kept and n + 1 in kept}


def _with_gaps(kept: Sequence[int], count: int) -> list[int | Gap]:
    out, last = list[int | Gap](), -1
    for index in [*kept, count]:
        if index - last > 1:
            out.append(Gap(index - last - 1))
        if index < count:
            out.append(index)
        last = index
    return out

"""Whether a statement may be judged in words while some of its counts are hidden.

*Most agree*, or a place in a list, is a figure too: of seven people who saw a statement most agree for
certain only from six on, so the word alone would tell that one of them did not. A statement is judged
where that leaves every hidden count open by ``k``, as wide as the counts that are shown leave it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import numpy as np

from territoria.listen.disclosure import hidden_cells
from territoria.listen.opinion.consensus import divides_for_certain, stands_out, verdict

Cells = Mapping[str, int]
"""People by answer: agree, disagree, passed."""
Judgement = tuple[str, bool, bool, bool]


def may_be_judged(cells: Cells, k: int) -> bool:
    """Whether, among all counts that agree with what is shown and are judged alike, those of each
    hidden cell lie ``k`` apart. ``cells``: the true counts.
    """
    hidden = sorted(hidden_cells(cells, k))
    if not hidden:
        return True
    near = list(_near(cells, hidden, k))
    own, *others = _judgements([cells, *near])
    alike = [other for other, said in zip(near, others, strict=True) if said == own]
    spans = ([other[name] for other in alike] for name in hidden)
    return all(max(span) - min(span) >= k for span in spans)


def _near(cells: Cells, hidden: Sequence[str], k: int) -> Iterator[Cells]:
    """Counts that agree with what is shown, the true ones among them. What lies further than ``k`` from
    these is not looked at, which errs on the side of silence.
    """
    *free, last = hidden
    for steps in product(range(-k, k + 1), repeat=len(free)):
        moved = dict(zip(free, steps, strict=True)) | {last: -sum(steps)}
        other = {name: n + moved.get(name, 0) for name, n in cells.items()}
        if min(other.values()) >= 0:
            yield other


def _judgements(near: Sequence[Cells]) -> list[Judgement]:
    """What the word and the lists say of each: the verdict, agreed, refused, divided."""
    agree, disagree = (np.array([cells[side] for cells in near]) for side in ("agree", "disagree"))
    seen = np.array([sum(cells.values()) for cells in near])
    sides = (stands_out(part, seen).tolist() for part in (agree, disagree))
    rows = zip(agree.tolist(), disagree.tolist(), seen.tolist(), *sides, strict=True)
    return [
        (verdict(a, d, s), agreed, refused, divides_for_certain(a, d))
        for a, d, s, agreed, refused in rows
    ]

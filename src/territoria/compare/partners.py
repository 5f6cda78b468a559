"""A balanced selection of pairs that should talk: so many partners each, nobody left out in vain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from territoria.compare.reciprocal import FINE, Match, Pair
from territoria.errors import MethodError, Problem
from territoria.speech import gettext

HALF = 0.5


@dataclass(frozen=True)
class Selection:
    """The pairs chosen, in the order given. ``alone``: who had a match and is in no pair chosen."""

    chosen: tuple[Match, ...]
    alone: tuple[str, ...]
    most: int


def choose_matches(
    matches: Sequence[Match], *, most: int = 2, members: Iterable[str] = ()
) -> Selection:
    """At most ``most`` partners each: first as many ``members`` as can be have a partner, then the
    sum of the scores is as large as can be (a b-matching, solved exactly).

    ``members``: whose turn counts; all where none are named. MethodError: fewer than one partner.
    Source: Edmonds and Johnson (1970), Matching: a well-solved class of integer linear programs.
    """
    if most < 1:
        raise MethodError(
            Problem(
                f"most={most}",
                gettext("each needs room for a partner."),
                gettext("Give at least 1."),
            )
        )
    ends = sorted({end for m in matches for end in (m.one, m.other)})
    wanted = set(members) or set(ends)
    counted = [end for end in ends if end in wanted]
    ordered = sorted(matches, key=lambda m: (m.one, m.other))
    picked = _solve(ordered, ends, counted, most) if ordered else set()
    chosen = tuple(m for m in matches if (m.one, m.other) in picked)
    served = {end for m in chosen for end in (m.one, m.other)}
    return Selection(chosen, tuple(end for end in counted if end not in served), most)


def _solve(
    matches: Sequence[Match], ends: Sequence[str], counted: Sequence[str], most: int
) -> set[Pair]:
    """Two whole-number programmes: how many can have a partner; then the best of such selections.

    Variables: a pair is chosen; a member is served. Rows: partners of each end; nobody is served
    without a pair; in the second programme, as many are served as in the first.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    pairs, served = len(matches), len(counted)
    touch = np.array([[end in (m.one, m.other) for m in matches] for end in ends], dtype=float)
    room = np.hstack([touch, np.zeros((len(ends), served))])
    turn = np.hstack([touch[[ends.index(end) for end in counted]], -np.eye(served)])
    everyone = np.concatenate([np.zeros(pairs), np.ones(served)])
    rules = [
        LinearConstraint(csr_array(room), -np.inf, float(most)),
        LinearConstraint(csr_array(turn), 0.0, np.inf),
    ]
    scores = np.array([round(m.score * FINE) for m in matches], dtype=float)
    aims = (everyone, np.concatenate([scores, np.zeros(served)]))
    values = np.zeros(pairs + served)
    for number, aim in enumerate(aims):
        if number:
            reached = float(round(float(everyone @ values)))
            rules.append(LinearConstraint(everyone[None], reached, np.inf))
        found = milp(
            -aim,
            constraints=rules,
            integrality=np.ones(len(aim)),
            bounds=Bounds(0, 1),
            options={"mip_rel_gap": 0.0},
        )
        assert found.x is not None  # choosing nothing, then the first selection, keeps all rules
        values = found.x
    return {(m.one, m.other) for m, x in zip(matches, values[:pairs], strict=True) if x > HALF}

"""Which statement somebody sees next: those that say most, and new ones first.

Published rule: ``[(1 − p_pass)(E + 1) p_agree (1 + 8 · 2^(−S/5))]²`` with smoothed shares, S people who
saw the statement and E its distance from the middle; a statement about the people themselves has 7².
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

import numpy as np

from territoria.errors import DataError, Problem, did_you_mean
from territoria.listen.opinion.significance import smoothed_share
from territoria.listen.opinion.votes import Counts, Floats
from territoria.speech import gettext

META: Final = 7.0
NEW: Final = 8.0
HALVED_AFTER: Final = 5.0


def priorities(
    counts: Counts, extremity: Floats, meta: tuple[bool, ...], moderated_out: tuple[bool, ...]
) -> Floats:
    """(statements,): how much each calls for votes; 0 for those that are moderated out."""
    tells = (1 - smoothed_share(counts.passed, counts.seen)) * (extremity + 1)
    fresh = 1 + NEW * 2.0 ** (-counts.seen / HALVED_AFTER)
    plain = tells * smoothed_share(counts.agree, counts.seen) * fresh
    found: Floats = np.where(np.array(meta, dtype=bool), META, plain) ** 2
    found[np.array(moderated_out, dtype=bool)] = 0.0
    return found


def next_statement(
    priorities: Mapping[str, float], unseen: Collection[str], seed: int
) -> str | None:
    """One of the unseen statements, drawn in proportion to its priority; None where none is left.

    Statements of priority 0 are never drawn. The same seed draws the same statement, in whatever order
    ``unseen`` stands. DataError for statements without a priority.
    """
    lost = sorted(set(unseen) - set(priorities))
    if lost:
        what = gettext("the statement has no priority.")
        raise DataError([Problem(name, what, did_you_mean(name, priorities)) for name in lost])
    names = sorted(name for name in set(unseen) if priorities[name] > 0)
    if not names:
        return None
    steps = np.cumsum([priorities[name] for name in names])
    drawn = np.random.default_rng(seed).random() * steps[-1]
    return names[min(int(np.searchsorted(steps, drawn, side="right")), len(names) - 1)]

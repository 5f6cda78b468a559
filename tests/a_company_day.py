"""Days of companies for tests and benches: large ones that are drawn, small ones tried in every way."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from territoria.act.companies import Company, Wish
from territoria.act.matchmaking import Pin

BOTH = 0.35  # of the pairs: each asks the other


def company_day(
    companies: int,
    pairs: int,
    slots: int,
    *,
    seed: int,
    sides: bool = False,
    away: int = 0,
) -> tuple[list[Company], list[Wish]]:
    """Agreed wishes between companies of uneven popularity, each away in up to ``away`` slots.

    ``sides``: buyers meet suppliers only.
    """
    random = np.random.default_rng(seed)
    liked = random.random(companies) + 0.3
    half = companies // 2
    chosen: set[tuple[int, int]] = set()
    while len(chosen) < pairs:
        if sides:
            a = random.choice(half, p=liked[:half] / liked[:half].sum())
            b = half + random.choice(companies - half, p=liked[half:] / liked[half:].sum())
        else:
            a, b = random.choice(companies, 2, replace=False, p=liked / liked.sum())
        if (int(b), int(a)) not in chosen:
            chosen.add((int(a), int(b)))
    wishes = []
    for a, b in sorted(chosen):
        wishes.append(Wish(f"c{a:03}", f"c{b:03}", int(random.integers(1, 4)), True))
        if random.random() < BOTH:
            wishes.append(Wish(f"c{b:03}", f"c{a:03}", int(random.integers(1, 4)), None))
    out = []
    for c in range(companies):
        missing = random.choice(slots, random.integers(0, away + 1), replace=False) + 1
        out.append(Company(f"c{c:03}", away=frozenset(missing.tolist())))
    return out, wishes


def best_by_trying(
    companies: Sequence[Company],
    weights: dict[tuple[str, str], int],
    *,
    slots: int,
    tables: int,
    pins: Sequence[Pin] = (),
) -> int:
    """The greatest value of all arrangements, by trying every slot for every pair."""
    by_id = {company.id: company for company in companies}
    free = tables - sum(company.booth is not None for company in companies)
    pinned = {tuple(sorted((pin.a, pin.b))): pin.slot for pin in pins}
    pairs = sorted(weights, key=lambda pair: pair not in pinned)
    busy: set[tuple[str, int]] = set()
    walking = [0] * (slots + 1)

    def best(n: int) -> int:
        if n == len(pairs):
            return 0
        a, b = pairs[n]
        walks = by_id[a].booth is None and by_id[b].booth is None
        held = pinned.get((a, b))
        found = -1 if held else best(n + 1)
        for slot in [held] if held else range(1, slots + 1):
            if (a, slot) in busy or (b, slot) in busy or walking[slot] + walks > free:
                continue
            if slot in by_id[a].away or slot in by_id[b].away:
                continue
            busy.update({(a, slot), (b, slot)})
            walking[slot] += walks
            rest = best(n + 1)
            if rest >= 0:
                found = max(found, weights[a, b] + rest)
            walking[slot] -= walks
            busy.difference_update({(a, slot), (b, slot)})
        return found

    return best(0)

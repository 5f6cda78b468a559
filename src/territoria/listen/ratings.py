"""Ratings of services: how many are satisfied, was it solved, and which services can be told apart.

Channels are never put together in silence: each service carries its counts by channel, and where its
mix is another than that of the rest, the result says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from territoria.listen.rating_counts import SCALE, SOLVED, RatingCounts
from territoria.listen.rating_means import DrawnMeans, drawn_means, rank_ranges
from territoria.listen.reach import wilson
from territoria.speech import gettext, number

#: Below this many ratings a service is never ranked.
RANKED: Final = 10
#: Below this many people a share is not shown at all.
SHOWN: Final = 5
#: A channel's share this far from that of the other services, and beyond chance, is another mix.
APART: Final = 0.2
SATISFIED: Final = 4


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``n`` people, their share with its 90 % range (Wilson), 0 to 1; None below 5 people."""

    n: int
    part: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class ByChannel:
    """What came in by one channel; ``n``: ratings of any kind."""

    channel: str
    n: int
    satisfied: Share
    solved: Share


@dataclass(frozen=True, slots=True)
class RatedService:
    """One service. ``mean``, ``low``, ``high``: drawn mean of the satisfaction, 1 to 5; ``raw`` as given.

    ``rank``, ``first``, ``last``: place with its 90 % range, among services with enough ratings; these
    and the means are None where there are ``too_few``. ``apart``: channels whose share here is
    another than in the other services.
    """

    service: str
    n: int
    satisfied: Share
    solved: Share
    partly_solved: int
    raw: float | None
    mean: float | None
    low: float | None
    high: float | None
    rank: int | None
    first: int | None
    last: int | None
    channels: tuple[ByChannel, ...]
    apart: tuple[str, ...]

    @property
    def too_few(self) -> bool:
        """Whether there are too few ratings of the satisfaction to rank the service."""
        return self.satisfied.n < RANKED


@dataclass(frozen=True, slots=True)
class Rated:
    """All services in the order given, and what must be said beside them.

    ``inside``, ``between``, ``middle``: s², tau² and mu of the drawn means; ``sentences``: about
    services that cannot be told apart, and about channels.
    """

    services: tuple[RatedService, ...]
    inside: float
    between: float | None
    middle: float
    sentences: tuple[str, ...]

    @property
    def channels_differ(self) -> bool:
        """Whether the mix of channels differs between the services."""
        return any(row.apart for row in self.services)


def rate(counts: RatingCounts, *, seed: int, draws: int = 1000) -> Rated:
    """Shares, drawn means and ranks of all services.

    The ranks' ranges come from ``draws`` rankings with the ``seed``. Services with fewer than 10
    ratings of the satisfaction help to estimate the middle and have no mean and no rank of their own.
    """
    cells = counts.cells
    steps = np.arange(SCALE[0], SCALE[1] + 1)
    by_step = cells[:, :, 1:, :].sum(axis=(1, 3))
    n = by_step.sum(axis=1)
    raw = np.divide(by_step @ steps, n, out=np.full(len(n), np.nan), where=n > 0)
    squares = np.nan_to_num((by_step * (steps - raw[:, None]) ** 2).sum(axis=1))
    drawn = drawn_means(n, raw, squares, *map(float, SCALE))
    enough = np.flatnonzero(n >= RANKED)
    ranks = rank_ranges(drawn.means[enough], drawn.errors[enough], seed=seed, draws=draws)
    place = {int(at): tuple(int(r[i]) for r in ranks) for i, at in enumerate(enough)}
    ways = cells.sum(axis=(2, 3))
    rows = tuple(
        _service(counts, i, drawn, float(raw[i]), place.get(i), _apart(ways, i, counts.channels))
        for i in range(len(n))
    )
    return Rated(
        rows, drawn.inside, drawn.between, drawn.middle, _sentences(rows, drawn, ways, counts)
    )


def _service(
    counts: RatingCounts,
    at: int,
    drawn: DrawnMeans,
    raw: float,
    place: tuple[int, ...] | None,
    apart: tuple[str, ...],
) -> RatedService:
    cells = counts.cells[at]
    known = place is not None
    first = place or (None, None, None)
    return RatedService(
        service=counts.services[at],
        n=int(cells.sum()),
        satisfied=_satisfied(cells.sum(axis=0)),
        solved=_solved(cells.sum(axis=0)),
        partly_solved=int(cells[:, :, SOLVED.index("partly") + 1].sum()),
        raw=raw if known else None,
        mean=float(drawn.means[at]) if known else None,
        low=float(drawn.low[at]) if known else None,
        high=float(drawn.high[at]) if known else None,
        rank=first[0],
        first=first[1],
        last=first[2],
        channels=tuple(
            ByChannel(name, int(part.sum()), _satisfied(part), _solved(part))
            for name, part in zip(counts.channels, cells, strict=True)
        ),
        apart=apart,
    )


def _satisfied(cells: np.ndarray) -> Share:
    return share_of(int(cells[SATISFIED:].sum()), int(cells[SCALE[0] :].sum()))


def _solved(cells: np.ndarray) -> Share:
    return share_of(int(cells[:, SOLVED.index("yes") + 1].sum()), int(cells[:, 1:].sum()))


def share_of(part: int, n: int) -> Share:
    """``part`` of ``n`` with its range, nothing but the counts below 5 people."""
    if n < SHOWN:
        return Share(n, part, None, None, None)
    return Share(n, part, part / n, *wilson(part, n))


def _apart(ways: np.ndarray, at: int, channels: Sequence[str]) -> tuple[str, ...]:
    """Channels whose share in one service lies far, and beyond chance, from that in all the others."""
    own, others = ways[at], ways.sum(axis=0) - ways[at]
    if not own.sum() or not others.sum():
        return ()
    found = []
    for name, part, there in zip(channels, own, others / others.sum(), strict=True):
        low, high = wilson(int(part), int(own.sum()))
        if abs(part / own.sum() - there) >= APART and not low <= there <= high:
            found.append(name)
    return tuple(found)


def _sentences(
    rows: Sequence[RatedService], drawn: DrawnMeans, ways: np.ndarray, counts: RatingCounts
) -> tuple[str, ...]:
    said = []
    if drawn.between == 0 and sum(not row.too_few for row in rows) > 1:
        said.append(gettext("These ratings do not tell the services apart."))
    used = [name for name, n in zip(counts.channels, ways.sum(axis=0), strict=True) if n]
    if len(used) == 1:
        text = gettext("All ratings came in by one channel: {channel}. Others may say otherwise.")
        said.append(text.format(channel=used[0]))
    for at, row in enumerate(rows):
        for name in row.apart:
            way = counts.channels.index(name)
            others = ways.sum(axis=0) - ways[at]
            text = gettext(
                "{service}: {own} % of the ratings came by {channel}, in the other services "
                "{there} %. Compare it channel by channel only."
            )
            said.append(
                text.format(
                    service=row.service,
                    channel=name,
                    own=number(100 * ways[at, way] / ways[at].sum(), ".0f"),
                    there=number(100 * others[way] / others.sum(), ".0f"),
                )
            )
    return tuple(said)

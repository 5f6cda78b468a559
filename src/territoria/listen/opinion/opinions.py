"""From votes to opinions: consensus and division always, groups where they are stable."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from string import ascii_uppercase
from typing import Final

import numpy as np

from territoria.listen.opinion.consensus import DIVIDES, consensus, division, group_informed, spread
from territoria.listen.opinion.grouping import FormerK, Grouping, find_groups
from territoria.listen.opinion.projection import Filled, Projection, fill, in_conversation, project
from territoria.listen.opinion.representative import representative
from territoria.listen.opinion.result import GroupCount, OpinionGroup, Opinions, StatementOpinion
from territoria.listen.opinion.routing import priorities
from territoria.listen.opinion.significance import smoothed_share
from territoria.listen.opinion.stability import RESAMPLES, Stability, stability
from territoria.listen.opinion.votes import Counts, Floats, Truth, Votes, count
from territoria.speech import gettext

MOST_SHOWN: Final = 5


@dataclass(frozen=True, slots=True, eq=False)
class _Placed:
    """Groups with their counts, or none and why."""

    grouping: Grouping | None
    counts: Counts | None
    stable: Stability | None
    why_not: str
    former: FormerK | None
    silhouettes: dict[int, float]


def opinions(
    votes: Votes,
    *,
    seed: int,
    k: int | None = None,
    former: FormerK | None = None,
    before: Collection[str] = (),
    resamples: int = RESAMPLES,
    gated: bool = True,
) -> Opinions:
    """All that a page about a conversation needs. The same votes and seed give the same result.

    ``k``: so many groups, not the best number; ``former``: of the computation before, so that another
    number is shown only when it was best four times; ``before``: who was placed then (``people``) and
    stays so. ``gated`` False shows groups untested, to compare them with what others published.
    """
    inside, filled = in_conversation(votes, before), fill(votes)
    projection = project(filled)
    found = _placed(votes, inside, projection, seed, k, former)
    placed = _judged(found, filled, inside, seed, resamples) if gated else found
    everybody = count(votes.values)
    rows = _statements(votes, everybody, count(votes.values[inside]), projection, placed)
    agreed, refused = consensus(everybody, votes.statements, votes.moderated_out)
    return Opinions(
        participants=int(votes.said.any(axis=1).sum()),
        placed=int(inside.sum()),
        people=tuple(votes.participants[n] for n in np.flatnonzero(inside)),
        statements=rows,
        consensus=agreed,
        refused=refused,
        divided=_divided(rows),
        groups=_groups(votes, projection, placed),
        bridging=_bridging(votes, placed.counts),
        why_no_groups=placed.why_not,
        stability=placed.stable,
        explained=projection.explained,
        silhouettes=placed.silhouettes,
        former=placed.former,
        seed=seed,
    )


def _placed(
    votes: Votes,
    inside: Truth,
    projection: Projection,
    seed: int,
    k: int | None,
    former: FormerK | None,
) -> _Placed:
    found = find_groups(projection.positions, inside, seed=seed, k=k, former=former)
    if found is None:
        why = gettext("No groups are shown: too few people voted, or all of them voted alike.")
        return _Placed(None, None, None, why, former, {})
    counts = count(votes.values, found.labels, found.k)
    return _Placed(found, counts, None, "", found.former, dict(found.silhouettes))


def _judged(placed: _Placed, filled: Filled, inside: Truth, seed: int, resamples: int) -> _Placed:
    """The groups only where they are stable."""
    if placed.grouping is None:
        return placed
    tried = stability(filled, inside, placed.grouping, seed=seed, resamples=resamples)
    if tried.is_stable:
        return replace(placed, stable=tried)
    return replace(placed, grouping=None, counts=None, stable=tried, why_not=tried.why_not)


def _statements(
    votes: Votes, everybody: Counts, heard: Counts, projection: Projection, placed: _Placed
) -> tuple[StatementOpinion, ...]:
    """``everybody``: votes of all; ``heard``: of those placed, which decide what is asked next."""
    calls = priorities(heard, projection.extremity, votes.meta, votes.moderated_out)
    informed = None if placed.counts is None else group_informed(placed.counts)
    apart = None if placed.counts is None else spread(placed.counts)
    groups = 0 if placed.grouping is None else placed.grouping.k

    def row(n: int) -> StatementOpinion:
        agree, disagree = int(everybody.agree[n]), int(everybody.disagree[n])
        divided = division(agree, disagree)
        return StatementOpinion(
            statement=votes.statements[n],
            seen=int(everybody.seen[n]),
            agree=agree,
            disagree=disagree,
            passed=int(everybody.passed[n]),
            moderated_out=votes.moderated_out[n],
            meta=votes.meta[n],
            division=divided.value,
            division_at_least=divided.at_least,
            group_informed=None if informed is None else float(informed[n]),
            group_informed_root=None if informed is None else float(informed[n] ** (1 / groups)),
            spread=None if apart is None else float(apart[n]),
            priority=float(calls[n]),
        )

    return tuple(row(n) for n in range(len(votes.statements)))


def _divided(rows: tuple[StatementOpinion, ...]) -> tuple[str, ...]:
    """Five at most that are divided for certain, the most certain first."""
    sure = {
        row.statement: row.division_at_least
        for row in rows
        if row.division_at_least is not None
        and row.division_at_least >= DIVIDES
        and not row.moderated_out
    }
    return tuple(sorted(sure, key=lambda name: -sure[name])[:MOST_SHOWN])


def _bridging(votes: Votes, counts: Counts | None) -> tuple[str, ...]:
    """Five at most that more than half of every group agree with, by group-informed consensus."""
    if counts is None:
        return ()
    informed = group_informed(counts)
    likely = (smoothed_share(counts.agree, counts.seen) > 0.5).all(axis=0)
    shown = np.flatnonzero(likely & ~np.array(votes.moderated_out, dtype=bool))
    best = sorted(shown, key=lambda n: -informed[n])[:MOST_SHOWN]
    return tuple(votes.statements[n] for n in best)


def _groups(
    votes: Votes, projection: Projection, placed: _Placed
) -> tuple[OpinionGroup, ...] | None:
    grouping, counts = placed.grouping, placed.counts
    if grouping is None or counts is None:
        return None
    told = representative(counts, votes.statements, votes.moderated_out)
    groups = []
    for g in range(grouping.k):
        rows = np.flatnonzero(grouping.labels == g)
        groups.append(
            OpinionGroup(
                name=ascii_uppercase[g % len(ascii_uppercase)],
                size=len(rows),
                members=tuple(votes.participants[n] for n in rows),
                centre=(float(grouping.centres[g, 0]), float(grouping.centres[g, 1])),
                spread=_spread_of(projection.positions[rows]),
                representative=told[g],
                counts=_counts_of(votes, counts, g),
            )
        )
    return tuple(groups)


def _counts_of(votes: Votes, counts: Counts, g: int) -> tuple[GroupCount, ...]:
    return tuple(
        GroupCount(
            name, int(counts.seen[g, n]), int(counts.agree[g, n]), int(counts.disagree[g, n])
        )
        for n, name in enumerate(votes.statements)
    )


def _spread_of(places: Floats) -> tuple[float, float, float]:
    """Variance across, covariance, variance up."""
    apart = places - places.mean(axis=0)
    square = apart.T @ apart / len(places)
    return float(square[0, 0]), float(square[0, 1]), float(square[1, 1])

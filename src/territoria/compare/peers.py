"""Peers: who is alike in structure, how firmly, why, and whether they would say the same.

A territory's ten nearest are found again in a thousand variations of element weights (Dirichlet)
and of the figures within their errors; how often a neighbour stays among the ten is its firmness.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

from territoria.compare.distance import Space, element_distances, total_distance
from territoria.compare.space_draws import SpaceDraws, draw_space
from territoria.errors import DataError, Problem
from territoria.measure.frame import Booleans, Floats
from territoria.model import Territory

Firmness = Literal["firm", "likely", "arguable"]
Where = Literal["all", "home", "abroad"]

FIRM, LIKELY, ARGUABLE = 0.8, 0.5, 0.2
HUB = 3.0
ISOLATION_PERCENTILE = 95.0
TIE_DIGITS = 12  # distances that agree to so many decimals are tied


@dataclass(frozen=True)
class Peer:
    """One peer. ``shares``: contribution of each element to the distance, summing to 1."""

    territory: Territory
    distance: float
    inclusion: float
    firmness: Firmness
    rank: int
    shares: tuple[float, ...]
    reciprocal: bool
    hub: float
    partial: bool
    home: bool
    most_alike: tuple[str, ...]
    most_different: tuple[str, ...]

    @property
    def is_hub(self) -> bool:
        """In so many lists that it is a generic neighbour."""
        return self.hub > HUB


@dataclass(frozen=True)
class PeerSet:
    """The peers of one territory, nearest first, ties by code.

    ``members`` were among the nearest in at least a fifth of the draws. ``inclusion[draw, column]``
    marks the k nearest of each draw (columns of the cut). ``ratio``: distance to the nearest over
    what is usual.
    """

    territory: Territory
    space: Space
    where: Where
    members: tuple[Peer, ...]
    nearest: Floats
    inclusion: Booleans
    isolated: bool
    ratio: float

    def chosen(self, *kinds: Firmness) -> tuple[Peer, ...]:
        """The members of the named firmness; all where none is named."""
        return tuple(p for p in self.members if not kinds or p.firmness in kinds)

    @property
    def sound(self) -> tuple[Peer, ...]:
        """Firm and likely peers: those that targets are made of."""
        return self.chosen("firm", "likely")


def peers_of(
    space: Space,
    territory: Territory,
    draws: SpaceDraws | None = None,
    *,
    where: Where = "all",
) -> PeerSet:
    """The peers of one territory in a structural space.

    ``draws``: the space drawn again, by default with other weights only. DataError where the
    territory lacks too many structural figures: it is *not comparable*.
    """
    me = space.position(territory.key)
    if me is None:
        raise DataError(
            Problem(
                f"{territory.code} ({territory.name})",
                "not comparable: too few structural figures.",
                "Peers can be found as soon as a release has at least "
                f"{space.preset.place_coverage:.0%} of them.",
            )
        )
    eligible = _eligible(space, me, where)
    preset = space.preset
    means, enough = element_distances(space, space.points, space.points[:, me])
    nominal = total_distance(means, enough, space.element_weights)
    nominal = np.where(eligible, nominal, np.inf)
    k = min(preset.k, max(1, int(eligible.sum()) // 2))  # half of few candidates, never all of them
    inclusion = _nearest_in(draws or draw_space(space), space, me, eligible, k)
    share = inclusion.mean(axis=0)
    codes = np.array([_code(space, m) for m in range(len(nominal))])
    order = np.lexsort((codes, np.round(nominal, TIE_DIGITS)))
    order = order[np.isfinite(nominal[order])]
    all_lists = neighbour_lists(space)
    hubs = all_lists.sum(axis=0) / preset.k
    members = []
    for place, m in enumerate(order):
        if share[m] < ARGUABLE:
            continue
        parts = np.where(enough[:, m], space.element_weights * means[:, m], 0.0)
        alike, different = _most(space, me, int(m))
        members.append(
            Peer(
                territory=space.cut.territories[space.members[m]],
                distance=float(nominal[m]),
                inclusion=float(share[m]),
                firmness=firmness_of(float(share[m])),
                rank=place + 1,
                shares=tuple((parts / parts.sum()).tolist())
                if parts.sum()
                else tuple(parts.tolist()),
                reciprocal=bool(all_lists[m, me]),
                hub=float(hubs[m]),
                partial=not bool(enough[:, m].all()),
                home=space.cut.territories[space.members[m]].country == territory.country,
                most_alike=alike,
                most_different=different,
            )
        )
    nearest_of_all = nearest_distances(space)
    usual = float(np.median(nearest_of_all))
    own = float(nominal[order[0]]) if order.size else float("inf")
    return PeerSet(
        territory=territory,
        space=space,
        where=where,
        members=tuple(members),
        nearest=nominal,
        inclusion=_spread(space, inclusion),
        isolated=own > float(np.percentile(nearest_of_all, ISOLATION_PERCENTILE)),
        ratio=own / usual if usual else float("inf"),
    )


def firmness_of(inclusion: float) -> Firmness:
    """The word for a share of draws (at least a fifth)."""
    return "firm" if inclusion >= FIRM else "likely" if inclusion >= LIKELY else "arguable"


def distances(space: Space) -> Floats:
    """All nominal distances, ``(member, member)``, infinite on the diagonal."""
    rows = []
    for me in range(space.points.shape[1]):
        means, enough = element_distances(space, space.points, space.points[:, me])
        rows.append(total_distance(means, enough, space.element_weights))
    table = np.stack(rows)
    np.fill_diagonal(table, np.inf)
    return table


def neighbour_lists(space: Space) -> Booleans:
    """Who is in whose list of k nearest: ``[owner, neighbour]``."""
    return _lists(space)[0]


def nearest_distances(space: Space) -> Floats:
    """Distance of every member to its nearest neighbour."""
    return _lists(space)[1]


@lru_cache(maxsize=32)
def _lists(space: Space) -> tuple[Booleans, Floats]:
    """Neighbour lists and nearest distances, computed once per space (spaces hash by identity)."""
    table = distances(space)
    return _k_nearest(table, space.preset.k), table.min(axis=1)


def _k_nearest(distance: Floats, k: int) -> Booleans:
    """The k smallest of the last axis as a mask; ties by position (territories stand by code)."""
    k = min(k, distance.shape[-1])
    known = np.isfinite(distance)
    rounded = np.round(np.where(known, distance, np.inf), TIE_DIGITS)
    farthest = np.partition(rounded, k - 1, axis=-1)[..., k - 1 : k]
    nearer, tied = rounded < farthest, rounded == farthest
    room = k - nearer.sum(axis=-1, keepdims=True)
    nearest: Booleans = (nearer | (tied & (tied.cumsum(axis=-1) <= room))) & known
    return nearest


def _eligible(space: Space, me: int, where: Where) -> Booleans:
    territories = [space.cut.territories[m] for m in space.members]
    home = np.array([t.country == territories[me].country for t in territories])
    allowed = {"all": np.ones(len(home), dtype=bool), "home": home, "abroad": ~home}[where].copy()
    allowed[me] = False
    out: Booleans = allowed
    return out


def _nearest_in(draws: SpaceDraws, space: Space, me: int, eligible: Booleans, k: int) -> Booleans:
    """The k nearest in every draw, ``(draw, member)``."""
    means, enough = element_distances(space, draws.points, draws.points[..., me])
    distance = total_distance(means, enough, draws.weights)
    return _k_nearest(np.where(eligible, distance, np.inf), k)


def _spread(space: Space, inclusion: Booleans) -> Booleans:
    """Inclusion over the members as inclusion over the columns of the cut."""
    full = np.zeros((len(inclusion), len(space.cut.territories)), dtype=bool)
    full[:, list(space.members)] = inclusion
    return full


def _code(space: Space, member: int) -> str:
    return space.cut.territories[space.members[member]].code


def _most(space: Space, a: int, b: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The three most alike and three most different variables of two members."""
    gap = np.abs(space.points[:, a] - space.points[:, b])
    known = [n for n in np.argsort(gap, kind="stable") if np.isfinite(gap[n])]
    names = [space.variables[n] for n in known]
    return tuple(names[:3]), tuple(reversed(names[-3:]))

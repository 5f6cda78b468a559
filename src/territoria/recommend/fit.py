"""Fit: would it work here? How like this territory the places are where it was tried.

An effect seen in places unlike this one counts one grade less (never below E1: that it was done
stays true). The relation to each place is that of the structural peers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from territoria.compare.peers import Peer, PeerSet
from territoria.model import Grade, Practice, Recommendation
from territoria.speech import gettext_noop

Relation = Literal["here", "firm", "likely", "arguable", "unlike", "unknown"]
ALIKE = ("here", "firm", "likely", "arguable")
FLOOR: Grade = "E1"


@dataclass(frozen=True)
class Fit:
    """One practice behind an advice. ``ratio``: its distance over that of the nearest region."""

    practice: Practice
    relation: Relation
    ratio: float | None = None
    peer: Peer | None = None


def fits_of(
    text: Recommendation, practices: Mapping[str, Practice], peers: PeerSet | None
) -> tuple[Fit, ...]:
    """The practices of an advice, most alike first."""
    found = [_fit(practices[i], peers) for i in text.practices]
    order = ("here", "firm", "likely", "arguable", "unlike", "unknown")
    return tuple(sorted(found, key=lambda f: (order.index(f.relation), f.practice.id)))


def grade_here(text: Recommendation, fits: tuple[Fit, ...]) -> tuple[Grade, str]:
    """The grade of an advice's evidence in this territory, and why it differs from the text's."""
    grade = text.evidence.grade
    if grade <= FLOOR or any(f.relation in ALIKE for f in fits):
        return grade, ""
    lower: Grade = f"E{int(grade[1]) - 1}"  # type: ignore[assignment]
    return lower, gettext_noop("one grade less: it was shown in places unlike yours")


def _fit(practice: Practice, peers: PeerSet | None) -> Fit:
    if peers is None or not practice.territories:
        return Fit(practice, "unknown")
    if peers.territory.key in practice.territories:
        return Fit(practice, "here", 0.0)
    for peer in peers.members:
        if peer.territory.key in practice.territories:
            return Fit(practice, peer.firmness, _ratio(peers, peer.distance), peer)
    distances = [d for key in practice.territories if (d := _distance(peers, key)) is not None]
    if not distances:
        return Fit(practice, "unknown")
    return Fit(practice, "unlike", _ratio(peers, min(distances)))


def _distance(peers: PeerSet, key: str) -> float | None:
    member = peers.space.by_key.get(key)
    if member is None or not np.isfinite(peers.nearest[member]):
        return None
    return float(peers.nearest[member])


def _ratio(peers: PeerSet, distance: float) -> float | None:
    nearest = float(np.nanmin(peers.nearest))
    return distance / nearest if nearest else None

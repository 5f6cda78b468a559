"""Scores of a portrait: as numbers and as they are read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from territoria.documents.numerals import band, numeral, on_scale
from territoria.model import Words
from territoria_web.compare.queries.portrait_parts import Standing
from territoria_web.measure.models import Assessment, Score
from territoria_web.territories.models import Territory


def standing_of(
    assessment: Assessment,
    territory: Territory,
    node: str,
    title: Words | None,
    score: Score | None,
    gap: Mapping[str, Any] | None,
) -> Standing:
    """A node's score beside its peers; unknown where there is none."""
    held = score or Score(value=None)
    value, low, high = (on_scale(v) for v in (held.value, held.low, held.high))
    known = value is not None
    peers = gap if gap and gap["peer_low"] is not None else {}
    return Standing(
        node=node,
        title=title,
        value=value,
        low=low,
        high=high,
        exact=(held.value, held.low, held.high),
        said=numeral(value) if known else "",
        low_said=numeral(low) if known else "",
        high_said=numeral(high) if known else "",
        band=band(value) if value is not None else "",
        word=gap["word"] if gap else "unknown",
        peers_low=on_scale(peers.get("peer_low")),
        peers_high=on_scale(peers.get("peer_high")),
        rank_low=held.rank_low,
        rank_high=held.rank_high,
        of=held.of,
        known=held.known,
        bound=held.bound,
        inherited=held.inherited,
        period=held.period,
        address=assessment.address("score", territory.key, node),
        rank_address=assessment.address("rank", territory.key, node),
        known_address=assessment.address("known", territory.key, node),
    )

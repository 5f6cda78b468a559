"""What each score of a territory rests on, and where most of its doubt comes from."""

from __future__ import annotations

from typing import Any

from territoria_web.compare.queries.portrait import Portrait, title_of
from territoria_web.compare.queries.portrait_parts import Standing
from territoria_web.public.derivation_links import derivation_url
from territoria_web.public.territory import rows


def doubts(portrait: Portrait) -> dict[str, Any]:
    """What each score rests on, and what its range comes from most."""
    scored = [s for s in (portrait.overall, *portrait.dimensions) if s is not None]
    told = [_doubt(s, portrait.doubts.get(s.node, "")) for s in scored]
    return {"doubt_rows": rows.doubt_rows(told, compared=portrait.compared)}


def _doubt(s: Standing, largest: str) -> dict[str, Any]:
    return {
        "name": title_of(s),
        "value": s.said,
        "low": s.low_said,
        "high": s.high_said,
        "href": derivation_url(s.address),
        "known": s.known,
        "bound": s.bound,
        "known_href": derivation_url(s.known_address),
        "inherited": s.inherited,
        "doubt": largest,
        "rank_low": s.rank_low,
        "rank_high": s.rank_high,
        "of": s.of,
        "rank_href": derivation_url(s.rank_address),
    }

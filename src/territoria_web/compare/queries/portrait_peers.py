"""Peers of a portrait: who is alike, how firmly, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from territoria.model import Words
from territoria_web.compare.queries.portrait_parts import Alike, Peers
from territoria_web.library.queries import library
from territoria_web.measure.models import Assessment
from territoria_web.territories.models import Territory
from territoria_web.territories.queries import territory_name

MOST_ABROAD = 5
MOST_REASONS = 3


def peers_of(
    territory: Territory,
    assessment: Assessment,
    body: Mapping[str, Any],
    places: Mapping[str, Territory],
) -> Peers | None:
    """The peers as they were written down; None where the territory has none to compare with."""
    if not body.get("peers"):
        return None
    draws = int(body["draws"])

    def told(p: Mapping[str, Any], where: str = "") -> Alike:
        address = assessment.address("peer", territory.key, f"{where}{p['code']}")
        return _alike(p, places, draws, address)

    members = sorted(body["peers"]["members"], key=lambda p: p["distance"])
    abroad = [p for p in body["abroad"]["members"] if p["firmness"] != "arguable"]
    return Peers(
        members=tuple(told(p) for p in members),
        abroad=tuple(told(p, "abroad.") for p in abroad[:MOST_ABROAD]),
        elements=tuple(Words.model_validate(e["title"]) for e in body["elements"]),
        isolated=body["peers"]["isolated"],
        ratio=body["peers"]["ratio"],
        draws=draws,
        k=body["k"],
        comparable_regions=body["comparable_regions"],
    )


def _alike(
    p: Mapping[str, Any], places: Mapping[str, Territory], draws: int, address: str
) -> Alike:
    place, shares = places.get(p["code"]), tuple(p["shares"])
    country = place.country if place else p["code"][:2]
    return Alike(
        code=p["code"],
        name=territory_name(place) if place else p["code"],
        country=country,
        country_name=territory_name(places[country]) if country in places else country,
        firmness=p["firmness"],
        times=round(p["inclusion"] * draws),
        distance=p["distance"],
        shares=shares,
        main=max(range(len(shares)), key=lambda n: shares[n] or 0.0) if shares else 0,
        home=p["home"],
        reciprocal=p["reciprocal"],
        hub=p["hub"],
        partial=p["partial"],
        alike=_titles(p["alike"]),
        different=_titles(p["different"]),
        address=address,
    )


def _titles(indicators: list[str]) -> tuple[Words, ...]:
    known = library().indicators
    return tuple(known[i].short for i in indicators[:MOST_REASONS] if i in known)

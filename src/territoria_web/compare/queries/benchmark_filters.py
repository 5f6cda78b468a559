"""What an initiative in a benchmark answers to: area, size, obstacle, instrument, territory, whose peer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from territoria_web.compare.models import Comparison
from territoria_web.compare.queries.benchmark_pages import Entry
from territoria_web.measure.queries.assessments import NothingOpened, current

NEAR: Final = ("firm", "likely")
"""How surely a territory has to be a peer to count as one here."""


def near_peers(codes: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Territory → codes of its firm and likely structural peers; none where they are not worked out.
    One query.
    """
    try:
        assessment = current()
    except NothingOpened:
        return {}
    rows = Comparison.objects.filter(assessment=assessment, territory__code__in=set(codes))
    found = {}
    for code, body in rows.values_list("territory__code", "body"):
        members = (body.get("peers") or {}).get("members", ())
        found[code] = frozenset(m["code"] for m in members if m["firmness"] in NEAR)
    return found


def keys_of(entry: Entry, peers: Mapping[str, frozenset[str]]) -> Mapping[str, frozenset[str]]:
    """Filter → the values that an initiative answers to. ``peers``: territory → its peers."""
    return {
        "area": frozenset({entry.area}),
        "size": frozenset(entry.listed("sizes")),
        "obstacle": frozenset(entry.listed("obstacles")),
        "instrument": frozenset(entry.listed("instruments")),
        "territory": frozenset({entry.code} - {""}),
        "peers": frozenset(code for code, held in peers.items() if entry.code in held),
    }

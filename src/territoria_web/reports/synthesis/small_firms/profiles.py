"""A page for each territory: its initiatives with what is known of them, and what its firms say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from territoria.documents.document import Block, Heading, Line, Plain, Table
from territoria.documents.numerals import numeral
from territoria_web.library.initiative_names import AREAS
from territoria_web.library.saying import percent, semicolon
from territoria_web.reports.synthesis.among import Among
from territoria_web.reports.synthesis.small_firms.needs import shares_of
from territoria_web.reports.synthesis.small_firms.policies import (
    benchmark_of,
    by_name,
    grade_or_none,
)

MOST_NAMED = 5


def profile(told: Among, place: Mapping[str, Any]) -> list[Block]:
    """Nothing where neither a benchmark nor a self-check holds anything of it."""
    return [*_initiatives(told, place), *_firms(told, place)]


def _initiatives(told: Among, place: Mapping[str, Any]) -> list[Block]:
    held = benchmark_of(told)
    mine = [e for e in (held["entrants"] if held else ()) if e["territory"] == place["key"]]
    if held is None or not mine:
        return []
    rows = tuple(_row(told, held, e) for e in by_name(told, mine))
    return [
        Heading(3, _("Initiatives for small firms")),
        Table(
            caption=told.headed(
                told.named(place),
                _("By name; criteria of the better quarter, and those nobody can tell."),
            ),
            header=(
                _("Initiative"), _("Kind of help"), _("Evidence"), _("Strong at"), _("Cannot tell"),
            ),
            rows=rows,
            wide=True,
            small=True,
        ),
    ]  # fmt: skip


def _row(told: Among, held: Mapping[str, Any], entrant: Mapping[str, Any]) -> tuple[Line, ...]:
    node = f"profile/entrant/{entrant['id']}"
    titles = {c["id"]: told.said(c["title"]) for c in held["criteria"]}
    unknown = [titles[i] for i in titles if entrant["cells"].get(i, {}).get("value") is None]
    return (
        told.cell(node, told.said(entrant["title"])),
        (Plain(str(_(AREAS[entrant["area"]]))),),
        told.cell(f"{node}/grade", grade_or_none(entrant)),
        told.cell(f"{node}/strong", semicolon().join(titles[i] for i in entrant["strong"])),
        told.cell(f"{node}/unknown", semicolon().join(unknown)),
    )


def _firms(told: Among, place: Mapping[str, Any]) -> list[Block]:
    shares = shares_of(told, place["key"])
    if not shares:
        return []
    names = told.facts["small_firms"]["obstacles"]
    order = sorted(shares, key=lambda o: (-shares[o]["share"], o))[:MOST_NAMED]
    rows = tuple(
        (
            told.text(names[o], f"profile/{place['code']}/{o}"),
            told.cell(
                f"profile/{place['code']}/{o}/share",
                f"{percent(shares[o]['share'])} ({percent(shares[o]['low'])}–"
                f"{percent(shares[o]['high'])})",
            ),
            told.cell(f"profile/{place['code']}/{o}/n", numeral(shares[o]["n"])),
        )
        for o in order
    )
    return [
        Heading(3, _("What its firms name most")),
        Table(
            caption=told.headed(
                told.named(place), _("Share of firms that name it, with its range.")
            ),
            header=(_("Obstacle"), _("Share"), _("Firms")),
            rows=rows,
        ),
    ]

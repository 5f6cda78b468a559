"""The explanation of a number: from what is printed down to the source cell, and up again."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from territoria_web.public.page import Crumb, Page, Table
from territoria_web.recommend.queries.derivations import Derivation, explanation_of
from territoria_web.territories.queries import territory_at, territory_name

HEAD = ("depth", "text", "address")


def derivation_url(address: str) -> str:
    """Where a number of this address is explained."""
    return f"{reverse('public:explain')}?number={quote(address, safe='')}" if address else ""


def explain(request: HttpRequest) -> Page:
    """The derivation of one number; without a number, what an address is and where to find one."""
    address = request.GET.get("number", "").strip()
    if not address:
        return _asking()
    found = explanation_of(address)
    place = territory_at(found.territory)
    name = territory_name(place)
    return Page(
        template="public/explain.html",
        title=_("Where this number comes from"),
        finding=found.reading.sentence,
        facts={
            "found": found,
            "number": found.reading,
            "lines": _nested(found),
            "place": name,
            "place_url": reverse("public:territory", args=[place.code]),
            "command": f'territoria explain "{found.address}"',
        },
        table=Table("derivation", HEAD, [(n.depth, n.text, n.address) for n in found.lines]),
        data=_data(found),
        crumbs=(Crumb(name, reverse("public:territory", args=[place.code])),),
        robots="noindex",
    )


def _asking() -> Page:
    return Page(
        template="public/explain_none.html",
        title=_("Explain a number"),
        finding=_(
            "Every number on this site and in every document has an address. Paste one here to see "
            "how the number was made, down to the cell of the table it came from."
        ),
        robots="noindex",
    )


def _nested(found: Derivation) -> list[dict[str, Any]]:
    """The lines as an indented list: how many lists open before each line, and close behind it."""
    shown = [line for line in found.lines if line.depth > 0]
    lines = []
    depth = 0
    for n, line in enumerate(shown):
        after = shown[n + 1].depth if n + 1 < len(shown) else 0
        lines.append(
            {
                "text": line.text,
                "url": derivation_url(line.address) if line.address != found.address else "",
                "opens": "x" * max(line.depth - depth, 0),
                "closes": "x" * max(line.depth - after, 0),
                "ends": after <= line.depth,
            }
        )
        depth = line.depth
    return lines


def _data(found: Derivation) -> dict[str, Any]:
    return {
        "number": {"stated_at": found.address, **found.reading.as_dict()},
        "computed_again": [
            {"name": c.name, "shown": c.shown, "computed": c.computed, "agrees": c.agrees}
            for c in found.again
        ],
        "agrees": found.agrees,
    }

"""The explanation of a number: from what is printed down to the source cell, and up again."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import get_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from territoria_web.library.saying import MINUS
from territoria_web.public.derivation_links import derivation_url
from territoria_web.public.explain_paper import explain_paper
from territoria_web.public.explain_words import digits, plain_words
from territoria_web.public.page import Crumb, Page, Table
from territoria_web.recommend.queries.derivations import Derivation, explanation_of
from territoria_web.reports.passages import paper_address, refuse_shortened
from territoria_web.territories.queries import territory_at, territory_name

WHOLE = ("score", "rank", "known", "inherited", "coverage", "chance", "robust", "pace")
COUNTED = ("known", "inherited")
MOST_OPEN = 3
HEAD = ("depth", "text", "address")


def explain(request: HttpRequest) -> Page:
    """The derivation of one number, or whose words a paper prints; without an address, what one is
    and where to find it.
    """
    address = request.GET.get("number", "").strip()
    if not address:
        return _asking()
    refuse_shortened(address)
    words = paper_address(address)
    if words is not None:
        return explain_paper(words)
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
            "beyond": found.reading.address.kind == "score" and _beyond(found.reading),
            "words": plain_words(found),
            "steps": _steps(found),
            "again": _again(found),
            **_said(found),
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


def _said(found: Derivation) -> dict[str, str]:
    """Value and range in as many digits as the kind of number deserves, and what was compared."""
    held = found.reading
    places = 0 if found.kind in WHOLE else 4
    value, low, high = (digits(v, places) for v in (held.value, held.low, held.high))
    if low == high:
        low = high = ""
    compared = (
        _("What is shown and what was computed again are the same.")
        if found.agrees
        else _("What is shown and what was computed again are not the same.")
    )
    said = {"value": value, "low": low, "high": high, "compared_says": compared}
    return said | {"unit": _unit(found)}


def _unit(found: Derivation) -> str:
    """The unit as it follows the number: 1 figure, 2 figures."""
    if found.kind in COUNTED and found.reading.value == 1:
        return _("figure")
    if found.kind == "rank" and found.reading.detail:
        return _("of %(of)s regions") % {"of": found.reading.detail["of"]}
    return str(found.reading.unit_of_measure)


def _beyond(reading: Any) -> bool:
    """Whether a part of a score is printed as 0 or 100 though it lies outside."""
    parts = (reading.value, reading.low, reading.high)
    return any(part is not None and not 0 <= part <= 100 for part in parts)


def _again(found: Derivation) -> list[dict[str, Any]]:
    names = {"value": _("Value"), "low": _("Lowest"), "high": _("Highest")}
    return [
        {
            "name": names[c.name],
            "shown": _full(c.shown),
            "computed": _full(c.computed),
            "agrees": c.agrees,
        }
        for c in found.again
    ]


def _full(value: float | None) -> str:
    """All the digits that are compared, in the signs of the language."""
    if value is None:
        return _("unknown")
    text = f"{value or 0.0:.12g}".replace(".", get_format("DECIMAL_SEPARATOR"))
    return text.replace("-", MINUS)


def _steps(found: Derivation) -> list[dict[str, Any]]:
    """The outermost lines, each with what it rests on; long ones are folded."""
    nested = _nested(found)
    told = zip(nested[::2], nested[1::2], strict=True)
    return [{"line": line, "inner": inner, "fold": _fold(_count(inner))} for line, inner in told]


def _fold(count: int) -> str:
    """What stands on the fold of so many lines; nothing where they are few and stay open."""
    if count <= MOST_OPEN:
        return ""
    return _("%(count)s lines below it") % {"count": count}


def _count(nested: list[Any]) -> int:
    """How many lines there are in lists inside lists."""
    return sum(_count(one) if isinstance(one, list) else 1 for one in nested)


def _nested(found: Derivation) -> list[Any]:
    """The lines as lists inside lists, as ``unordered_list`` shows them; numbers are links."""
    outermost: list[Any] = []
    open_lists = [(0, outermost)]
    for line in found.lines:
        if line.depth == 0:
            continue
        while len(open_lists) > 1 and open_lists[-1][0] >= line.depth:
            open_lists.pop()
        inner: list[Any] = []
        open_lists[-1][1].extend((_line(line.text, line.address, found.address), inner))
        open_lists.append((line.depth, inner))
    return outermost


def _line(text: str, address: str, here: str) -> SafeString:
    if not address or address == here:
        return format_html("{}", text)
    return format_html('<a href="{}">{}</a>', derivation_url(address), text)


def _data(found: Derivation) -> dict[str, Any]:
    return {
        "number": {"stated_at": found.address, **found.reading.as_dict()},
        "computed_again": [
            {"name": c.name, "shown": c.shown, "computed": c.computed, "agrees": c.agrees}
            for c in found.again
        ],
        "agrees": found.agrees,
    }

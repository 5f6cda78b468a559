"""What a number is, what it was made from and how sure it is, in two or three plain sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from territoria_web.library.saying import MINUS
from territoria_web.recommend.queries.derivations import Derivation

WHAT = {
    "score": gettext_lazy(
        "This score brings figures of different units together on one scale from 0 to 100; more "
        "is better."
    ),
    "rank": gettext_lazy(
        "This rank counts how many regions score higher. Small changes of the method move it, so "
        "read its range and not the single place."
    ),
    "observation": gettext_lazy("This figure is the one in the table of its source."),
    "gap": gettext_lazy(
        "This gap is the distance to the level that the better quarter of the peers reach. One "
        "peer spread is as wide as the middle half of the peers."
    ),
    "peer-median": gettext_lazy(
        "This figure is the middle of the firm and likely peers: half of them lie above it, half "
        "below."
    ),
    "trend": gettext_lazy("This trend is the usual change from one year to the next."),
    "target": gettext_lazy(
        "This target is what peers show to be within reach, by their level or by their pace."
    ),
}
PLACES = {"score": 0, "rank": 0, "gap": 1, "trend": 2}


def digits(value: float | None, places: int) -> str:
    """At most so many digits after the point, in the signs of the language; no zero has a sign."""
    if value is None:
        return ""
    rounded = round(value, places) or 0.0
    text = number_format(rounded, decimal_pos=places, force_grouping=True)
    short = text.rstrip("0").rstrip(".,") if places else text
    return short.replace("-", MINUS)


def plain_words(found: Derivation) -> list[str]:
    """Two or three sentences that stand before the steps."""
    if found.reading.value is None:
        return []
    said = (str(WHAT.get(found.kind, "")), _made_from(found), _how_sure(found))
    return [sentence for sentence in said if sentence]


def _made_from(found: Derivation) -> str:
    detail: dict[str, Any] = found.reading.detail
    if found.kind in ("score", "rank"):
        return _of_figures(figures_below(found.lines), found.reading.period)
    if found.kind == "gap":
        count = detail["gap"].peers_known
        return ngettext(
            "It was measured against %(count)s firm or likely peer.",
            "It was measured against %(count)s firm and likely peers.",
            count,
        ) % {"count": count}
    if found.kind == "trend":
        return _("It was made from the figures of %(count)s years, %(years)s.") % {
            "count": len(detail["periods"]),
            "years": found.reading.period,
        }
    return ""


def _of_figures(count: int, years: str) -> str:
    return ngettext(
        "It was made from %(count)s published figure (%(years)s).",
        "It was made from %(count)s published figures (%(years)s).",
        count,
    ) % {"count": count, "years": years}


def figures_below(lines: Sequence[Any]) -> int:
    """How many figures with a value a derivation rests on, each once.

    Below a figure stands its cell, and below that the source; a missing one has no such cell.
    """
    return len(
        {
            line.address
            for n, line in enumerate(lines)
            if line.address.startswith("observation:") and _has_cell(lines[n + 1 :], line.depth)
        }
    )


def _has_cell(rest: Sequence[Any], depth: int) -> bool:
    for line in rest:
        if line.depth <= depth:
            return False
        if line.depth >= depth + 2:
            return True
    return False


def _how_sure(found: Derivation) -> str:
    held = found.reading
    if found.kind == "observation":
        return _("How far it may be off was not published with it.")
    say = SURE.get(found.kind)
    if say is None or held.low is None or held.high is None:
        return ""
    places = PLACES.get(found.kind, 4)
    value, low, high = (digits(v, places) for v in (held.value, held.low, held.high))
    of = held.detail["of"] if found.kind == "rank" else ""
    return say() % {"value": value, "low": low, "high": high, "of": of}


def _of_rank() -> str:
    return _(
        "With the edition's own recipe it is place %(value)s of %(of)s; in nine of ten reasonable "
        "variations it lies between place %(low)s and %(high)s."
    )


def _of_variations() -> str:
    return _("In nine of ten reasonable variations it lies between %(low)s and %(high)s.")


def _of_years() -> str:
    return _("In nine of ten repeats with some of the years it lies between %(low)s and %(high)s.")


SURE: dict[str, Callable[[], str]] = {
    "rank": _of_rank,
    "score": _of_variations,
    "gap": _of_variations,
    "trend": _of_years,
}

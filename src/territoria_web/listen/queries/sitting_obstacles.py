"""What keeps one firm back, the heaviest first, and how many others name the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from territoria.documents.numerals import span
from territoria_web.library.saying import numeral_of, percent, say
from territoria_web.listen.models import Sitting, Taker
from territoria_web.listen.queries.check_texts import CheckTexts
from territoria_web.listen.queries.sitting_results import newest_of


def weighed(texts: CheckTexts, sitting: Sitting) -> list[tuple[str, int]]:
    """The obstacles that a firm named, with their severity, the heaviest first."""
    held: Mapping[str, int] = (sitting.result or {}).get("obstacles", {})
    named = [(say(o.title), held[o.id]) for o in texts.obstacles if o.id in held]
    return sorted(named, key=lambda one: -one[1])


def named_beside(taker: Taker, texts: CheckTexts, sitting: Sitting) -> list[tuple[str, str]]:
    """The obstacles that a firm named, the heaviest first, with how many of all name the same; "" where
    that is not shown.
    """
    year, figures = newest_of(taker.check_of)
    shown = figures.get("obstacles") or {}
    others = {say(o.title): shown.get(o.id) for o in texts.obstacles}
    return [(name, _named_by(year, others[name])) for name, _weight in weighed(texts, sitting)]


def _named_by(year: str, held: Mapping[str, Any] | None) -> str:
    if not held or held.get("share") is None:
        return ""
    low, high = 100 * held["low"], 100 * held["high"]
    told = {
        "share": f"{percent(held['share'])} ({span(low, high)})",
        "count": numeral_of(held["n"]),
        "year": year,
    }
    return _("%(share)s of %(count)s firms named it in %(year)s.") % told

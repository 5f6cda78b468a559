"""Figures of services in words and cells: never a share without its range and its number of people."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from territoria_web.library.saying import colon, numeral_of, percent, ranged
from territoria_web.listen.queries.rating_looks import Part, Quarter, ServiceFigures
from territoria_web.listen.rating_rules import LEVEL_WORDS


def share_cell(share: Any) -> str:
    """``80 (70–87)``, in percent; empty where it is not shown."""
    if share is None or share.share is None:
        return ""
    return ranged(100 * share.share, 100 * share.low, 100 * share.high)


def mean_cell(figures: ServiceFigures) -> str:
    """The mean on the scale of five, drawn to the middle of all services; empty below ten ratings."""
    held = figures.rated
    return "" if held is None or held.mean is None else ranged(held.mean, held.low, held.high, 1)


def place_cell(figures: ServiceFigures) -> str:
    """``1 (1–2)``, ``1`` where nothing else is likely; empty where it is not ranked."""
    held = figures.rated
    if held is None or held.rank is None:
        return ""
    if held.first == held.last:
        return numeral_of(held.rank)
    return ranged(held.rank, held.first, held.last)


def state_said(figures: ServiceFigures) -> str:
    """Why there is no figure, or no place."""
    if figures.state == "few":
        if figures.fresh:
            return _("fewer than five ratings since the question changed")
        return _("fewer than five ratings")
    return _("too few ratings to rank") if figures.state == "unranked" else ""


def channels_said(figures: ServiceFigures) -> str:
    """How ratings came in, with the number that it is about."""
    if figures.parts is None:
        return ""
    parts = ", ".join(map(_counted, figures.parts.channels))
    if figures.parts.n == figures.n:
        return parts
    of = _("of the first %(count)s ratings") % {"count": numeral_of(figures.parts.n)}
    return f"{of}{colon()}{parts}"


def _counted(part: Part) -> str:
    return f"{part.name} {_('few') if part.n is None else numeral_of(part.n)}"


# ── the page of one service ───────────────────────────────────────────────────────────────────


def finding_of(figures: ServiceFigures) -> str:
    """What is shown of a service, in a sentence."""
    held = figures.rated
    if held is None:
        return _("There are fewer than five ratings, so nothing is shown yet.")
    said = ngettext(
        "Of %(count)s person who rated it, %(solved)s say it was solved and %(satisfied)s are "
        "satisfied or very satisfied.",
        "Of %(count)s people who rated it, %(solved)s say it was solved and %(satisfied)s are "
        "satisfied or very satisfied.",
        held.n,
    )
    return said % {
        "count": numeral_of(held.n),
        "solved": percent(held.solved.share),
        "satisfied": percent(held.satisfied.share),
    }


def key_of(figures: ServiceFigures) -> list[tuple[str, str]]:
    """Its figures by name."""
    held = figures.rated
    if held is None:
        return []
    told = [
        (_("Ratings"), numeral_of(held.n)),
        (_("Solved, in percent"), share_cell(held.solved)),
        (_("Solved in part, in percent"), numeral_of(100 * held.partly_solved / held.n)),
        (_("Satisfied or very satisfied, in percent"), share_cell(held.satisfied)),
    ]
    if figures.state != "ranked":
        return [*told, (_("Place"), state_said(figures))]
    return [
        *told,
        (_("Mean of 1 to 5"), mean_cell(figures)),
        (_("Place among the services"), place_cell(figures)),
    ]


def breakdown(figures: ServiceFigures) -> dict[str, Any]:
    """The tables of a service as pages show them."""
    parts = figures.parts
    return {
        "levels": _levels(figures) if figures.steps else [],
        "channels": list(map(_cell, parts.channels)) if parts else [],
        "margins": [(title, list(map(_cell, rows))) for title, rows in parts.margins]
        if parts
        else [],
        "series": _series(figures.quarters),
        "trend": trend_said(figures),
    }


def _levels(figures: ServiceFigures) -> list[tuple[str, str, str]]:
    counts = [(words, figures.steps[step - 1]) for step, words in LEVEL_WORDS.items()]
    return [(str(words), numeral_of(n), percent(n / figures.n)) for words, n in counts]


def _cell(part: Part) -> tuple[str, str, str, str]:
    n = _("fewer than five, or hidden for them") if part.n is None else numeral_of(part.n)
    return part.name, n, share_cell(part.solved), share_cell(part.satisfied)


def _series(quarters: tuple[Quarter, ...]) -> list[tuple[int, list[tuple[str, str, str, str]]]]:
    """Quarters under the question that was asked, the newest question first."""
    asked = sorted({one.instrument for one in quarters}, reverse=True)
    return [
        (number, [_quarter(one) for one in quarters if one.instrument == number])
        for number in asked
    ]


def _quarter(one: Quarter) -> tuple[str, str, str, str]:
    return quarter_said(one.name), *_cell(one.part)[1:]


def quarter_said(quarter: str) -> str:
    """``2026-Q4`` as *4th quarter of 2026*."""
    year, number = quarter.split("-Q")
    words = {
        "1": pgettext("a period", "1st quarter of %(year)s"),
        "2": pgettext("a period", "2nd quarter of %(year)s"),
        "3": pgettext("a period", "3rd quarter of %(year)s"),
        "4": pgettext("a period", "4th quarter of %(year)s"),
    }
    return words[number] % {"year": year}


def trend_said(figures: ServiceFigures) -> str:
    """Whether the last two quarters differ, or why that cannot be said."""
    found = figures.trend
    if found is None:
        return ""
    if found.change is None:
        return found.why_not
    told = dict(zip(("before", "after"), map(quarter_said, figures.compared), strict=True))
    if not found.moved:
        said = _(
            "Between the %(before)s and the %(after)s the change is no more than chance may bring."
        )
        return said % told
    if found.change > 0:
        return _("More people were satisfied in the %(after)s than in the %(before)s.") % told
    return _("Fewer people were satisfied in the %(after)s than in the %(before)s.") % told

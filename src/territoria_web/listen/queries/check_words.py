"""Results of self-checks in words: never a figure without its range, and what the figures are not."""

from __future__ import annotations

from django.utils.translation import gettext as _

from territoria.documents.numerals import span
from territoria_web.library.saying import numeral_of, percent, ranged
from territoria_web.listen.models import SelfCheck
from territoria_web.listen.queries.check_results import CheckResults, Line, Year

POINTS = ("overall", "dimensions")
MOST_NAMED = 3


def finding_of(results: CheckResults | None) -> str:
    """What they say together, in a sentence or two."""
    if results is None:
        return _("Fewer than ten have finished, so nothing is shown yet.")
    figures, year = results.now.figures, results.now.year
    firms = results.check.audience == SelfCheck.Audience.FIRMS
    if firms and figures.basic.value is not None:
        said = _(
            "Of %(count)s firms in %(year)s, %(share)s reach the basic level of digital intensity as "
            "Eurostat counts."
        )
        told = {"count": numeral_of(figures.basic.n), "year": year}
        told["share"] = cell_of(figures.basic)
    elif figures.overall.value is not None:
        said = _("On average, the %(count)s that answered stand at %(value)s of 100 in %(year)s.")
        told = {"count": numeral_of(figures.overall.n), "year": year}
        told["value"] = cell_of(figures.overall)
    else:
        said = _("%(count)s answered in %(year)s.")
        told = {"count": numeral_of(figures.firms or 0), "year": year}
    return " ".join(filter(None, (said % told, most_named(results.now))))


def bases_said(year: Year) -> str:
    """Why figures rest on different numbers of answers, and what follows for the overall level where it
    rests on fewer than a dimension; "" where all rest on the same.
    """
    figures = year.figures
    if len({line.n for line in figures.lines if line.n is not None}) < 2:
        return ""
    said = _(
        "Each figure counts those who answered all that it is made of, and waits for ten more before it "
        "moves: so the numbers of answers differ."
    )
    most = max((line.n or 0 for line in figures.dimensions), default=0)
    if figures.overall.n is None or figures.overall.n >= most:
        return said
    more = _(
        "The overall level rests on fewer answers than some dimensions, so it may lie outside them."
    )
    return f"{said} {more}"


def most_named(year: Year) -> str:
    """The obstacle named most, alone where its range lies above all others; else those that it cannot be told from."""
    named = year.figures.named_most
    if not named:
        return ""
    first = named[0]
    close = [line for line in named if (line.high or 0) >= (first.low or 0)]
    if len(close) > MOST_NAMED:
        said = _("No single obstacle stands out; named most: %(names)s.")
    else:
        said = _("Named most as what keeps them back: %(names)s.")
    return said % {"names": ", ".join(line.name for line in close[:MOST_NAMED])}


def cell_of(line: Line) -> str:
    """``46 % (39–53)``, or points; empty where it is not shown."""
    if line.value is None:
        return ""
    if line.kind in POINTS:
        return ranged(line.value, line.low, line.high)
    return f"{percent(line.value)} ({span(100 * (line.low or 0), 100 * (line.high or 0))})"


def severity_of(line: Line) -> str:
    """``2.8 (2.4–3.2)`` of 4; empty where fewer than ten name it."""
    if line.severity is None:
        return ""
    return ranged(line.severity, line.severity_low, line.severity_high, 1)


def weights_said(year: Year, source: str) -> str:
    """Whether the figures are weighted, and by what."""
    said = {
        "": _(
            "Figures of all together are weighted by how many there are by size or sector; the answers "
            "are worth %(worth)s equal ones."
        ),
        "none": _(
            "Not weighted: how many there are by size and sector was not entered, so groups that answer "
            "more count more."
        ),
        "few": _("Not weighted: too few answered of all groups but one."),
        "spread": _(
            "Not weighted: with weights, the answers would be worth less than three in ten."
        ),
        "cap": _("Not weighted: some groups would have to count more than five times the average."),
    }[year.why_not] % {"worth": numeral_of(year.worth)}
    if not year.weighted or not source:
        return said
    return f"{said} {_('Source: %(source)s.') % {'source': source}}"


def changes_said(results: CheckResults) -> list[str]:
    """What changed from year to year: the whole, the basic level, then obstacles that moved."""
    if len(results.years) < 2:
        return []
    found, said = results.changes(), list[str]()
    told = {"before": results.years[-2].year, "after": results.now.year}
    figures = results.now.figures
    for line in (figures.basic, figures.overall, *figures.named_most):
        change = found.get((line.kind, line.id))
        if change is None or (line.kind == "obstacles" and not change.moved):
            continue
        said.append(_changed(change.moved, change.change > 0) % {**told, "name": line.name})
    return said


def _changed(moved: bool, rose: bool) -> str:
    if not moved:
        return _("%(name)s: no change from %(before)s to %(after)s that can be told from chance.")
    if rose:
        return _("%(name)s: higher in %(after)s than in %(before)s, by more than chance.")
    return _("%(name)s: lower in %(after)s than in %(before)s, by more than chance.")

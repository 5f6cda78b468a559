"""Indicators: a list with coverage, and each with its whole text, years, uses and figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.library.queries import library
from territoria_web.library.saying import ranged
from territoria_web.measure.models import Figure, Release
from territoria_web.measure.queries.assessments import MAIN, current
from territoria_web.measure.queries.column_words import (
    CHAINS,
    DIRECTIONS,
    LEVELS,
    ROLES,
    theme_words,
)
from territoria_web.measure.queries.framework_trees import public_assessments
from territoria_web.measure.queries.indicator_texts import (
    Coverage,
    advice_uses,
    coverage_of_all,
    framework_uses,
    indicator_at,
    indicators_by,
    themes_of_indicators,
    years_of,
)
from territoria_web.measure.queries.release_pages import release_at
from territoria_web.measure.queries.rows import figure_rows, observation_rows
from territoria_web.public.coverage_picture import coverage_picture, coverage_says
from territoria_web.public.page import Crumb, LaterRows, Page, Table
from territoria_web.territories.queries import territory_name

NONE = Coverage()
ENDS = 5
FILTERS = ("q", "theme", "role", "framework")


def listing(request: HttpRequest) -> Page:
    """``?q=``, ``?theme=``, ``?role=``, ``?framework=``."""
    asked = _asked(request.GET)
    coverage = coverage_of_all(release_at(settings.RELEASE))
    found = indicators_by(**asked)
    of = max((c.territories for c in coverage.values()), default=1)
    known = sum(i.id in coverage for i in found)
    finding = ngettext(
        "%(count)d indicator; the data of this site have figures of %(known)d.",
        "%(count)d indicators; the data of this site have figures of %(known)d.",
        len(found),
    ) % {"count": len(found), "known": known}
    return Page(
        template="public/indicators/list.html",
        title=_("Indicators"),
        finding=finding,
        facts={
            "rows": [_listed(i, coverage.get(i.id, NONE), of) for i in found],
            "asked": asked,
            "count": sum(map(bool, asked.values())),
            "themes": [(theme, theme_words(theme)) for theme in themes_of_indicators()],
            "roles": [(role, words()) for role, words in ROLES.items()],
            "frameworks": list(library().frameworks.values()),
        },
        table=_catalogue(found, coverage),
    )


def _asked(given: QueryDict) -> dict[str, str]:
    """The filters; a value that names nothing is not there."""
    asked = {name: given.get(name, "").strip()[:100] for name in FILTERS}
    known = {
        "theme": themes_of_indicators(),
        "role": ROLES,
        "framework": library().frameworks,
    }
    for name, values in known.items():
        if asked[name] and asked[name] not in values:
            raise Http404(f"{name} {asked[name]}")
    return asked


def _listed(i: Any, c: Coverage, of: int) -> dict[str, Any]:
    whole = 27 if i.level == "country" else of
    return {
        "name": i.name,
        "url": reverse("public:indicator", args=[i.id]),
        "theme": theme_words(i.theme),
        "role": ROLES[i.role](),
        "territories": c.territories,
        "share": (share := min(100, round(100 * c.territories / whole))),
        "hatch": _hatched(share),
        "years": _span(c),
    }


def _hatched(share: int) -> str:
    """The unknown part of a bar from 0 to 100, as an outline with strokes; empty where none is."""
    if share >= 100:
        return ""
    strokes = "".join(f"M{x} 7.5l4-6" for x in range(share, 97, 6))
    return f"M{share} 1.5H100V7.5H{share}Z{strokes}"


def _span(c: Coverage) -> str:
    if c.first is None:
        return ""
    return str(c.first) if c.first == c.last else f"{c.first}–{c.last}"


def _catalogue(found: Sequence[Any], coverage: Any) -> Table:
    head = (
        "id", "name", "theme", "role", "unit_of_measure", "direction", "level", "publisher",
        "dataset", "licence", "territories", "first", "last",
    )  # fmt: skip
    rows = []
    for i in found:
        c = coverage.get(i.id, NONE)
        rows.append(
            (i.id, i.name.say(), i.theme, i.role, i.unit_of_measure.say(), i.direction, i.level,
             i.source.publisher, i.source.dataset, i.source.licence, c.territories, c.first, c.last)
        )  # fmt: skip
    return Table("indicators", head, rows)


def one(request: HttpRequest, indicator: str) -> Page:
    """``indicators/<id>/``; its CSV holds every observation."""
    text, release = indicator_at(indicator), release_at(settings.RELEASE)
    coverage = coverage_of_all(release).get(indicator, NONE)
    years, countries = years_of(release, indicator)
    figures = _figures(release, indicator)
    return Page(
        template="public/indicators/one.html",
        title=text.name.say(),
        finding=_finding(coverage, text.level),
        facts={
            "text": text,
            "coverage": coverage,
            "years": _span(coverage),
            "role": ROLES[text.role](),
            "chain": CHAINS[text.chain](),
            "level": LEVELS[text.level](),
            "direction": DIRECTIONS[text.direction](),
            "says": coverage_says(countries),
            "picture": coverage_picture("coverage", years, countries, 640) if years else None,
            "narrow": coverage_picture("coverage-slim", years, countries, 360) if years else None,
            "share_inherited": coverage.inherited / coverage.territories
            if coverage.territories
            else 0,
            "uses": [
                (u, reverse("public:framework-node", args=[u.framework.id, u.node]) if u.node
                 else f"{reverse('public:framework', args=[u.framework.id])}#peers")
                for u in framework_uses(indicator)
            ],
            "advice": [
                (u, reverse("public:recommendation", args=[u.recommendation.id]))
                for u in advice_uses(indicator)
            ],
            **_ends(release, figures, text),
            "links": _links(indicator) if figures else [],
        },
        table=_observations(release, indicator),
        data={"indicator": text.model_dump(mode="json"), "release": release.name},
        crumbs=(Crumb(_("Indicators"), reverse("public:indicators")),),
    )  # fmt: skip


def _finding(c: Coverage, level: str) -> str:
    if not c.territories:
        return _("The data of this site hold no figure of it: it is unknown everywhere.")
    if c.first == c.last:
        return ngettext(
            "%(count)d territory has a figure, of %(last)s.",
            "%(count)d territories have a figure, of %(last)s.",
            c.territories,
        ) % {"count": c.territories, "last": c.last}
    return ngettext(
        "%(count)d territory has figures, from %(first)s to %(last)s.",
        "%(count)d territories have figures, from %(first)s to %(last)s.",
        c.territories,
    ) % {"count": c.territories, "first": c.first, "last": c.last}


def _figures(release: Release, indicator: str) -> list[Figure]:
    """Best first, of the finest level."""
    found = list(figure_rows(release, indicators=[indicator]))
    level = max((f.territory.level for f in found), default=0)
    held = [f for f in found if f.territory.level == level]
    return sorted(held, key=lambda f: (f.rank or len(held) + 1, f.territory.code))


def _ends(release: Release, figures: list[Figure], text: Any) -> dict[str, Any]:
    if not figures:
        return {"first": [], "last": []}
    assessment = public_assessments().get(MAIN) or current()
    shown = [_shown(assessment, f, text) for f in (*figures[:ENDS], *figures[-ENDS:])]
    if len(figures) <= 2 * ENDS:
        return {"first": [_shown(assessment, f, text) for f in figures], "last": []}
    return {"first": shown[:ENDS], "last": shown[ENDS:]}


def _shown(assessment: Any, f: Figure, text: Any) -> dict[str, Any]:
    number = assessment.address("observation", f.territory.key, f.indicator)
    return {
        "name": territory_name(f.territory),
        "url": reverse("public:territory", args=[f.territory.code]),
        "value": ranged(f.value, f.low, f.high, text.decimals),
        "year": f.period,
        "place": _place(f.rank_low, f.rank_high),
        "of": f.of,
        "explain": f"{reverse('public:explain')}?{urlencode({'number': number})}",
    }


def _place(low: int | None, high: int | None) -> str:
    if low is None:
        return ""
    return str(low) if low == high else f"{low}–{high}"


def _links(indicator: str) -> list[tuple[str, str]]:
    ranking = urlencode({"i": indicator, "view": "ranking"})
    lines = urlencode({"i": indicator, "view": "line"})
    return [
        (_("On the map"), f"{reverse('public:map')}?{urlencode({'show': indicator})}"),
        (
            _("All territories in order, with their ranges"),
            f"{reverse('public:explore')}?{ranking}",
        ),
        (_("Over the years"), f"{reverse('public:explore')}?{lines}"),
    ]


def _observations(release: Release, indicator: str) -> Table:
    head = (
        "territory", "version", "name", "level", "period", "value", "status", "flag", "source",
        "inherited_from", "line",
    )  # fmt: skip
    fields = (
        "territory__code", "territory__version", "territory__name", "territory__level", "period",
        "value", "status", "flag", "source", "inherited_from", "line",
    )  # fmt: skip
    rows = observation_rows(release, indicators=[indicator]).values_list(*fields)
    return Table(f"observations-{indicator}", head, LaterRows(rows.all))

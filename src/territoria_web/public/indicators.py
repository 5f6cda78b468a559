"""Indicators: a list with coverage, and each with its whole text, years, uses and figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from territoria.pictures.picture import Picture
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
from territoria_web.measure.queries.release_pages import reference_in_use
from territoria_web.measure.queries.rows import figure_rows, observation_rows
from territoria_web.public.coverage_picture import coverage_picture, coverage_says
from territoria_web.public.derivation_links import derivation_url
from territoria_web.public.indicator_rows import NONE, indicator_rows, years_said
from territoria_web.public.page import Crumb, LaterRows, Page, Table
from territoria_web.territories.queries import territory_name

ENDS = 5
FILTERS = ("q", "theme", "role", "framework")


def listing(request: HttpRequest) -> Page:
    """``?q=``, ``?theme=``, ``?role=``, ``?framework=``."""
    asked = _asked(request.GET)
    coverage = coverage_of_all(reference_in_use())
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
            "rows": indicator_rows(found, coverage, of),
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


def _catalogue(found: Sequence[Any], coverage: Any) -> Table:
    head = (
        "id", "name", "theme", "role", "unit_of_measure", "direction", "level", "publisher",
        "dataset", "licence", "territories", "first", "last",
    )  # fmt: skip
    return Table("indicators", head, LaterRows(lambda: _catalogued(found, coverage)))


def _catalogued(found: Sequence[Any], coverage: Any) -> Iterator[tuple[Any, ...]]:
    for i in found:
        c = coverage.get(i.id, NONE)
        yield (
            i.id, i.name.say(), i.theme, i.role, i.unit_of_measure.say(), i.direction, i.level,
            i.source.publisher, i.source.dataset, i.source.licence, c.territories, c.first, c.last,
        )  # fmt: skip


def one(request: HttpRequest, indicator: str) -> Page:
    """``indicators/<id>/``; its CSV holds every observation."""
    text, release = indicator_at(indicator), reference_in_use()
    coverage = coverage_of_all(release).get(indicator, NONE)
    says, broad, slim = _coverage(get_language() or "en", release, release.digest, indicator)
    figures = _figures(release, release.digest, indicator)
    return Page(
        template="public/indicators/one.html",
        title=text.name.say(),
        finding=_finding(coverage, text.level),
        facts={
            "text": text,
            "coverage": coverage,
            "years": years_said(coverage),
            "role": ROLES[text.role](),
            "chain": CHAINS[text.chain](),
            "level": LEVELS[text.level](),
            "direction": DIRECTIONS[text.direction](),
            "says": says,
            "picture": broad,
            "narrow": slim,
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


@lru_cache(maxsize=512)
def _coverage(
    lang: str, release: Release, digest: str, indicator: str
) -> tuple[str, Picture | None, Picture | None]:
    """Where there are figures, said and drawn for screens and phones, once a language."""
    years, countries = years_of(release, indicator)
    says = coverage_says(countries)
    if not years:
        return says, None, None
    broad = coverage_picture("coverage", years, countries, 640)
    return says, broad, coverage_picture("coverage-slim", years, countries, 360)


@lru_cache(maxsize=256)
def _figures(release: Release, digest: str, indicator: str) -> tuple[int, ...]:
    """The keys of the figures of the finest level, best first; ordered once for a digest."""
    fields = ("territory__level", "rank", "territory__code", "pk")
    found = list(figure_rows(release, indicators=[indicator]).values_list(*fields))
    finest = max((level for level, *_rest in found), default=0)
    held = [row for row in found if row[0] == finest]
    return tuple(row[3] for row in sorted(held, key=lambda r: (r[1] or len(held) + 1, r[2])))


def _ends(release: Release, figures: Sequence[int], text: Any) -> dict[str, Any]:
    """The first and the last few; all where they are not many."""
    if not figures:
        return {"first": [], "last": []}
    few = len(figures) <= 2 * ENDS
    keys = figures if few else (*figures[:ENDS], *figures[-ENDS:])
    held = release.figures.select_related("territory").in_bulk(keys)
    assessment = public_assessments().get(MAIN) or current()
    shown = [_shown(assessment, held[key], text) for key in keys]
    return {"first": shown, "last": []} if few else {"first": shown[:ENDS], "last": shown[ENDS:]}


def _shown(assessment: Any, f: Figure, text: Any) -> dict[str, Any]:
    number = assessment.address("observation", f.territory.key, f.indicator)
    return {
        "name": territory_name(f.territory),
        "url": reverse("public:territory", args=[f.territory.code]),
        "value": ranged(f.value, f.low, f.high, text.decimals),
        "year": f.period,
        "place": _place(f.rank_low, f.rank_high),
        "of": f.of,
        "explain": derivation_url(number),
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

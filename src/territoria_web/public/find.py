"""Find a territory by whatever people call it, and say why it was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseRedirect
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from territoria_web.public.drawn_map import territory_url
from territoria_web.public.page import Page, Table
from territoria_web.territories.queries import (
    Match,
    exact_territory,
    search_territories,
    territories_by_country,
    territory_name,
    territory_names,
)

LONGEST = 200
HEAD = ("code", "name", "country", "level", "matched_name", "kind", "language", "likeness")


@dataclass(frozen=True, slots=True)
class Result:
    """A territory that was found, and why."""

    name: str
    url: str
    code: str
    country: str
    why: str
    level: str


def find(request: HttpRequest) -> Page | HttpResponseRedirect:
    """``?q=``: one certain hit leads to its page; else the likely ones; nothing asked: all."""
    asked = request.GET.get("q", "").strip()[:LONGEST]
    found = search_territories(asked, 12) if asked else []
    exact = exact_territory(found)
    if exact is not None and request.path.endswith("/"):
        return HttpResponseRedirect(territory_url(exact.code))
    results = _results(found)
    return Page(
        template="public/find.html",
        title=_("Find your territory"),
        finding=_finding(asked, results),
        facts={
            "asked": asked,
            "results": results,
            "countries": [] if results else _by_country(),
        },
        table=Table("territories", HEAD, _rows(found)),
        data={"asked": asked},
        robots="noindex" if asked else "",
    )


def _finding(asked: str, results: Sequence[Result]) -> str:
    if not asked:
        return _(
            "Type the name of a city or region in any language, or a code. Slips of the finger "
            "are forgiven."
        )
    if not results:
        return _("We know no territory that is called anything like “%(asked)s”.") % {
            "asked": asked
        }
    return ngettext(
        "One territory may be meant by “%(asked)s”.",
        "%(count)d territories may be meant by “%(asked)s”, the likeliest first.",
        len(results),
    ) % {"asked": asked, "count": len(results)}


def _results(found: Sequence[Match]) -> list[Result]:
    names = territory_names({m.territory.key for m in found} | {_country(m) for m in found})
    return [
        Result(
            name=names.get(m.territory.key, m.territory.name),
            url=territory_url(m.territory.code),
            code=m.territory.code,
            country=names.get(_country(m), m.territory.country) if m.territory.level else "",
            why=_why(m, names.get(m.territory.key, m.territory.name)),
            level=_level(m.territory.level),
        )
        for m in found
    ]


def _country(match: Match) -> str:
    return f"{match.territory.country}@{match.territory.version}"


def _level(level: int) -> str:
    return {0: _("Country"), 1: _("Larger region")}.get(level, _("Region"))


def _why(match: Match, name: str) -> str:
    """Why this place was found, where its own name does not say it."""
    called = {"name": match.matched_name, "place": name}
    if match.kind == "city":
        return _("%(name)s is a city in %(place)s.") % called
    if match.kind == "code":
        return _("Found by its code %(name)s.") % called
    if match.matched_name == name:
        return ""
    if match.language in ("", "mul"):
        return _("Also called %(name)s.") % called
    return _("Called %(name)s in %(language)s.") % {**called, "language": _language(match.language)}


def _language(code: str) -> str:
    """The name of a language in the language spoken."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def _rows(found: Sequence[Match]) -> list[tuple[object, ...]]:
    return [
        (
            m.territory.code,
            m.territory.name,
            m.territory.country,
            m.territory.level,
            m.matched_name,
            m.kind,
            m.language,
            round(m.likeness, 3),
        )
        for m in found
    ]


def _by_country() -> list[tuple[str, str, list[tuple[str, str]]]]:
    return [
        (
            territory_name(country),
            territory_url(country.code),
            [(territory_name(r), territory_url(r.code)) for r in regions],
        )
        for country, regions in territories_by_country()
    ]

"""Key messages to begin with, from the benchmark and from what firms say, for people to change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.library.saying import semicolon
from territoria_web.reports.synthesis.among import Among
from territoria_web.reports.synthesis.small_firms.needs import parted, unmet, ways
from territoria_web.reports.synthesis.small_firms.policies import benchmark_of
from territoria_web.reports.synthesis.small_firms.take_up import year_of

PICTURE, POLICIES, GAPS, PAIRS = 3, 4, 6, 9
COMMON = 3


def benchmark_messages(told: Among) -> list[str]:
    """Each with the chapter it rests on; nothing where no benchmark is published."""
    held = benchmark_of(told)
    if held is None:
        return []
    return [_judged(held), *_good(held), *_firms(told), *_unmet(told), *_shows(told)]


def _judged(held: Mapping[str, Any]) -> str:
    cells = [c for e in held["entrants"] for c in e["cells"].values()]
    unknown = sum(c["value"] is None for c in cells)
    said = ngettext(
        "%(count)s initiative was judged by %(criteria)s criteria that were fixed before; in "
        "%(unknown)s of %(of)s cells nobody can tell. [Chapter %(chapter)s]",
        "%(count)s initiatives were judged by %(criteria)s criteria that were fixed before; in "
        "%(unknown)s of %(of)s cells nobody can tell. [Chapter %(chapter)s]",
        len(held["entrants"]),
    )
    return said % {
        "count": len(held["entrants"]),
        "criteria": len(held["criteria"]),
        "unknown": unknown,
        "of": len(cells),
        "chapter": POLICIES,
    }


def _good(held: Mapping[str, Any]) -> list[str]:
    good = sum(e["practice"] == "good" for e in held["entrants"])
    wrong = sum(e["went_wrong"] for e in held["entrants"])
    said = ngettext(
        "%(good)s is good practice with evidence behind it, and %(wrong)s went wrong. "
        "[Chapter %(chapter)s]",
        "%(good)s are good practice with evidence behind it, and %(wrong)s went wrong. "
        "[Chapter %(chapter)s]",
        good,
    )
    return [said % {"good": good, "wrong": wrong, "chapter": POLICIES}]


def _firms(told: Among) -> list[str]:
    years = [y for p in told.territories if (y := year_of(told, p["key"]))]
    if not years:
        return []
    said = _(
        "Firms that checked themselves: %(firms)s, in %(count)s of the territories; they are no "
        "sample. [Chapter %(chapter)s]"
    )
    firms = sum(y["firms"] for y in years)
    return [said % {"firms": firms, "count": len(years), "chapter": PICTURE}]


def _unmet(told: Among) -> list[str]:
    held = sorted(unmet(told).items(), key=lambda pair: (-len(pair[1]), pair[0]))[:COMMON]
    if not held:
        return []
    names = told.facts["small_firms"]["obstacles"]
    said = _("Named by many firms and addressed by nobody there: %(names)s. [Chapter %(chapter)s]")
    listed = semicolon().join(f"{told.said(names[o])} ({len(keys)})" for o, keys in held)
    return [said % {"names": listed, "chapter": GAPS}]


def _shows(told: Among) -> list[str]:
    both, single = parted(ways(told))
    if not both and not single:
        return []
    said = _(
        "Pairs of territories that can show each other how: %(both)s; that can do so one way: "
        "%(single)s. [Chapter %(chapter)s]"
    )
    return [said % {"both": len(both), "single": len(single), "chapter": PAIRS}]

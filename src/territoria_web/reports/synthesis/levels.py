"""Recommendations by level of government: which level can act on what, and by which rule.

No reviewed advice states a level. It follows from who the advice is for, and from the level at which
the library's initiatives behind it were run; the report says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _

from territoria.documents.document import Block, Bullets, Heading, Line, Plain, Table
from territoria_web.plan.queries.cohort.words import joined
from territoria_web.reports.synthesis.among import Among

LEVELS: Final = ("local", "regional", "national")
AUTHORITY: Final = "authority"
MOST_NAMED: Final = 3
LARGEST_REGION: Final = 2
"""NUTS levels up to this are regions; countries are level 0, what is smaller is local."""


def level_of(nuts: int) -> str:
    """At which level of government a territory stands."""
    if nuts == 0:
        return "national"
    return "regional" if nuts <= LARGEST_REGION else "local"


def blocks(told: Among) -> list[Block]:
    """The rule, then what each level can do, with whom it is advised to and why it stands there."""
    found: list[Block] = [
        Heading(2, _("By level of government")),
        Bullets(tuple((Plain(text),) for text in _rules())),
    ]
    for level in LEVELS:
        rows = tuple(_row(told, a, level) for a in told.facts["advice"] if _stands(told, a, level))
        if not rows:
            said = _("%(level)s: no advice stands here by these rules.") % {"level": _name(level)}
            found.append(told.paragraph(f"levels/{level}", said))
            continue
        found.append(
            Table(
                caption=(Plain(_caption(level)),),
                header=(_("What"), _("Actor"), _("Advised to"), _("Why at this level")),
                rows=rows,
                wide=True,
                small=True,
            )
        )
    return found


def _rules() -> list[str]:
    return [
        _("The texts of advice name no level of government. These rules give one:"),
        _(
            "Advice to a public authority stands at the level of the territory it is given to: a "
            "region’s at the regional, a smaller place’s at the local level."
        ),
        _(
            "Where another level ran the initiatives that a piece of advice rests on, the advice "
            "stands there too, since that level could run them here. European programmes stand "
            "with the national ones."
        ),
        _(
            "Advice to firms, universities and residents that rests on no such initiative has no "
            "level, and stands with its actor only."
        ),
    ]


def _name(level: str) -> str:
    return {
        "local": _("Local level"),
        "regional": _("Regional level"),
        "national": _("National and European level"),
    }[level]


def _caption(level: str) -> str:
    return {
        "local": _("What municipalities and districts can do."),
        "regional": _("What regions can do."),
        "national": _("What national and European bodies can do."),
    }[level]


def _own(told: Among, advice: Mapping[str, Any], level: str) -> list[str]:
    """The territories of this level to whose authorities it is advised."""
    if advice.get("group") != AUTHORITY:
        return []
    levels = {p["key"]: p.get("level", "regional") for p in told.territories}
    return [key for key in advice["territories"] if levels.get(key) == level]


def _run(advice: Mapping[str, Any], level: str) -> Sequence[Mapping[str, Any]]:
    """The initiatives behind it that were run at this level."""
    held: Mapping[str, Sequence[Mapping[str, Any]]] = advice.get("levels", {})
    return [*held.get(level, ()), *(held.get("eu", ()) if level == "national" else ())]


def _stands(told: Among, advice: Mapping[str, Any], level: str) -> bool:
    return bool(_own(told, advice, level) or _run(advice, level))


def _row(told: Among, advice: Mapping[str, Any], level: str) -> tuple[Line, ...]:
    node, own = f"levels/{level}/{advice['id']}", _own(told, advice, level)
    run = [told.said(i["title"]) for i in _run(advice, level)]
    why = [_("It is for an authority of this level.")] if own else []
    if run:
        names = joined(run[:MOST_NAMED])
        why.append(_("Run at this level elsewhere: %(names)s.") % {"names": names})
    return (
        told.text(advice["what"], node),
        (Plain(told.said(advice["actor"]) or advice["role"]),),
        told.cell(f"{node}/who", told.names(advice["territories"])),
        told.cites.words(" ".join(why), f"{node}/why"),
    )

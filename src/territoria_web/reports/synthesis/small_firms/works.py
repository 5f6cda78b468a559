"""What seems to work: by kind of help the effects on firms with their evidence, failures told as plainly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria.documents.document import Block, Heading, Line, Table
from territoria_web.library.initiative_names import AREAS, SIZES
from territoria_web.library.saying import colon, semicolon
from territoria_web.reports.synthesis.among import Among
from territoria_web.reports.synthesis.small_firms.policies import (
    benchmark_of,
    grade_of,
    grade_or_none,
    title_of,
)

MOST = 6


def blocks(told: Among) -> list[Block]:
    """A family for each kind of help: how many, how well supported, for whom, what failed."""
    held = benchmark_of(told)
    if held is None:
        return []
    found: list[Block] = [Heading(2, _("Initiatives of the network, by kind of help"))]
    for area, name in AREAS.items():
        family = [e for e in held["entrants"] if e["area"] == area and not e["withdrawn"]]
        if family:
            found += _family(told, area, str(_(name)), family)
    return found


def _family(told: Among, area: str, name: str, family: Sequence[Mapping[str, Any]]) -> list[Block]:
    node = f"family/{area}"
    name = name[:1].upper() + name[1:]
    return [
        Heading(3, name),
        told.paragraph(node, _said(told, family)),
        _effects(told, node, name, family),
    ]


def _said(told: Among, family: Sequence[Mapping[str, Any]]) -> str:
    grades = Counter(grade_of(e) for e in sorted(family, key=_grade, reverse=True))
    counts = semicolon().join(f"{grade}{colon()}{count}" for grade, count in grades.items())
    wrong = sum(e["went_wrong"] for e in family)
    said = ngettext(
        "%(count)d initiative, by its best evidence of an effect on firms (%(grades)s). Went wrong: "
        "%(wrong)d.",
        "%(count)d initiatives, by their best evidence of an effect on firms (%(grades)s). Went "
        "wrong: %(wrong)d.",
        len(family),
    )
    return said % {"count": len(family), "grades": counts, "wrong": wrong}


def _grade(entrant: Mapping[str, Any]) -> str:
    return str(entrant["grade"])


def _effects(told: Among, node: str, name: str, family: Sequence[Mapping[str, Any]]) -> Table:
    """The best supported first, and all that went wrong."""
    order = sorted(family, key=lambda e: (e["grade"] or "", title_of(told, e)), reverse=True)
    best = [e for e in order if not e["went_wrong"]]
    least = max(1, MOST - (len(order) - len(best)))
    shown = [e for e in order if e["went_wrong"] or e in best[:least]]
    more = len(order) - len(shown)
    said = _("The best supported first, and all that went wrong.")
    if more:
        said += " " + _("The annex has %(count)d more.") % {"count": more}
    return Table(
        caption=told.headed(name, said),
        header=(_("Initiative"), _("For whom"), _("Evidence"), _("What came of it")),
        rows=tuple(_row(told, node, e) for e in shown),
        wide=True,
        small=True,
    )


def _row(told: Among, node: str, entrant: Mapping[str, Any]) -> tuple[Line, ...]:
    at = f"{node}/{entrant['id']}"
    sizes = semicolon().join(str(_(SIZES[s])) for s in entrant["sizes"] if s in SIZES)
    return (
        told.cell(at, title_of(told, entrant)),
        told.cell(f"{at}/sizes", sizes),
        told.cell(f"{at}/grade", grade_or_none(entrant)),
        told.cites.words(came_of(told, entrant), f"{at}/came", _source(told, entrant)),
    )


def came_of(told: Among, entrant: Mapping[str, Any]) -> str:
    """Its best supported effect, or what failed, or that no effect is reported."""
    details = told.facts["small_firms"]["told"].get(entrant["id"], {})
    claims = sorted(details.get("claims", ()), key=lambda c: str(c["grade"]), reverse=True)
    said = [f"{told.said(c['outcome'])}{colon()}{told.said(c['claim'])}." for c in claims[:2]]
    if entrant["went_wrong"]:
        failed = told.said(details.get("what_failed"))
        said.insert(0, f"{_('Went wrong.')} {failed}".strip())
    return " ".join(said).replace("..", ".") or _("No effect on firms is reported.")


def _source(told: Among, entrant: Mapping[str, Any]) -> str:
    details = told.facts["small_firms"]["told"].get(entrant["id"], {})
    return str(details.get("source", ""))

"""Initiatives against criteria: the criteria first, then the matrix, who is strong at what, means and mix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from math import ceil
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria.compare.benchmark.judging import SHOWN_FROM
from territoria.documents.document import (
    Block,
    Box,
    Bullets,
    Heading,
    Paragraph,
    Plain,
    Table,
)
from territoria.documents.numerals import numeral, span
from territoria.pictures.criterion_matrix import JudgedCell, JudgedRow, criterion_matrix
from territoria.pictures.instrument_matrix import ObstacleRow, instrument_matrix
from territoria_web.library.initiative_names import AREAS, INSTRUMENTS
from territoria_web.library.saying import colon, day, money, percent, semicolon
from territoria_web.recommend.queries.wording import grade_said
from territoria_web.reports.synthesis.among import Among

Entrant = Mapping[str, Any]
SHOWN = 5


def benchmark_of(told: Among) -> Mapping[str, Any] | None:
    """The newest published benchmark; None where there is none."""
    found: Mapping[str, Any] | None = told.facts["small_firms"]["benchmark"]
    return found


def title_of(told: Among, entrant: Entrant) -> str:
    """An initiative by its place and name."""
    place = told.name(entrant["territory"]) if entrant["territory"] else told.said(entrant["place"])
    title = told.said(entrant["title"])
    if entrant["withdrawn"]:
        title = _("%(title)s (withdrawn)") % {"title": title}
    return f"{place}{colon()}{title}"


def by_name(told: Among, entrants: Sequence[Entrant]) -> list[Entrant]:
    """By place and name: never by a sum."""
    return sorted(entrants, key=lambda e: title_of(told, e).casefold())


def blocks(told: Among) -> list[Block]:
    """Nothing where no benchmark is published."""
    held = benchmark_of(told)
    if held is None:
        return []
    return [
        Heading(2, _("The criteria, fixed before anything was scored")),
        told.paragraph("benchmark/counted", counted(told, held)),
        _criteria(told, held),
        Heading(2, _("Initiatives by criterion")),
        *_matrix(told, held),
        Heading(2, _("Who is strong at what")),
        *_strong(told, held),
        Heading(2, _("Obstacles and the means against them")),
        *_instruments(told, held),
        Heading(2, _("Money and firms reached, by kind of help")),
        *_mix(told, held),
    ]


def counted(told: Among, held: Mapping[str, Any]) -> str:
    """Which benchmark, of which day; how many initiatives of how many territories; who has none in it."""
    used = _("Benchmark “%(title)s” of %(day)s.") % {
        "title": held["title"],
        "day": day(date.fromisoformat(held["day"])),
    }
    places = {e["territory"] for e in held["entrants"] if e["territory"]}
    first = ngettext(
        "%(count)d initiative of %(places)d territories was judged by %(assessors)d assessors, each "
        "by %(criteria)d criteria.",
        "%(count)d initiatives of %(places)d territories were judged by %(assessors)d assessors, "
        "each by %(criteria)d criteria.",
        len(held["entrants"]),
    ) % {
        "count": len(held["entrants"]),
        "places": len(places),
        "assessors": held["assessors"],
        "criteria": len(held["criteria"]),
    }
    first = f"{used} {first}"
    if not held["silent"]:
        return f"{first} {_('Every territory of the network has one in it.')}"
    said = _("No initiative came from: %(names)s.") % {"names": told.names(held["silent"])}
    return f"{first} {said}"


def _criteria(told: Among, held: Mapping[str, Any]) -> Table:
    rows = tuple(
        (
            told.text(c["title"], f"benchmark/{c['id']}"),
            told.text(c["none"], f"benchmark/{c['id']}/0"),
            told.text(c["half"], f"benchmark/{c['id']}/2"),
            told.text(c["full"], f"benchmark/{c['id']}/4"),
        )
        for c in held["criteria"]
    )
    said = _("What 0, 2 and 4 mean; 1 and 3 lie between. Digest of these words: %(digest)s.")
    return Table(
        caption=told.say("benchmark/digest", said % {"digest": held["digest"][:12]}),
        header=(_("Criterion"), "0", "2", "4"),
        rows=rows,
        wide=True,
        small=True,
    )


def _matrix(told: Among, held: Mapping[str, Any]) -> list[Block]:
    ids = [c["id"] for c in held["criteria"]]
    names = [told.said(c["title"]) for c in held["criteria"]]
    rows = [
        JudgedRow(title_of(told, e), tuple(_cell(e["cells"].get(i)) for i in ids))
        for e in by_name(told, held["entrants"])
    ]
    unknown = sum(c.value is None for row in rows for c in row.cells)
    without = sum(not e["shown"] for e in held["entrants"])
    said = _("In %(unknown)s of %(of)s cells nobody can tell.") % {
        "unknown": numeral(unknown),
        "of": numeral(len(rows) * len(ids)),
    }
    if without:
        left = ngettext(
            "%(without)d initiative has no profile, as fewer than %(least)d criteria are known.",
            "%(without)d initiatives have no profile, as fewer than %(least)d criteria are known.",
            without,
        )
        said = f"{said} {left % {'without': without, 'least': ceil(SHOWN_FROM * len(ids))}}"
    return [
        *told.figures(
            criterion_matrix,
            _("Initiatives by criterion, 0 to 4"),
            told.say("benchmark/matrix", said),
            rows,
            lambda part: (names, part),
            sure=_("Means of at least two assessors; order is by name and says nothing."),
            source=told.said({"en": held["title"]}),
        )
    ]


def _cell(cell: Mapping[str, Any] | None) -> JudgedCell:
    if cell is None:
        return JudgedCell(None, state="unknown")
    return JudgedCell(cell["value"], cell["low"], cell["high"], cell["state"])


# ── strengths ─────────────────────────────────────────────────────────────────────────────────


def _strong(told: Among, held: Mapping[str, Any]) -> list[Block]:
    found: list[Block] = []
    for criterion in held["criteria"]:
        found += _strong_at(told, held, criterion)
    for kind, said in (
        ("good", _("Good practice: in the better quarter of at least three of results, monitoring, "
                   "access and sustainability, with evidence of E2 or better.")),
        ("promising", _("Promising: as good by these criteria, with evidence of E0 or E1 only.")),
    ):  # fmt: skip
        mine = [e for e in by_name(told, held["entrants"]) if e["practice"] == kind]
        found.append(told.paragraph(f"benchmark/{kind}", said))
        lines = tuple(told.cell(f"benchmark/{kind}/{e['id']}", _with_grade(told, e)) for e in mine)
        found.append(Bullets(lines) if lines else Paragraph((Plain(_("None.")),)))
    return found


def _strong_at(told: Among, held: Mapping[str, Any], criterion: Mapping[str, Any]) -> list[Block]:
    """The better quarter on a criterion: how many, and those with the best evidence, by name."""
    node = f"benchmark/strong/{criterion['id']}"
    strong = [e for e in by_name(told, held["entrants"]) if criterion["id"] in e["strong"]]
    shown = by_name(told, sorted(strong, key=lambda e: e["grade"], reverse=True)[:SHOWN])
    quartile = held["strong"].get(criterion["id"], {}).get("quartile")
    if not strong or quartile is None:
        said = _("Too few are known here to say who is strong.")
    else:
        said = ngettext(
            "%(count)d initiative stands in the better quarter, at %(quartile)s or more. Those with "
            "the best evidence, by name:",
            "%(count)d initiatives stand in the better quarter, at %(quartile)s or more. Those with "
            "the best evidence, by name:",
            len(strong),
        ) % {"count": len(strong), "quartile": numeral(quartile, 1)}
    lines = tuple(told.cell(f"{node}/{e['id']}", _with_grade(told, e)) for e in shown)
    return [
        Heading(3, told.said(criterion["title"])),
        told.paragraph(node, said),
        *([Bullets(lines)] if lines else []),
    ]


def _with_grade(told: Among, entrant: Entrant) -> str:
    return f"{title_of(told, entrant)} ({grade_of(entrant)})"


def grade_of(entrant: Entrant) -> str:
    """The grade of its best claim as a code, which chapter 2 explains; or that there is none."""
    return str(entrant["grade"] or _("no effect reported"))


def grade_or_none(entrant: Entrant) -> str:
    """What the grade of its best claim means; or that there is none."""
    return grade_said(entrant["grade"]) if entrant["grade"] else _("no effect reported")


# ── means and mix ─────────────────────────────────────────────────────────────────────────────


def _instruments(told: Among, held: Mapping[str, Any]) -> list[Block]:
    names = told.facts["small_firms"]["obstacles"]
    used = [i for i in INSTRUMENTS if any(i in row for row in held["obstacles"].values())]
    rows = []
    for obstacle, title in names.items():
        row = held["obstacles"].get(obstacle, {})
        every = {e for ids in row.values() for e in ids}
        counts = tuple(len(row.get(i, ())) for i in used)
        rows.append(ObstacleRow(told.said(title), counts, len(every)))
    open_ = sum(not row.total for row in rows)
    said = _("Every obstacle is addressed by somebody.")
    if open_:
        said = _("No initiative judged here addresses %(count)d of %(all)d obstacles.") % {
            "count": open_,
            "all": len(rows),
        }
    return [
        *told.figures(
            instrument_matrix,
            _("Obstacles by instrument: number of initiatives"),
            told.say("benchmark/instruments", said),
            rows,
            lambda part: ([str(_(INSTRUMENTS[i])) for i in used], part),
        )
    ]


def _mix(told: Among, held: Mapping[str, Any]) -> list[Block]:
    mix = held["mix"].get("all", {})
    budget = sum(row["budget"] or 0 for row in mix.values())
    rows = tuple(
        (
            (Plain(str(_(AREAS[area]))),),
            told.cell(f"mix/{area}", numeral(row["count"])),
            told.cell(f"mix/{area}/budget", _budget(row, budget)),
            told.cell(f"mix/{area}/firms", _firms(row)),
        )
        for area, row in mix.items()
    )
    said = _(
        "Budgets of a year. A firm helped by two initiatives is one firm: numbers of firms lie "
        "between the largest and the sum."
    )
    table = Table(
        caption=(Plain(said),),
        header=(_("Kind of help"), _("Initiatives"), _("Budget a year"), _("Firms reached")),
        rows=rows,
        wide=True,
    )
    return [table, Box("caveat", _("No sum of criteria"), (Paragraph((Plain(_no_sum()),)),))]


def _budget(row: Mapping[str, Any], whole: float) -> str:
    if row["budget"] is None:
        return _("unknown")
    said = money(row["budget"], "EUR")
    if whole:
        said = f"{said} ({percent(row['budget'] / whole)})"
    if row["budget_unknown"]:
        said += semicolon() + _("unknown of %(count)s") % {"count": row["budget_unknown"]}
    return said


def _firms(row: Mapping[str, Any]) -> str:
    if not row["firms"]:
        return _("unknown")
    low, high = row["firms"]
    return numeral(low) if low == high else span(low, high)


def _no_sum() -> str:
    return _(
        "Criteria are not added up, and initiatives are not ranked. What cannot be told is left out "
        "and never counts as nothing."
    )

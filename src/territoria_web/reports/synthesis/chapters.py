"""Chapters on policies, practices, gaps and lessons: what is in place, what worked, what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria.documents.document import Block, Heading, Line, Plain, Table
from territoria.documents.numerals import numeral
from territoria.pictures.mark_grid import GridCell, GridRow, Mark, mark_grid
from territoria.pictures.picture import Label
from territoria_web.library.saying import colon
from territoria_web.measure.queries.policies import STATE_NAMES
from territoria_web.recommend.queries.wording import grade_said
from territoria_web.reports.synthesis import criteria
from territoria_web.reports.synthesis.among import Among
from territoria_web.reports.synthesis.scope import nothing
from territoria_web.reports.synthesis.small_firms import needs
from territoria_web.reports.synthesis.small_firms import policies as initiatives
from territoria_web.reports.synthesis.small_firms import works as works_here

LESSONS = 15


def policies(told: Among) -> list[Block]:
    """Initiatives by criteria where a benchmark is published; then the inventories of policies."""
    judged: list[Block] = initiatives.blocks(told)
    held = told.facts["policies"]
    if not held:
        said = _("No territory has published its inventory of policies yet.")
        return judged if judged else [nothing(said)]
    return [*judged, *_inventories(told, held, judged=bool(judged))]


def _inventories(told: Among, held: Sequence[Mapping[str, Any]], *, judged: bool) -> list[Block]:
    """Policy × dimension with whether it is reported what came of it, and the inventory behind it."""
    known = sum(bool(p["evaluation"]) for p in held)
    caption = told.say(
        "policies/caption",
        ngettext(
            "What came of it is reported for %(known)d of %(count)d policy.",
            "What came of it is reported for %(known)d of %(count)d policies.",
            len(held),
        )
        % {"count": len(held), "known": known},
    )
    names = [told.said(n["title"]) for n in told.facts["dimensions"]]
    legend: list[tuple[Mark, str]] = [
        ("full", _("serves it, outcome reported")),
        ("light", _("serves it, no outcome reported")),
        ("none", _("does not serve it")),
    ]
    rows = [_policy_row(told, p) for p in held]
    title = _("Policies by dimension")
    drawing = partial(mark_grid, first=_("Policy"))
    grid = told.figures(drawing, title, caption, rows, lambda part: (names, part, legend))
    found: list[Block] = [*grid, _inventory(told, held)]
    return found if judged else [*found, *criteria.blocks(told, held)]


def _policy_row(told: Among, policy: Mapping[str, Any]) -> GridRow:
    def cell(node: str) -> GridCell:
        if not any(n == node or n.startswith(f"{node}.") for n in policy["nodes"]):
            return GridCell("none", Label(_("does not serve it")))
        if policy["evaluation"]:
            return GridCell("full", Label(_("serves it, outcome reported")))
        return GridCell("light", Label(_("serves it, no outcome reported")))

    name = f"{told.name(policy['territory'])}{colon()}{policy['title']}"
    return GridRow(name, tuple(cell(n["node"]) for n in told.facts["dimensions"]))


def _inventory(told: Among, held: Sequence[Mapping[str, Any]]) -> Table:
    rows = []
    for p in held:
        node, words = f"policies/{p['id']}", told.cites.words
        rows.append(
            (
                words(told.name(p["territory"]), node),
                words(p["title"], f"{node}/title", p["source"]),
                (Plain(str(STATE_NAMES[p["state"]])),),
                words(p["evaluation"] or _("unknown"), f"{node}/evaluation", p["source"]),
                words(p["source"], f"{node}/source", p["source"]),
            )
        )
    return Table(
        caption=(Plain(_("Policies in place, as the published assessment reports list them.")),),
        header=(_("Territory"), _("Policy"), _("State"), _("What came of it"), _("Source")),
        rows=tuple(rows),
        wide=True,
        small=True,
    )


# ── what seems to work ────────────────────────────────────────────────────────────────────────


def works(told: Among) -> list[Block]:
    """For the commonest gaps: the family of practices, with grades and failures."""
    found: list[Block] = works_here.blocks(told)
    if not told.facts["families"]:
        said = _("No territory has a firm gap, so no practice is looked up here.")
        return found or [nothing(said)]
    for family in told.facts["families"]:
        node = f"works/{family['node']}"
        found.append(Heading(2, told.said(family["title"])))
        found.append(told.paragraph(node, _family_said(told, family)))
        found.append(_cases(told, family))
    return found


def _family_said(told: Among, family: Mapping[str, Any]) -> str:
    who = _("A firm gap in: %(names)s.") % {"names": told.names(family["behind"])}
    said = ngettext(
        "The library holds %(count)d practice about it or near it; %(compared)d measured an effect "
        "against others, and %(wrong)d went wrong.",
        "The library holds %(count)d practices about it or near it; %(compared)d measured an "
        "effect against others, and %(wrong)d went wrong.",
        family["count"],
    ) % {n: family[n] for n in ("count", "compared", "wrong")}
    return f"{who} {said}"


def _cases(told: Among, family: Mapping[str, Any]) -> Table:
    rows = [
        (
            told.text(case["title"], f"practices/{case['id']}/title"),
            told.text(case["place"], f"practices/{case['id']}/place"),
            told.cites.words(grade_said(case["grade"]), f"practices/{case['id']}/grade"),
            _claim(told, case),
        )
        for case in family["cases"]
    ]
    return Table(
        caption=told.headed(
            told.said(family["title"]),
            _("Practices, the best supported first; failures are among them."),
        ),
        header=(_("Practice"), _("Where"), _("Evidence"), _("What came of it")),
        rows=tuple(rows),
        wide=True,
        small=True,
    )


def _claim(told: Among, case: Mapping[str, Any]) -> Line:
    claim = f"{told.said(case['outcome'])}. {told.said(case['claim'])}"
    if case["wrong"]:
        claim = f"{_('Went wrong.')} {claim}"
    return told.cites.words(claim, f"practices/{case['id']}/claim")


# ── common gaps and blockers ──────────────────────────────────────────────────────────────────


def gaps(told: Among) -> list[Block]:
    """Territory × factor; how many have a firm gap where; obstacles that surveys name."""
    found = needs.gaps(told)
    if any(p["known"] for p in told.territories):
        found += [*_gap_grid(told), _gap_table(told)]
    return [*found, *_blockers(told), *_obstacles(told)]


def _gap_grid(told: Among) -> list[Block]:
    factors = told.facts["gaps"]
    marks: dict[str, tuple[Mark, str]] = {
        "ahead": ("above", _("firmly ahead of its peers")),
        "behind": ("below", _("firm gap")),
        "unknown": ("unknown", _("nobody can tell")),
        "": ("level", _("neither is firm")),
    }

    def cell(key: str, factor: Mapping[str, Any]) -> GridCell:
        side = next((s for s in ("ahead", "behind", "unknown") if key in factor[s]), "")
        mark, said = marks[side]
        return GridCell(mark, Label(said))

    rows = [
        GridRow(told.named(p), tuple(cell(p["key"], f) for f in factors)) for p in told.territories
    ]
    worst = max(factors, key=lambda f: len(f["behind"]), default=None)
    caption = told.say(
        "gaps/caption",
        _("Most have a firm gap in “%(factor)s”: %(count)s of %(of)s.")
        % {
            "factor": told.said(worst["title"]),
            "count": len(worst["behind"]),
            "of": len(told.territories),
        }
        if worst and worst["behind"]
        else _("Nobody has a firm gap in any factor."),
    )
    names = [f["node"] for f in factors]
    title = _("Strengths and gaps by factor")
    legend = list(marks.values())
    return [*told.figures(mark_grid, title, caption, rows, lambda part: (names, part, legend))]


def _gap_table(told: Among) -> Table:
    rows = [
        (
            told.cites.words(f"{g['node']} {told.said(g['title'])}", f"gaps/{g['node']}"),
            told.cell(f"gaps/{g['node']}/behind", told.names(g["behind"]) if g["behind"] else ""),
            told.cell(f"gaps/{g['node']}/ahead", told.names(g["ahead"]) if g["ahead"] else ""),
            told.cell(f"gaps/{g['node']}/unknown", numeral(len(g["unknown"]))),
        )
        for g in told.facts["gaps"]
    ]
    return Table(
        caption=(Plain(_("Who has a firm gap in what, and who is firmly ahead; by name.")),),
        header=(_("Factor"), _("Firm gap"), _("Firmly ahead"), _("Nobody can tell")),
        rows=tuple(rows),
        wide=True,
        small=True,
    )


def _blockers(told: Among) -> list[Block]:
    """What waits for what: the conditions that hold up most advice, and where."""
    held = told.facts["blockers"]
    if not held:
        return []
    rows = [
        (
            told.text(b["text"], f"blockers/{b['id']}"),
            told.text(b["what"], f"blockers/{b['id']}/what"),
            told.cell(
                f"blockers/{b['id']}/who",
                told.names(sorted({key for keys in b["states"].values() for key in keys})),
            ),
        )
        for b in held
    ]
    return [
        Table(
            caption=(
                Plain(_("What advice waits for: conditions not met, or not known to be met.")),
            ),
            header=(_("Condition"), _("Holds up"), _("Open in")),
            rows=tuple(rows),
            wide=True,
            small=True,
        )
    ]


def _obstacles(told: Among) -> list[Block]:
    held = told.facts["obstacles"]
    if not held and told.facts["small_firms"]["checks"]:
        return []
    if not held:
        said = _("No published survey names obstacles yet; only groups of five and more are shown.")
        return [told.paragraph("obstacles/none", said, note=True)]
    named: dict[str, list[Mapping[str, Any]]] = {}
    for one in held:
        named.setdefault(one["option"], []).append(one)
    rows = [
        (
            told.text(ones[0]["text"], f"obstacles/{option}"),
            told.cell(f"obstacles/{option}/who", told.names([o["territory"] for o in ones])),
        )
        for option, ones in sorted(named.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    ]
    caption = (Plain(_("Obstacles that people name most, where a survey is published.")),)
    header = (_("Obstacle"), _("Named in"))
    return [Table(caption=caption, header=header, rows=tuple(rows), wide=True)]


# ── lessons ───────────────────────────────────────────────────────────────────────────────────


def lessons(told: Among) -> list[Block]:
    """Where figures support a lesson and where they contradict: the words are the team's."""
    both = [g for g in told.facts["gaps"] if g["ahead"] and g["behind"]][:LESSONS]
    if not both:
        said = _(
            "In no factor are some firmly ahead and others behind; figures teach nothing here."
        )
        return [told.paragraph("lessons/none", said, note=True)]
    rows = [
        (
            told.cites.words(told.said(g["title"]), f"lessons/{g['node']}"),
            told.cell(f"lessons/{g['node']}/for", told.names(g["ahead"])),
            told.cell(f"lessons/{g['node']}/against", told.names(g["behind"])),
        )
        for g in both
    ]
    return [
        Table(
            caption=(Plain(_("Where a lesson can be looked for: who shows it, who does not.")),),
            header=(_("Factor"), _("Shown by"), _("Not by")),
            rows=tuple(rows),
            wide=True,
        )
    ]

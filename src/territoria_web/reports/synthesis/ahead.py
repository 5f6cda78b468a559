"""Chapters that look ahead: targets, who should talk to whom, recommendations, calendar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria.compare.reciprocal import Nearness
from territoria.documents.document import Block, Bullets, Heading, Line, Plain, Table
from territoria.documents.numerals import numeral, span
from territoria.speech import with_unit
from territoria_web.invite.models import Step
from territoria_web.invite.rules import STEP_NAMES
from territoria_web.library.saying import day, percent, semicolon
from territoria_web.plan.queries.cohort.reasons import nearness_said
from territoria_web.reports.synthesis import levels, teaching
from territoria_web.reports.synthesis.among import Among
from territoria_web.reports.synthesis.scope import nothing
from territoria_web.reports.synthesis.small_firms import needs
from territoria_web.reports.synthesis.small_firms import targets as area_targets
from territoria_web.reports.synthesis.small_firms.reasons import because

MOST_TALKS = 20


def targets(told: Among) -> list[Block]:
    """Indicator by indicator: the band of the targets, who meets it, what pace is needed."""
    found = area_targets.blocks(told)
    rows = [row for i in told.facts["indicators"] if (row := _target_row(told, i))]
    if not rows:
        said = _("No target can be worked out from the published figures.")
        return found if found else [nothing(said)]
    said = _(
        "A target is what the better quarter of each territory's own peers reach, cut to a pace "
        "that peers have kept; so the band runs over different targets."
    )
    return [
        *found,
        told.paragraph("targets/said", said),
        Table(
            caption=(Plain(_("Who meets the target, and what it would take the others.")),),
            header=(
                _("Figure"),
                _("Targets from lowest to highest"),
                _("Reached by"),
                _("At a pace seen among peers"),
                _("Never seen, or pace unknown"),
            ),
            rows=tuple(rows),
            wide=True,
            small=True,
        ),
    ]


def _target_row(told: Among, indicator: Mapping[str, Any]) -> tuple[Line, ...] | None:
    held = {k: r["target"] for k, r in indicator["readings"].items() if r["target"]}
    if not held:
        return None
    node, decimals = f"targets/{indicator['node']}", indicator["decimals"]
    values = [t["value"] for t in held.values()]
    later = max(t["horizon"] for t in held.values())
    unit = told.unit(indicator)
    band = with_unit(span(min(values), max(values), decimals), unit)
    if numeral(min(values), decimals) == numeral(max(values), decimals):
        band = with_unit(numeral(values[0], decimals), unit)
    period = max((r["period"] for r in indicator["readings"].values()), default="")
    if period.isdigit():
        band = _("%(band)s by %(year)s") % {"band": band, "year": int(period) + later}

    def who(*labels: str) -> Line:
        keys = [k for k, t in held.items() if t["label"] in labels]
        return told.cell(f"{node}/{labels[0]}", told.names(keys) if keys else "")

    return (
        told.text(indicator["title"], node),
        told.say(f"{node}/band", band),
        who("reached"),
        who("done before", "below trend", "hold"),
        who("never seen", "pace unknown"),
    )


# ── who should talk to whom ───────────────────────────────────────────────────────────────────


def pairs(told: Among) -> list[Block]:
    """Pairs inside the network, then beyond it; who could learn from whom; who has nobody."""
    inside, beyond = told.facts["talks"]["inside"], told.facts["talks"]["beyond"]
    found: list[Block] = needs.talks(told)
    if found and not any(p["known"] for p in told.territories):
        return found
    found.append(told.paragraph("pairs/said", _pairs_said(inside)))
    found += teaching.picture(told, inside)
    if inside["chosen"]:
        found.append(_pairs(told, inside["chosen"], "pairs/inside"))
    others = [m for m in beyond["chosen"] if _goes_beyond(told, m)][:MOST_TALKS]
    if others:
        found += [
            Heading(2, _("Beyond the network, among structural peers")),
            _pairs(told, others, "pairs/beyond"),
        ]
    if inside["one_way"]:
        found += [Heading(2, _("Who could learn from whom")), _one_way(told, inside["one_way"])]
    left = [told.say(f"pairs/left/{n}", t) for n, t in enumerate(_left_out(told, inside))]
    return [*found, Bullets(tuple(left))] if left else found


def _goes_beyond(told: Among, match: Mapping[str, Any]) -> bool:
    own = {p["key"] for p in told.territories}
    return not {match["one"], match["other"]} <= own


def _pairs_said(held: Mapping[str, Any]) -> str:
    if not held["chosen"]:
        return _(
            "Inside the network no two that are alike in structure are firmly ahead where the "
            "other has a firm gap."
        )
    said = ngettext(
        "%(count)d pair should talk: each is firmly ahead where the other has a firm gap, and both "
        "are alike in structure. Nobody has more than two partners.",
        "%(count)d pairs should talk: each is firmly ahead where the other has a firm gap, and "
        "both are alike in structure. Nobody has more than two partners.",
        len(held["chosen"]),
    )
    return said % {"count": len(held["chosen"])}


def _pairs(told: Among, held: Sequence[Mapping[str, Any]], node: str) -> Table:
    own = {p["key"] for p in told.territories}
    rows = []
    for n, m in enumerate(held):
        sides = [(m["one"], m["there"]), (m["other"], m["back"])]
        (one, there), (other, back) = sorted(sides, key=lambda s: s[0] not in own)
        rows.append(
            (
                told.cites.words(told.name(one), f"{node}/{n}/one"),
                told.cell(f"{node}/{n}/there", _taught(told, there)),
                told.cites.words(told.name(other), f"{node}/{n}/other"),
                told.cell(f"{node}/{n}/back", _taught(told, back)),
                told.cell(f"{node}/{n}/near", nearness_said(_nearness(m["near"]))),
            )
        )
    return Table(
        caption=(Plain(_("Both sides have something to teach; percentages say how sure it is.")),),
        header=(_("One"), _("Can teach"), _("The other"), _("Can teach"), _("How alike")),
        rows=tuple(rows),
        wide=True,
        small=True,
    )


def _one_way(told: Among, held: Sequence[Mapping[str, Any]]) -> Table:
    rows = [
        (
            told.cites.words(told.name(w["learner"]), f"pairs/way/{n}/learner"),
            told.cites.words(told.name(w["teacher"]), f"pairs/way/{n}/teacher"),
            told.cell(f"pairs/way/{n}/about", _taught(told, w["factors"])),
        )
        for n, w in enumerate(held[: 3 * MOST_TALKS])
    ]
    return Table(
        caption=(Plain(_("The learner has a firm gap where the other is firmly ahead.")),),
        header=(_("Learner"), _("Could learn from"), _("About")),
        rows=tuple(rows),
        wide=True,
        small=True,
    )


def _taught(told: Among, factors: Sequence[Sequence[Any]]) -> str:
    shown = factors[:4]
    names = told.titles([str(f) for f, _chance in shown])
    return semicolon().join(
        f"{name} ({percent(chance)})" for name, (_f, chance) in zip(names, shown, strict=True)
    )


def _nearness(held: Mapping[str, Any]) -> Nearness:
    return Nearness(held["distance"], held["farther"], held["inclusion"])


def _left_out(told: Among, held: Mapping[str, Any]) -> list[str]:
    found = []
    without = [k for k in held["without"] if k not in held["uncompared"]]
    if without:
        said = _("No partner inside the network: %(names)s.")
        found.append(said % {"names": told.names(without)})
    if held["uncompared"]:
        said = _("Too few structural figures to say who is like them: %(names)s.")
        found.append(said % {"names": told.names(held["uncompared"])})
    return found


# ── recommendations and calendar ──────────────────────────────────────────────────────────────


def recommendations(told: Among) -> list[Block]:
    """By level of government, then actor by actor: what most are advised first, and to whom."""
    held = told.facts["advice"]
    if not held:
        return [nothing(_("Advice to these territories is not worked out yet."))]
    found: list[Block] = [*levels.blocks(told), Heading(2, _("By actor"))]
    for role in dict.fromkeys(a["role"] for a in held):
        mine = [a for a in held if a["role"] == role]
        actor = told.said(mine[0]["actor"]) or role
        found.append(Heading(3, actor))
        rows = tuple(
            (
                told.text(a["what"], f"advice/{a['id']}"),
                told.cell(f"advice/{a['id']}/who", told.names(a["territories"])),
                told.cell(f"advice/{a['id']}/why", because(told, a)),
                told.text(a["first"], f"advice/{a['id']}/first"),
            )
            for a in mine
        )
        found.append(
            Table(
                caption=told.headed(
                    actor, _("Advised first, and to whom; each team decides for itself.")
                ),
                header=(_("What"), _("Advised to"), _("Why"), _("First step")),
                rows=rows,
                wide=True,
                small=True,
            )
        )
    return found


def calendar(told: Among) -> list[Block]:
    """What is due when, as far as the teams have set dates."""
    ahead = [
        s
        for s in told.facts["steps"]
        if s["open"] and s["due"] and s["state"] in (Step.State.AHEAD, Step.State.OPEN)
    ]
    said = _("A year after publication the figures are read again, and this report is renewed.")
    found: list[Block] = [told.paragraph("calendar/said", said), *area_targets.reviews(told)]
    if not ahead:
        return found
    rows = tuple(
        (
            told.cites.words(day(date.fromisoformat(s["due"])), f"calendar/{n}"),
            told.cites.words(told.name(s["territory"]), f"calendar/{n}/who"),
            (Plain(str(STEP_NAMES[s["kind"]])),),
        )
        for n, s in enumerate(sorted(ahead, key=lambda s: (s["due"], s["territory"])))
    )
    table = Table(
        caption=(Plain(_("Steps that are due, as the teams have set them.")),),
        header=(_("Due"), _("Territory"), _("Step")),
        rows=rows,
    )
    return [*found, table]

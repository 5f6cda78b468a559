"""The chapters of proceedings but the votes: what the records say, in the words on the boards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from territoria.documents.document import Block, Heading, Paragraph, Plain, Table
from territoria_web.convene.queries.people import group_name, role_of
from territoria_web.convene.rules import QUADRANTS
from territoria_web.library.saying import day, semicolon
from territoria_web.reports.proceedings.told import Told


def event(told: Told) -> list[Block]:
    """When, where, in which format, and the agenda as it was held."""
    meeting = told.meeting
    if not meeting:
        return []
    rows = [
        (
            told.line(_("Day %(day)d") % {"day": held["day"]}),
            told.line(_said_day(held["date"])),
            told.line(f"{held['begins']}–{held['ends']}"),
        )
        for held in meeting["days"]
    ]
    said = _("Format: %(format)s. Place: %(place)s.")
    facts = {"format": meeting["format"], "place": meeting["place"] or _("not recorded")}
    agenda = tuple(
        (
            told.line(phase["title"]),
            told.line(str(phase["minutes"])),
            told.line(phase["output"] or "–"),
            told.line(_("yes") if phase["held"] else _("no")),
        )
        for phase in meeting["phases"]
    )
    return [
        Paragraph(told.line(said % facts)),
        Table(told.line(_("When it was planned.")), (_("Day"), _("Date"), _("Time")), tuple(rows)),
        Table(
            told.line(_("The agenda, and what was held of it.")),
            (_("Part"), _("Minutes"), _("What lies on the table afterwards"), _("Held")),
            agenda,
            align="lrll",
            wide=True,
            small=True,
        ),
    ]


def _said_day(when: str | None) -> str:
    return day(date.fromisoformat(when)) if when else _("no date is fixed")


def mandate(told: Told) -> list[Block]:
    """What the results are for, and the questions in writing."""
    if not told.meeting:
        return []
    words = told.meeting["mandate"] or _("No mandate is recorded.")
    return [
        Paragraph(told.line(words)),
        Heading(2, _("The questions")),
        *told.points(told.held("questions")),
    ]


def evidence(told: Told) -> list[Block]:
    """What participants corrected, and what became of it."""
    rows = told.held("corrections")
    if not rows:
        return told.points(rows)
    answers = {
        True: pgettext("an action", "accepted"),
        False: _("not accepted"),
        None: _("not answered yet"),
    }
    cells = tuple((told.line(r["text"]), told.line(answers[r["accepted"]])) for r in rows)
    return [Table(told.line(_("Corrections of facts.")), (_("Correction"), _("Answer")), cells)]


def results(told: Told) -> list[Block]:
    """Each exercise as it stood on the boards."""
    if not told.outcomes:
        return []
    blocks: list[Block] = []
    if any(told.held("swot").values()):
        blocks.append(Heading(2, _("Strengths, weaknesses, opportunities, threats")))
        for quadrant, name in QUADRANTS.items():
            blocks += [Heading(3, str(name)), *told.points(told.held("swot")[quadrant])]
    titles = {
        "points": _("Points"),
        "vision": _("Vision"),
        "ambitions": _("Ambitions"),
        "priorities": _("Priorities"),
        "obstacles": _("What blocks"),
        "links": _("What helps one another"),
        "findings": _("Findings of the peers"),
        "suggestions": _("Suggestions of the peers"),
        "remarks": _("Remarks"),
    }
    for part, title in titles.items():
        if told.held(part):
            blocks += [Heading(2, title), *told.points(told.held(part))]
    if told.held("actions"):
        blocks += [Heading(2, _("Draft actions")), _actions(told)]
    return blocks or told.points([])


def _actions(told: Told) -> Table:
    names = ("text", "objective", "owner", "resource", "indicator")
    rows = tuple(
        tuple(told.line(action[name] or "–") for name in names) for action in told.held("actions")
    )
    header = (
        _("Action"),
        _("Achieves"),
        _("Carried out by"),
        pgettext("an action", "Needs"),
        _("Seen by"),
    )
    return Table(told.line(_("The long list.")), header, rows, wide=True, small=True)


def agreements(told: Told) -> list[Block]:
    """The short list with the owner of each point."""
    chosen = [action for action in told.held("actions") if action["short_listed"]]
    if not chosen:
        return [Paragraph((Plain(_("No short list was marked.")),), "note")]
    rows = tuple((told.line(a["text"]), told.line(_owners(a))) for a in chosen)
    blocks: list[Block] = [
        Table(told.line(_("What is agreed.")), (_("Action"), _("Who stands for it")), rows)
    ]
    if reason := told.held("short_list")["reason"]:
        words = _("How the short list was decided: %(reason)s")
        blocks.append(Paragraph(told.line(words % {"reason": reason})))
    return blocks


def _owners(action: Mapping[str, Any]) -> str:
    held = [one["owner"] for one in action["promises"] if one["owner"]] or [action["owner"]]
    return semicolon().join(dict.fromkeys(name for name in held if name)) or _("nobody yet")


def disagreements(told: Told) -> list[Block]:
    """What somebody saw differently, and what one actor group wanted first while it was left out."""
    if not told.outcomes:
        return []
    dissent, minority = told.held("dissent"), told.held("minority")
    if not dissent and not minority:
        return [Paragraph((Plain(_("No dissent was marked.")),), "note")]
    blocks: list[Block] = []
    if dissent:
        rows = tuple((told.line(r["text"]), told.line(r["phase"])) for r in dissent)
        caption = told.line(_("What somebody at the table saw differently."))
        blocks.append(Table(caption, (_("What stands there"), _("Part")), rows))
    for one in minority:
        said = _("%(group)s put first, and the meeting left out: %(text)s")
        blocks.append(Paragraph(told.line(said % {**one, "group": group_name(one["group"])})))
    return blocks


def open_questions(told: Told) -> list[Block]:
    """What stayed open."""
    return told.points(told.held("open"))


def commitments(told: Told) -> list[Block]:
    """Who promised what until when."""
    rows = told.held("commitments")
    if not rows:
        return [Paragraph((Plain(_("Nobody has promised anything yet.")),), "note")]
    actions = {action["id"]: action["text"] for action in told.held("actions")}
    cells = tuple(
        (
            told.line(row["text"]),
            told.line(actions.get(row["action"] or "", "–")),
            told.line(row["owner"]),
            told.line(_due(row)),
        )
        for row in rows
    )
    header = (_("What"), _("For which action"), _("Who"), _("Until"))
    caption = told.line(_("Who stands for what, until when."))
    blocks: list[Block] = [Table(caption, header, cells, wide=True, small=True)]
    if deadline := told.held("short_list")["deadline"]:
        said = _("The owners are asked on %(day)s what was done, changed or dropped.")
        blocks.append(Paragraph(told.line(said % {"day": _said_day(deadline)})))
    return blocks


def _due(row: Mapping[str, Any]) -> str:
    said = _said_day(row["due"])
    return _("%(day)s, after the hundred days") % {"day": said} if row["late"] else said


def participants(told: Told) -> list[Block]:
    """Who was there, in numbers; names with consent; who was invited and absent."""
    if not told.outcomes:
        return []
    held = told.held("participants")
    counts = tuple(
        (told.line(group_name(row["group"])), told.line(str(row["count"])))
        for row in held["by_group"]
    )
    roles = tuple(
        (told.line(role_of(row["role"])), told.line(str(row["count"]))) for row in held["by_role"]
    )
    blocks: list[Block] = [Paragraph(told.line(_took_part(held)))]
    if counts:
        caption = told.line(_("Participants of the territory by actor group."))
        blocks.append(Table(caption, (_("Actor group"), _("People")), counts, align="lr"))
    if roles:
        caption = told.line(_("Roles of five people and more."))
        blocks.append(Table(caption, (_("Role"), _("People")), roles, align="lr"))
    return blocks + _named(told, held) + _absent(told, held)


def _took_part(held: Mapping[str, Any]) -> str:
    if held["peers"]:
        said = ngettext(
            "%(total)d person took part; peers from other territories: %(peers)d.",
            "%(total)d people took part, %(peers)d of them peers from other territories.",
            held["total"],
        )
        return said % held
    return ngettext("%(count)d person took part.", "%(count)d people took part.", held["total"]) % {
        "count": held["total"]
    }


def _named(told: Told, held: Mapping[str, Any]) -> list[Block]:
    if not held["names"]:
        return [Paragraph((Plain(_("Nobody asked to be named.")),), "note")]
    rows = tuple(
        (told.line(r["name"]), told.line(r["organisation"] or "–"), told.line(role_of(r["role"])))
        for r in held["names"]
    )
    caption = told.line(_("Those who agreed to be named."))
    return [Table(caption, (_("Name"), _("Organisation"), _("Role")), rows)]


def _absent(told: Told, held: Mapping[str, Any]) -> list[Block]:
    if not held["absent"]:
        return []
    rows = [{"text": f"{r['organisation']} ({role_of(r['role'])})"} for r in held["absent"]]
    return [Heading(2, _("Invited and absent")), *told.points(rows)]

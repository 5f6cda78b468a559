"""The chapter of votes: counts with voters, ties named, groups only where nobody can be told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from territoria.convene.dots import PUBLIC
from territoria.documents.document import Block, Figure, Heading, Line, Paragraph, Plain, Table
from territoria.pictures.picture import Label
from territoria_web.convene.queries.people import group_name
from territoria_web.convene.queries.votes import axis_name, few_voted, range_said
from territoria_web.library.saying import semicolon
from territoria_web.reports.proceedings.pictures import drawn, place_of
from territoria_web.reports.proceedings.told import Told


def blocks(told: Told) -> list[Block]:
    """Each vote of the meeting."""
    held = told.held("votes")
    if not held:
        return [Paragraph((Plain(_("No vote was held.")),), "note")]
    found: list[Block] = []
    drawn_so_far = 0
    for vote in held:
        drawn_so_far += _has_picture(vote)
        found += _vote(told, vote, drawn_so_far)
    return found


def _has_picture(vote: Mapping[str, Any]) -> bool:
    return len(vote["axes"]) == 2 and _voters(vote) > 0 and not _few(vote)


def _voters(vote: Mapping[str, Any]) -> int:
    return max(vote["voters"].values(), default=0)


def _few(vote: Mapping[str, Any]) -> bool:
    """Whether too few voted to tell what they chose; proceedings that were frozen before this was
    asked have counts of them.
    """
    return bool(vote.get("few")) or any(0 < n < PUBLIC for n in vote["voters"].values())


def _vote(told: Told, vote: Mapping[str, Any], number: int) -> list[Block]:
    found: list[Block] = [Heading(2, vote["phase"])]
    if _few(vote):
        return [*found, Paragraph((Plain(few_voted()),), "note")]
    voters = _voters(vote)
    if not voters:
        return [*found, Paragraph((Plain(_("Nobody has voted.")),), "note")]
    said = ngettext("%(voters)d person voted.", "%(voters)d people voted.", voters)
    found.append(Paragraph(told.line(said % {"voters": voters})))
    if _has_picture(vote):
        found.append(_figure(told, vote, number))
    found.append(_table(told, vote))
    if vote["tied"]:
        words = _("Tied at the border of the short list: %(names)s.")
        found.append(Paragraph(told.line(words % {"names": semicolon().join(vote["tied"])})))
    return found + _groups(told, vote)


def _figure(told: Told, vote: Mapping[str, Any], number: int) -> Figure:
    first, second = vote["axes"][0], vote["axes"][1]
    cites = {
        n: {
            "across": _label(told, str(row["dots"].get(second, 0))),
            "up": _label(told, str(row["dots"].get(first, 0))),
            "place": _label(told, place_of(row)),
        }
        for n, row in enumerate(vote["rows"])
    }
    picture = drawn(f"vote{number}", vote["phase"], vote["axes"], vote["rows"], cites=cites)
    chosen = [row["text"] for row in vote["rows"] if row["state"] == "chosen"]
    caption = (
        _("The votes put first: %(text)s") % {"text": " ".join(chosen[0].split())[:120]}
        if chosen
        else _("The votes leave the short list open.")
    )
    return Figure(
        key=f"F{number}",
        picture=picture,
        caption=told.line(caption),
        sure=told.line(
            _("Hollow marks move when one actor group is left out.")
            if _ranged(vote)
            else range_said(False)
        ),
    )


def _label(told: Told, text: str) -> Label:
    line: Line = told.line(text)
    address = getattr(line[0], "address", "")
    return Label(text, address)


def _table(told: Told, vote: Mapping[str, Any]) -> Table:
    axes = list(vote["axes"])
    rows = tuple(
        (
            told.line(place_of(row)),
            told.line(row["text"]),
            *(told.line(str(row["dots"].get(axis, 0))) for axis in axes),
        )
        for row in vote["rows"]
    )
    header = (
        pgettext("in a ranking", "Place"),
        _("What was voted on"),
        *(axis_name(axis) for axis in axes),
    )
    said = (
        _("Dots, with the place and its range without any one actor group.")
        if _ranged(vote)
        else _("Dots, and the place that they give.") + f" {range_said(False)}"
    )
    return Table(told.line(said), header, rows, align="ll" + "r" * len(axes))


def _ranged(vote: Mapping[str, Any]) -> bool:
    """Whether places have ranges; proceedings that were frozen before this was asked have them."""
    return bool(vote.get("ranged", True))


def _groups(told: Told, vote: Mapping[str, Any]) -> list[Block]:
    if not vote["groups"]:
        said = _("No actor group had enough voters to be shown apart.")
        return [Paragraph((Plain(said),), "note")]
    axes = list(vote["axes"])
    rows = tuple(
        (
            told.line(row["text"]),
            *(
                told.line(" / ".join(str(row["by_group"][group].get(a, 0)) for a in axes))
                for group in vote["groups"]
            ),
        )
        for row in vote["rows"]
    )
    names = " / ".join(axis_name(axis) for axis in axes)
    caption = told.line(_("Dots by actor group: %(axes)s.") % {"axes": names})
    header = (_("What was voted on"), *(group_name(group) for group in vote["groups"]))
    return [Table(caption, header, rows, align="l" + "r" * len(vote["groups"]), wide=True)]

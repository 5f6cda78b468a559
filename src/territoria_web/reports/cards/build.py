"""The printed things of a meeting as PDF, in its language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria.documents.cards import (
    PaperBallot,
    Poster,
    Sheet,
    render_ballot,
    render_cards,
    render_poster,
    render_sheets,
)
from territoria_web.convene.models import Meeting
from territoria_web.convene.queries.people import role_of, roles_by_id
from territoria_web.convene.queries.qr import qr_svg
from territoria_web.convene.queries.votes import axis_name, ballot_to_print
from territoria_web.library.saying import colon, said_in
from territoria_web.reports.cards.advice import cards_of

NAMES: Final[Mapping[str, tuple[Promise, Promise]]] = {
    "cards": (
        gettext_lazy("Cards to cut"),
        gettext_lazy("Advice to the territory, gaps that matter, practices; four a page."),
    ),
    "sheets": (
        gettext_lazy("Sheets for tables"),
        gettext_lazy("SWOT, vision and ambitions, world café, commitments."),
    ),
    "ballots": (
        gettext_lazy("Ballots"),
        gettext_lazy("For those who vote on paper. Print them when the board is in order."),
    ),
    "poster": (
        gettext_lazy("Poster with the address"),
        gettext_lazy("QR code, address and code of the room."),
    ),
}


class NothingToPrint(Exception):
    """There is nothing yet that could be printed."""


def material(meeting: Meeting, name: str, *, address: str, day: date) -> bytes:
    """One of ``NAMES`` as PDF; NothingToPrint where there is nothing on it yet."""
    makers: Mapping[str, Callable[[], bytes]] = {
        "cards": lambda: _cards(meeting, day),
        "sheets": lambda: _sheets(meeting, day),
        "ballots": lambda: _ballots(meeting, day),
        "poster": lambda: _poster(meeting, address, day),
    }
    with said_in(meeting.language):
        return makers[name]()


def _cards(meeting: Meeting, day: date) -> bytes:
    cards = cards_of(meeting.cycle)
    if not cards:
        raise NothingToPrint
    return render_cards(cards, title=_title("cards", meeting), lang=meeting.language, day=day)


def _title(name: str, meeting: Meeting) -> str:
    return f"{NAMES[name][0]}{colon()}{meeting.title}"


def _sheets(meeting: Meeting, day: date) -> bytes:
    hint = _("Table ____   Recorder ____________   Write large, one point a line.")
    dissent = _("Somebody sees it differently? Mark the line with ≠.")
    sheets = (
        Sheet(
            _("Strengths, weaknesses, opportunities, threats"),
            hint,
            (_("Strengths"), _("Weaknesses"), _("Opportunities"), _("Threats")),
            2,
            dissent,
        ),
        Sheet(
            _("Vision and ambitions"),
            hint,
            (_("Vision, in one sentence"), _("Ambitions, five at most")),
            1,
            dissent,
        ),
        Sheet(
            _("World café: one action"),
            hint,
            (
                _("Objective"),
                _("Action: a verb, and what is done"),
                _("Who carries it out"),
                _("Money, people or rooms that it needs"),
                _("How one sees that it works"),
            ),
            1,
            dissent,
        ),
        Sheet(
            _("Commitment"),
            _("It is printed in the proceedings."),
            (
                _("For which action"),
                _("What will be done"),
                _("Who stands for it: a name or a body"),
                _("Until when (100 days at most)"),
            ),
            1,
        ),
    )
    return render_sheets(sheets, title=_title("sheets", meeting), lang=meeting.language, day=day)


def _ballots(meeting: Meeting, day: date) -> bytes:
    """The ballot of the vote that comes next, or that runs."""
    phase, items = ballot_to_print(meeting)
    if phase is None or not items:
        raise NothingToPrint
    ballot = PaperBallot(
        title=phase.title,
        hint=_("Fill as many rings as you like to give dots; several may go to one line."),
        choose=_("You are here as"),
        roles=tuple(role_of(role) for role in roles_by_id()),
        items=tuple(" ".join(item.text.split()) for item in items),
        axes=tuple((axis_name(axis), int(meeting.dots.get(axis, 0))) for axis in phase.axes),
    )
    return render_ballot(ballot, title=_title("ballots", meeting), lang=meeting.language, day=day)


def _poster(meeting: Meeting, address: str, day: date) -> bytes:
    poster = Poster(
        title=meeting.title,
        hint=_("Take part with your phone"),
        address=address,
        code_name=_("Code of the room"),
        code=meeting.code,
        svg=qr_svg(address, title=""),
        alt=_("QR code of %(address)s") % {"address": address},
    )
    return render_poster(poster, title=_title("poster", meeting), lang=meeting.language, day=day)

"""Everything of a BarCamp on paper: cards, interest sheets, the timetable, session sheets, seat slips."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from territoria_web.convene.models import Attendee, WorkingMeeting
from territoria_web.convene.queries.barcamp_grid import hours_said, slot_name, slots_of
from territoria_web.convene.queries.own_timetable import own_seats
from territoria_web.convene.queries.sessions import programme_of
from territoria_web.convene.queries.sheets import QUESTIONS
from territoria_web.convene.queries.topics import coming, standing_topics
from territoria_web.convene.queries.working import open_working_meeting
from territoria_web.convene.working_rules import INTERESTS
from territoria_web.desk.working.frame import show_working
from territoria_web.library.saying import said_in

BLANK_CARDS: Final = 8
SHEETS_A_PAGE: Final = 25
SLIPS_A_PAGE: Final = 100
PAPERS: Final[Mapping[str, tuple[Promise, Promise]]] = {
    "cards": (
        gettext_lazy("Topic cards"),
        gettext_lazy("Blank cards to propose on, and one card for each topic that stands."),
    ),
    "interest-sheet": (
        gettext_lazy("Interest sheet, blank"),
        gettext_lazy("All topics with the four answers, for whoever comes without a phone."),
    ),
    "interest-sheets": (
        gettext_lazy("Interest sheets by name"),
        gettext_lazy("One for each person who takes part without a phone."),
    ),
    "timetable": (
        gettext_lazy("Timetable for the wall"),
        gettext_lazy("All sessions with hours and spaces."),
    ),
    "session-sheets": (
        gettext_lazy("Session sheets"),
        gettext_lazy("One for each group, with the three questions."),
    ),
    "seat-slips": (
        gettext_lazy("Seat slips"),
        gettext_lazy("For each person where to be when. They carry names: hand them out yourself."),
    ),
}


@login_required
@require_safe
def papers(request: HttpRequest, network: UUID, meeting: UUID) -> HttpResponse:
    """What there is to print."""
    held = open_working_meeting(request.user, network, meeting)
    return show_working(
        request,
        held,
        "working-timetable",
        "desk/working/papers.html",
        title=_("On paper"),
        finding=_("Whoever has no phone takes part just as well: print, collect, enter."),
        facts={"papers": [(name, *said) for name, said in PAPERS.items()]},
    )


@login_required
@require_safe
def paper(request: HttpRequest, network: UUID, meeting: UUID, name: str) -> HttpResponse:
    """One of them as a page to print, in the language of the meeting."""
    held = open_working_meeting(request.user, network, meeting)
    if name not in PAPERS:
        raise Http404
    with said_in(held.language):
        return show_working(
            request,
            held,
            "working-timetable",
            f"desk/working/paper/{name.replace('-', '_')}.html",
            title=str(PAPERS[name][0]),
            facts={**_FACTS[name](held, _page(request)), "name": name},
        )


def _page(request: HttpRequest) -> int:
    """Which part of a long list, from 0."""
    asked = str(request.GET.get("page", ""))
    return max(0, int(asked) - 1) if asked.isdecimal() and len(asked) < 4 else 0


def _part(people: list[Attendee], page: int, size: int) -> dict[str, Any]:
    """Those of a page, and the numbers of all pages."""
    pages = range(1, max(1, -(-len(people) // size)) + 1)
    return {"people": people[page * size : (page + 1) * size], "pages": pages, "page_now": page + 1}


def _cards(held: WorkingMeeting, _page: int) -> dict[str, Any]:
    return {"topics": standing_topics(held), "blank": range(BLANK_CARDS)}


def _interest_sheet(held: WorkingMeeting, _page: int) -> dict[str, Any]:
    return {**_to_tick(held), "people": [None]}


def _interest_sheets(held: WorkingMeeting, page: int) -> dict[str, Any]:
    people = list(coming(held).filter(key=""))
    return {**_to_tick(held), **_part(people, page, SHEETS_A_PAGE)}


def _to_tick(held: WorkingMeeting) -> dict[str, Any]:
    return {
        "topics": standing_topics(held),
        "names": INTERESTS,
        "slots": [(slot_name(one), hours_said(one, held)) for one in slots_of(held)],
    }


def _timetable(held: WorkingMeeting, _page: int) -> dict[str, Any]:
    programme = programme_of(held)
    rows = programme.by_slot if programme else []
    return {"rows": [(slot_name(s), hours_said(s, held), sessions) for s, sessions in rows]}


def _session_sheets(held: WorkingMeeting, _page: int) -> dict[str, Any]:
    programme = programme_of(held)
    sessions = programme.sessions if programme else ()
    return {
        "sessions": [(one, slot_name(one.slot), hours_said(one.slot, held)) for one in sessions],
        "questions": QUESTIONS.values(),
    }


def _seat_slips(held: WorkingMeeting, page: int) -> dict[str, Any]:
    programme = programme_of(held)
    people = list(coming(held).order_by("name", "pk")) if programme else []
    part = _part(people, page, SLIPS_A_PAGE)
    for person in part["people"]:
        person.meeting = held
    slips = [(one, own_seats(one, programme)) for one in part["people"] if programme]
    return {**part, "slips": slips}


_FACTS: Final[Mapping[str, Any]] = {
    "cards": _cards,
    "interest-sheet": _interest_sheet,
    "interest-sheets": _interest_sheets,
    "timetable": _timetable,
    "session-sheets": _session_sheets,
    "seat-slips": _seat_slips,
}


@login_required
@require_safe
def wall(request: HttpRequest, network: UUID, meeting: UUID) -> HttpResponse:
    """To the wall: it is opened by the code, so that the projector needs nobody signed in."""
    held = open_working_meeting(request.user, network, meeting)
    return redirect("guest:meet-wall", held.code)

"""Saying how much one wants to be at a topic, 0 to 3: one at a time, or all on one page."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.convene.barcamp_forms import VALUES, said_by, uuid_in
from territoria_web.convene.models import Attendee
from territoria_web.convene.queries.topics import StandingTopic, to_choose
from territoria_web.convene.services.interests import say_interests
from territoria_web.convene.working_rules import INTEREST, INTERESTS, takes
from territoria_web.guest.working.frame import inside, show_meet
from territoria_web.guest.working.late import not_taken
from territoria_web.guest.working.topics import back_to, said_in
from territoria_web.library.http_methods import takes_form
from territoria_web.library.private_answers import guarded
from territoria_web.library.saying import colon


@takes_form
@inside
def choose(request: HttpRequest, person: Attendee) -> HttpResponse:
    """The topic that fewest have seen, of those on which one has said nothing; four buttons."""
    if request.method == "POST":
        answer = _said_one(request, person)
        if answer is not None:
            return answer
    rows = to_choose(person)
    later = _later(request)
    left = [one for one in rows if person.pk not in one.said]
    waiting = sorted(left, key=lambda one: one.row.public_id in later)
    return show_meet(
        request,
        person.meeting,
        "guest/working/choose.html",
        title=waiting[0].row.title if waiting else _("You have said something on every topic"),
        finding=_left(len(left), len(rows)),
        facts={
            "one": waiting[0] if waiting else None,
            "names": INTERESTS,
            "done": len(rows) - len(left),
            "of": len(rows),
            "later": [str(number) for number in later],
            "may": takes(person.meeting, INTEREST),
            "fault": request.method == "POST",
        },
        status=422 if request.method == "POST" else 200,
    )


def _left(left: int, of: int) -> str:
    if not of:
        return _("Nobody else has proposed a topic yet. Look in again.")
    if not left:
        return _("You can change it as long as people choose.")
    said = ngettext("%(left)d of %(of)d topics left.", "%(left)d of %(of)d topics left.", left)
    return said % {"left": left, "of": of}


def _later(request: HttpRequest) -> list[UUID]:
    """Topics put off on this way through, from the address."""
    found = [read for one in request.GET.getlist("later")[:200] if (read := uuid_in(one))]
    return list(dict.fromkeys(found))


def _said_one(request: HttpRequest, person: Attendee) -> HttpResponse | None:
    """To the next topic; None where the button said nothing we know."""
    value, _blank, number = str(request.POST.get("interest", "")).partition(" ")
    topic = uuid_in(number)
    if topic is None or (value != "later" and value not in VALUES):
        return None
    query = QueryDict(mutable=True)
    query.setlist("later", [str(one) for one in _later(request)])
    if value == "later":
        query.appendlist("later", str(topic))
    else:
        try:
            say_interests(person=person, said={topic: int(value)})
        except ValidationError as refused:
            back = reverse("guest:meet-choose", args=[person.meeting.code])
            return not_taken(request, person, refused, back=back)
    answer = HttpResponse(status=302)
    told = f"?{query.urlencode()}" if query else ""
    answer["Location"] = reverse("guest:meet-choose", args=[person.meeting.code]) + told
    return guarded(answer)


@takes_form
@inside
def choose_all(request: HttpRequest, person: Attendee) -> HttpResponse:
    """All topics with four answers each, those on which one has said nothing first."""
    rows = to_choose(person)
    if request.method == "POST":
        return _said_all(request, person, rows)
    rows.sort(key=lambda one: person.pk in one.said)
    left = sum(person.pk not in one.said for one in rows)
    return show_meet(
        request,
        person.meeting,
        "guest/working/choose_all.html",
        title=_("All topics"),
        finding=_left(left, len(rows)),
        facts={
            "rows": [(one, one.said.get(person.pk)) for one in rows],
            "names": INTERESTS,
            "may": takes(person.meeting, INTEREST),
            "said": said_in(request),
        },
    )


def _said_all(request: HttpRequest, person: Attendee, rows: list[StandingTopic]) -> HttpResponse:
    said, typed = said_by(request.POST), []
    for one in rows:
        value = said.get(one.row.public_id)
        if value is not None:
            typed.append(f"{one.row.title}{colon()}{INTERESTS[value]}")
    try:
        say_interests(person=person, said=said)
    except ValidationError as refused:
        back = reverse("guest:meet-choose-all", args=[person.meeting.code])
        return not_taken(request, person, refused, typed=["\n".join(typed)], back=back)
    return back_to(person, "meet-choose-all", "kept")

"""Working meetings of the example: a BarCamp from registration to its report, and a meeting to come.

Nobody who registers has an address, so that no letter is written.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from territoria_web.convene.models import (
    Attendee,
    Interest,
    Sheet,
    TimetableVersion,
    Topic,
    WorkingMeeting,
)
from territoria_web.convene.queries.barcamp_grid import grid_state, slots_of, spaces_of
from territoria_web.convene.queries.timetables import laid_of
from territoria_web.convene.services.barcamp_grid import SlotLine, SpaceLine, set_grid
from territoria_web.convene.services.interests import enter_interests, say_interests
from territoria_web.convene.services.publishing import publish_timetable
from territoria_web.convene.services.registering import Who, come_in_registered, register
from territoria_web.convene.services.sheets import enter_sheet, take_duty, write_sheet
from territoria_web.convene.services.timetables import Drafted, keep_draft, seat
from territoria_web.convene.services.topics import propose_topic
from territoria_web.convene.services.working import (
    Settings,
    change_working_meeting,
    open_working_meeting_from,
)
from territoria_web.convene.services.working_people import enter_attendee
from territoria_web.convene.services.working_report import publish_report
from territoria_web.convene.services.working_states import (
    begin_working_phase,
    end_absence,
    end_working_meeting,
    open_registration,
)
from territoria_web.convene.working_rules import phases_in
from territoria_web.example.dated import day_ago, moment_ago, on_weekday, stamped
from territoria_web.example.people import Cast
from territoria_web.example.texts import NOWHERE, network_texts

SEED = 1
Told = dict[str, Any]
People = Mapping[str, Attendee]
Rows = tuple[QuerySet[Any], ...]


@transaction.atomic
def camp(people: Cast) -> WorkingMeeting:
    """The BarCamp, held and reported, once."""
    told = network_texts()["camp"]
    held = called(people, told["title"])
    if held is not None:
        return held
    days = {name: moment_ago(on_weekday(ago)) for name, ago in told["days"].items()}
    with stamped(days["opened"], WorkingMeeting.objects.filter(network=people.network)):
        meeting = _opened(people, told, "barcamp")
        _spaces(people, meeting)
    rows = _rows(meeting)
    with stamped(days["registered"], *rows):
        came = _registered(people, meeting)
        _interested(people, came, _proposed(came, told["topics"]))
    with stamped(days["arranged"], *rows):
        _arranged(people, meeting)
    with stamped(days["held"], *rows):
        _met(people, meeting, came)
    meeting.refresh_from_db()
    with stamped(days["reported"], *rows):
        minutes = told["minutes"].strip()
        return publish_report(by=people.office, meeting=meeting, minutes=minutes, seen=meeting.edit)


@transaction.atomic
def invite(people: Cast) -> WorkingMeeting:
    """The meeting to come, open for registration, once."""
    told = network_texts()["ahead"]
    held = called(people, told["title"])
    if held is not None:
        return held
    with stamped(
        moment_ago(told["days"]["opened"]), WorkingMeeting.objects.filter(network=people.network)
    ):
        meeting = _opened(people, told, "working-meeting")
        came = {row[0]: _comes(meeting, Who(*row)) for row in told["people"]}
        _proposed(came, told["topics"])
    return meeting


def called(people: Cast, title: str) -> WorkingMeeting | None:
    """A meeting of the example network by its title; None where there is none."""
    return WorkingMeeting.objects.filter(network=people.network, title=title, example=True).first()


def _rows(meeting: WorkingMeeting) -> Rows:
    """What a meeting is written in."""
    return (
        WorkingMeeting.objects.filter(pk=meeting.pk),
        Attendee.objects.filter(meeting=meeting),
        Topic.objects.filter(meeting=meeting),
        Interest.objects.filter(topic__meeting=meeting),
        TimetableVersion.objects.filter(meeting=meeting),
        Sheet.objects.filter(topic__meeting=meeting),
    )


# ── before ────────────────────────────────────────────────────────────────────────────────────


def _opened(people: Cast, told: Told, format_id: str) -> WorkingMeeting:
    meeting = open_working_meeting_from(
        by=people.office,
        network=people.network,
        format_id=format_id,
        title=told["title"],
        language="en",
        example=True,
    )
    meeting = change_working_meeting(
        by=people.office,
        meeting=meeting,
        seen=meeting.edit,
        settings=_settings(meeting, told),
        origin=NOWHERE,
    )
    return open_registration(by=people.office, meeting=meeting)


def _settings(meeting: WorkingMeeting, told: Told) -> Settings:
    words = {name: told[name].strip() for name in ("title", "question", "axis")}
    mode = WorkingMeeting.Mode.ONLINE if "link" in told else WorkingMeeting.Mode.PLACE
    return Settings(
        **words,
        mode=mode,
        place=told.get("place", ""),
        link=told.get("link", ""),
        days=_days(meeting, day_ago(on_weekday(told["days"]["held"]))),
        seats=told.get("seats", meeting.seats),
        least=told.get("least", meeting.least),
    )


def _days(meeting: WorkingMeeting, first: date) -> dict[int, tuple[date | None, time]]:
    numbers = sorted(int(day) for day in meeting.days)
    return {day: (first + timedelta(days=n), time(9)) for n, day in enumerate(numbers)}


def _spaces(people: Cast, meeting: WorkingMeeting) -> None:
    slots = slots_of(meeting)
    set_grid(
        by=people.office,
        meeting=meeting,
        slots=[SlotLine(one.number, one.title, one.begins, one.ends) for one in slots],
        spaces=[SpaceLine(0, *line) for line in network_texts()["camp"]["spaces"]],
        seen=grid_state(slots, spaces_of(meeting)),
        origin=NOWHERE,
    )


def _registered(people: Cast, meeting: WorkingMeeting) -> People:
    """Everybody by name; two of them on paper."""
    found = {}
    for name, city, role, organisation, _digits, how in network_texts()["camp"]["people"]:
        who = Who(name, city, role, organisation, may_be_named=how == "named")
        if how == "paper":
            found[name] = enter_attendee(
                by=people.office, meeting=meeting, who=who, present=False, origin=NOWHERE
            )
        else:
            found[name] = _comes(meeting, who)
    return found


def _comes(meeting: WorkingMeeting, who: Who) -> Attendee:
    attendee, _token = register(meeting=meeting, who=who, language="en", origin=NOWHERE)
    assert attendee is not None
    return attendee


def _proposed(came: People, topics: Sequence[Told]) -> list[Topic]:
    return [
        propose_topic(
            person=came[told["asker"]],
            once=uuid.uuid4(),
            title=told["title"],
            about=told.get("about", ""),
            needs=told.get("needs", ()),
        )
        for told in topics
    ]


def _interested(people: Cast, came: People, topics: Sequence[Topic]) -> None:
    for name, _city, _role, _organisation, digits, how in network_texts()["camp"]["people"]:
        said = {topic.public_id: int(value) for topic, value in zip(topics, digits, strict=True)}
        if how == "paper":
            enter_interests(by=people.office, person=came[name], said=said)
        else:
            say_interests(person=came[name], said=said)


def _arranged(people: Cast, meeting: WorkingMeeting) -> None:
    """The timetable, worked out as the worker would, and published."""
    from territoria.convene.timetable.make import make_timetable

    laid = laid_of(meeting)
    timetable = make_timetable(laid.event, seed=SEED)
    drafted = Drafted(laid, timetable, seat(meeting, laid, timetable, seed=SEED))
    draft = keep_draft(meeting=meeting, drafted=drafted, by=people.office)
    publish_timetable(by=people.office, version=draft, seen=draft.edit, origin=NOWHERE)


# ── the day ───────────────────────────────────────────────────────────────────────────────────


def _met(people: Cast, meeting: WorkingMeeting, came: People) -> None:
    running, absent = "", network_texts()["camp"]["absent"]
    for phase in phases_in(meeting):
        if phase.pause:
            continue
        begin_working_phase(by=people.office, meeting=meeting, phase=phase.id, running=running)
        if not running:
            for name, someone in came.items():
                if name not in absent:
                    come_in_registered(attendee=someone)
        running = phase.id
    end_working_meeting(by=people.office, meeting=meeting)
    end_absence(by=people.office, meeting=meeting)
    _wrote(people, meeting)


def _wrote(people: Cast, meeting: WorkingMeeting) -> None:
    """The sheets of all groups: from the phone of whoever asked, or from paper."""
    topics = {one.title: one for one in meeting.topics.select_related("asker__meeting")}
    for told in network_texts()["camp"]["topics"]:
        topic, answers = topics[told["title"]], dict(told["sheet"])
        nothing = answers.pop("nothing", False)
        if told.get("paper"):
            parked = told.get("parked", False)
            said = {"answers": answers, "nothing": nothing, "parked": parked}
            enter_sheet(by=people.office, topic=topic, seen=0, recorder=topic.asker, **said)
            continue
        assert topic.asker is not None
        sheet = take_duty(person=topic.asker, topic=topic, duty="recorder")
        write_sheet(
            person=topic.asker, topic=topic, answers=answers, nothing=nothing, seen=sheet.edit
        )

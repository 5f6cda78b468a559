"""The workshop of the example: two days, 25 people and three guests, phase by phase."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from datetime import time, timedelta
from typing import Any

from territoria_web.convene.models import Contribution, Meeting, Participant
from territoria_web.convene.queries.pasted import Invited
from territoria_web.convene.queries.people import PEER
from territoria_web.convene.services.board import (
    answer_note,
    enter_contribution,
    mark_short_list,
)
from territoria_web.convene.services.bringing import bring_in
from territoria_web.convene.services.meetings import change_meeting, open_meeting, turn_door
from territoria_web.convene.services.people import invite_people
from territoria_web.convene.services.proceedings import begin_proceedings
from territoria_web.convene.services.room import claim_place, come_in, contribute
from territoria_web.convene.services.running import begin_phase, end_meeting
from territoria_web.convene.services.tables import deal_tables
from territoria_web.convene.services.votes import cast_dots
from territoria_web.example.dated import day_ago, moment_ago, stamped
from territoria_web.example.hearing import need_called
from territoria_web.example.people import Cast
from territoria_web.example.publishing import corrected, publish
from territoria_web.example.texts import AGO, people_texts, texts
from territoria_web.listen.models import NeedEvent
from territoria_web.territories.models import Cycle

FORMAT = "two-day-workshop"
SHORT = 3  # actions on the short list


def workshop(people: Cast, cycle: Cycle) -> Meeting:
    """The workshop, held, with its proceedings published."""
    held = cycle.meetings.first()
    if held is None or held.state != Meeting.State.ENDED:
        if held is not None:
            _forget(held)  # broken off in the middle: begun anew, as nobody was really there
        held = _hold(people, cycle)
    if held.proceedings is None:
        begin_proceedings(by=people.editor, meeting=held)
        held.refresh_from_db()
    paper = held.proceedings
    if paper is not None and paper.published is None:
        if paper.corrections_until is None:
            paper = corrected(people, paper)
        publish(people, paper)
    return held


def _hold(people: Cast, cycle: Cycle) -> Meeting:
    told = texts()["workshop"]
    meeting = open_meeting(
        by=people.lead, cycle=cycle, format_id=FORMAT, title=told["title"], language="en"
    )
    first = day_ago(AGO + 1)
    meeting = change_meeting(
        by=people.lead,
        meeting=meeting,
        seen=meeting.edit,
        title=told["title"],
        place=told["place"],
        mandate=told["mandate"],
        timezone="Europe/Brussels",
        days={1: (first, time(9)), 2: (first + timedelta(days=1), time(9))},
        table_size=6,
        dots=meeting.dots,
    )
    _bring(people, meeting)
    guests = _guests(people, meeting)
    meeting = turn_door(by=people.lead, meeting=meeting, opened=True)
    room = _room(meeting)
    for guest in guests:
        claim_place(participant=guest, may_be_named=False)
    dealt = [p["id"] for p in meeting.agenda if "contribution" in p.get("records", ())]
    if dealt:
        deal_tables(by=people.lead, meeting=meeting, phases=dealt, size=6, seed=1)
    running = ""
    for phase in list(meeting.agenda):
        if phase.get("pause"):
            continue
        begin_phase(by=people.lead, meeting=meeting, phase=phase["id"], running=running)
        running = phase["id"]
        _PUTS.get(running, _nothing)(people, meeting, room)
    meeting = end_meeting(by=people.lead, meeting=meeting)
    _short_list(people, meeting)
    return meeting


def _forget(held: Meeting) -> None:
    """With what the stories of needs say of it."""
    topics = NeedEvent.objects.filter(need__forum__cycle=held.cycle, kind=NeedEvent.Kind.TOPIC)
    topics.delete()
    held.delete()


def _bring(people: Cast, meeting: Meeting) -> None:
    """A need of residents as a topic, before anybody is there."""
    told = people_texts()["workshop"]
    need = need_called(meeting.cycle, told["topic"])
    if need is None:
        return
    with stamped(moment_ago(AGO + 3), NeedEvent.objects.filter(need=need)):
        bring_in(by=people.lead, meeting=meeting, spot=told["spot"], needs=[need.public_id])


def _room(meeting: Meeting) -> list[Participant]:
    """Everybody who came, by role; a few with consent to be named."""
    found = []
    for role, count in texts()["workshop"]["present"].items():
        for n in range(count):
            named = role in ("MAY", "DEV", "UNI") and n == 0
            someone, _token = come_in(
                meeting=meeting,
                role=role,
                name=f"Example person {role}" if named else "",
                may_be_named=named,
            )
            found.append(someone)
    return found


def _guests(people: Cast, meeting: Meeting) -> list[Participant]:
    """Peers of other territories, on the list before the door opens. They say what they saw at the
    end; they do not vote.
    """
    told = texts()["workshop"]["guests"]
    asked = [Invited(name, place, "", role, task=PEER) for name, place, role in told]
    return invite_people(by=people.editor, meeting=meeting, people=asked)


Put = Callable[[Cast, Meeting, list[Participant]], None]


def _nothing(_people: Cast, _meeting: Meeting, _room: list[Participant]) -> None:
    """A phase in which nothing is written down."""


def _say(
    someone: Participant,
    phase: str,
    kind: str,
    text: str,
    body: Mapping[str, Any] | None = None,
    dissent: bool = False,
) -> Contribution:
    return contribute(
        participant=someone,
        phase=phase,
        kind=kind,
        text=text,
        body=body or {},
        dissent=dissent,
        once=uuid.uuid4(),
    )


def _evidence(people: Cast, meeting: Meeting, room: list[Participant]) -> None:
    for n, text in enumerate(texts()["workshop"]["corrections"]):
        note = _say(room[n], "evidence", "note", text, {"about": "correction"})
        answer_note(by=people.expert, meeting=meeting, contribution=note, accepted=True)


def _questions(_people: Cast, _meeting: Meeting, room: list[Participant]) -> None:
    for n, text in enumerate(texts()["workshop"]["questions"]):
        _say(room[n], "questions", "topic", text)


def _swot(_people: Cast, _meeting: Meeting, room: list[Participant]) -> None:
    told, n = texts()["workshop"], 0
    for quadrant, points in told["swot"].items():
        for text in points:
            someone, split = room[n % len(room)], text == told["dissent"]
            _say(someone, "swot", "contribution", text, {"quadrant": quadrant}, dissent=split)
            n += 1


def _practice(_people: Cast, _meeting: Meeting, room: list[Participant]) -> None:
    for n, text in enumerate(texts()["workshop"]["practice"]):
        _say(room[-1 - n], "practice", "contribution", text)


def _vision(_people: Cast, _meeting: Meeting, room: list[Participant]) -> None:
    told = texts()["workshop"]
    _say(room[0], "vision", "proposal", told["vision"], {"for": "vision"})
    for n, text in enumerate(told["ambitions"]):
        _say(room[n + 1], "vision", "proposal", text, {"for": "ambition"})


def _vote(_people: Cast, meeting: Meeting, room: list[Participant]) -> None:
    items = list(meeting.contributions.filter(kind="proposal", body__for="ambition"))
    for n, someone in enumerate(room):
        chosen = items[n % 2] if n % 3 else items[-1 - n % 2]
        other = items[0] if chosen is not items[0] else items[1]
        votes = {"priority": {chosen.public_id: 2, other.public_id: 1}}
        cast_dots(participant=someone, phase="vote", votes=votes)


def _cafe(_people: Cast, _meeting: Meeting, room: list[Participant]) -> None:
    for n, told in enumerate(texts()["workshop"]["actions"]):
        body = {k: v for k, v in told.items() if k != "text"}
        _say(room[n * 3], "world-cafe", "action", told["text"], body)


def _obstacles(_people: Cast, _meeting: Meeting, room: list[Participant]) -> None:
    told = texts()["workshop"]
    for text in told["obstacles"]:
        _say(room[5], "obstacles", "note", text, {"about": "obstacle"})
    for text in told["links"]:
        _say(room[6], "obstacles", "note", text, {"about": "link"})


def _plenary(_people: Cast, meeting: Meeting, room: list[Participant]) -> None:
    items = list(meeting.contributions.filter(kind="action").order_by("pk"))
    last = items[-1]
    for n, someone in enumerate(room):
        best, second = items[n % SHORT], items[(n + 1) % SHORT]
        impact = {best.public_id: 3, (last if n % 5 == 0 else second).public_id: 2}
        feasible = {best.public_id: 2, second.public_id: 2, items[3].public_id: 1}
        cast_dots(
            participant=someone,
            phase="plenary",
            votes={"impact": impact, "feasibility": feasible},
        )


def _short_list(people: Cast, meeting: Meeting) -> None:
    items = list(meeting.contributions.filter(kind="action").order_by("pk"))[:SHORT]
    reason = "The first three by impact and feasibility."
    mark_short_list(
        by=people.lead, meeting=meeting, chosen=[i.public_id for i in items], reason=reason
    )


def _commitments(people: Cast, meeting: Meeting, room: list[Participant]) -> None:
    items = list(meeting.contributions.filter(kind="action").order_by("pk"))
    _short_list(people, meeting)
    for n, told in enumerate(texts()["workshop"]["commitments"]):
        due = day_ago(AGO - told["days"])
        body = {
            "owner": told["owner"],
            "due": due.isoformat(),
            "action": str(items[told["action"]].public_id),
        }
        _say(room[n], "commitments", "commitment", told["text"], body)


def _feedback(people: Cast, meeting: Meeting, _room: list[Participant]) -> None:
    told = texts()["workshop"]
    for name, about in (("peer_findings", "finding"), ("peer_suggestions", "suggestion")):
        for text in told[name]:
            enter_contribution(
                by=people.expert,
                meeting=meeting,
                phase="feedback",
                kind="note",
                text=text,
                body={"about": about},
                dissent=False,
            )


_PUTS: Mapping[str, Put] = {
    "evidence": _evidence,
    "questions": _questions,
    "swot": _swot,
    "practice": _practice,
    "vision": _vision,
    "vote": _vote,
    "world-cafe": _cafe,
    "obstacles": _obstacles,
    "plenary": _plenary,
    "commitments": _commitments,
    "feedback": _feedback,
}

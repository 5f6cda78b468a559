"""What must not be possible at a meeting, tried at its services."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from desk_team import signed_in
from meeting_held import a_meeting_held
from meeting_room import a_workshop, put
from territoria_web.convene.models import Contribution, Meeting
from territoria_web.convene.queries.votes import dots_of
from territoria_web.convene.services.board import (
    enter_contribution,
    join_contributions,
    mark_short_list,
    put_back_contribution,
    take_back_contribution,
)
from territoria_web.convene.services.meetings import open_meeting, turn_door
from territoria_web.convene.services.people import forget_participant
from territoria_web.convene.services.proceedings import begin_proceedings
from territoria_web.convene.services.room import DoorClosed, NotNow, contribute, mark_dissent
from territoria_web.convene.services.running import begin_phase, end_phase
from territoria_web.convene.services.votes import cast_dots, enter_ballot
from territoria_web.invite.models import Step
from territoria_web.papers.models import Paper
from territoria_web.people.models import Entry
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = pytest.mark.django_db


def test_a_step_that_is_done_takes_no_meeting_and_no_phase():
    workshop = a_workshop()
    cycle = workshop.meeting.cycle
    Step.objects.update_or_create(
        cycle=cycle, kind=Step.Kind.WORKSHOP, defaults={"state": Step.State.DONE}
    )
    with pytest.raises(ValidationError, match="is done"):
        begin_phase(by=workshop.lead, meeting=workshop.meeting, phase="swot", running="")
    with pytest.raises(ValidationError, match="is done"):
        open_meeting(
            by=workshop.lead, cycle=cycle, format_id="barcamp", title="Another", language="en"
        )


def test_two_who_end_a_phase_at_once_end_it_once():
    workshop = a_workshop()
    workshop.runs("swot")
    end_phase(by=workshop.lead, meeting=workshop.meeting, running="swot")
    with pytest.raises(ChangedMeanwhile):
        end_phase(by=workshop.lead, meeting=workshop.meeting, running="swot")


def test_signed_proceedings_close_the_board():
    workshop, held = a_meeting_held()
    paper = begin_proceedings(by=workshop.lead, meeting=workshop.meeting)
    desk = signed_in(workshop.lead)
    sheet = {"text": "Late", "quadrant": "threat", "paper": "on"}
    assert desk.post(workshop.at("enter/swot/contribution/"), sheet).status_code == 302
    Paper.objects.filter(pk=paper.pk).update(state=Paper.State.SIGNED)
    before = Contribution.objects.count()
    assert desk.post(workshop.at("enter/swot/contribution/"), sheet).status_code == 422
    assert Contribution.objects.count() == before
    votes = {"impact": {held["acts"][0].public_id: 1}}
    with pytest.raises(ValidationError, match="signed"):
        enter_ballot(
            by=workshop.lead, meeting=workshop.meeting, phase="plenary", role="CIT", votes=votes
        )


def test_a_used_number_of_a_form_is_nobody_elses():
    workshop = a_workshop()
    workshop.runs("swot")
    first = put(workshop.comes(), "swot", "contribution", "Mine", quadrant="threat")
    with pytest.raises(NotNow):
        contribute(
            participant=workshop.comes(),
            phase="swot",
            kind="contribution",
            text="Yours",
            body={"quadrant": "threat"},
            dissent=False,
            once=first.public_id,
        )
    first.refresh_from_db()
    assert first.text == "Mine"


def test_dots_go_to_what_is_voted_on_and_nowhere_else():
    workshop = a_workshop()
    workshop.runs("vision")
    person = workshop.comes()
    vision = put(person, "vision", "proposal", "A vision", **{"for": "vision"})
    aim = put(person, "vision", "proposal", "An aim", **{"for": "ambition"})
    workshop.runs("vote")
    foreign = a_workshop()
    foreign.runs("vision")
    theirs = put(foreign.comes(), "vision", "proposal", "Theirs", **{"for": "ambition"})
    for item, axis in ((vision, "priority"), (theirs, "priority"), (aim, "impact")):
        with pytest.raises(ValidationError, match="cannot be voted on"):
            cast_dots(participant=person, phase="vote", votes={axis: {item.public_id: 1}})
    with pytest.raises(ValidationError, match="0 dots or more"):
        cast_dots(participant=person, phase="vote", votes={"priority": {aim.public_id: -1}})
    with pytest.raises(NotNow):
        cast_dots(participant=person, phase="plenary", votes={})


def test_what_stands_at_another_table_is_not_ones_own():
    workshop = a_workshop()
    people = [workshop.comes("SME") for _ in range(4)]
    desk = signed_in(workshop.lead)
    desk.post(workshop.at("tables/"), {"phases": ["swot"], "size": "2"})
    workshop.runs("swot")
    row = put(people[0], "swot", "contribution", "Ours", quadrant="threat")
    mates = set(row.group.members.all())
    other = next(person for person in people if person not in mates)
    with pytest.raises(NotNow, match="another table"):
        mark_dissent(participant=other, contribution=row)


def test_things_of_two_meetings_are_never_joined():
    one, two = a_workshop(), a_workshop()
    for workshop in (one, two):
        workshop.runs("swot")
    mine = put(one.comes(), "swot", "contribution", "A", quadrant="threat")
    theirs = put(two.comes(), "swot", "contribution", "B", quadrant="threat")
    with pytest.raises(ValidationError):
        join_contributions(
            by=one.lead, meeting=one.meeting, kept=mine.public_id, doubles=[theirs.public_id]
        )
    with pytest.raises(ValidationError):
        enter_contribution(
            by=one.lead, meeting=one.meeting, phase="swot", kind="vote", text="x", body={},
            dissent=False,
        )  # fmt: skip


def test_whoever_is_forgotten_leaves_points_and_no_name():
    workshop = a_workshop()
    workshop.runs("swot")
    ada = workshop.comes("SME", name="Ada Alm", organisation="Alm Ltd", may_be_named=True)
    row = put(ada, "swot", "contribution", "Stays", quadrant="threat")
    assert forget_participant(by=workshop.lead, participant=ada) is False
    ada.refresh_from_db()
    assert (ada.name, ada.organisation, ada.key, ada.may_be_named) == ("", "", "", False)
    assert Contribution.objects.get(pk=row.pk).text == "Stays"
    assert "Ada" not in str(list(Entry.objects.values_list("before", "after")))


def test_an_ended_meeting_takes_words_for_two_minutes_and_opens_no_door():
    workshop = a_workshop()
    workshop.runs("swot")
    person = workshop.comes()
    desk = signed_in(workshop.lead)
    desk.post(workshop.at("run/"), {"do": "end:", "sure": "1"})
    put(person, "swot", "contribution", "Just in time", quadrant="threat")
    meeting = Meeting.objects.get(pk=workshop.meeting.pk)
    past = (timezone.now() - timedelta(minutes=3)).isoformat()
    meeting.ran["swot"]["ended"] = past
    meeting.save()
    with pytest.raises(NotNow, match="is over"):
        put(person, "swot", "contribution", "Too late", quadrant="threat")
    with pytest.raises(ValidationError, match="stays closed"):
        turn_door(by=workshop.lead, meeting=meeting, opened=True)


def test_words_are_kept_plain_and_never_too_long():
    workshop = a_workshop()
    workshop.runs("swot")
    person = workshop.comes()
    row = put(person, "swot", "contribution", "a\x00b\r\nc \u202e", quadrant="threat")
    assert "\x00" not in row.text
    with pytest.raises(ValidationError, match="2,000 characters"):
        put(person, "swot", "contribution", "x" * 2001, quadrant="threat")
    with pytest.raises(ValidationError):
        put(person, "swot", "contribution", "   ", quadrant="threat")


def test_the_meeting_of_another_cycle_is_not_there():
    one, two = a_workshop(), a_workshop()
    desk = signed_in(one.lead)
    crossed = f"/en/desk/{one.meeting.cycle.public_id}/convene/{two.meeting.public_id}/"
    assert desk.get(crossed).status_code == 404
    assert desk.get(two.at()).status_code == 404
    assert (
        desk.get(f"/en/desk/{one.meeting.cycle.public_id}/convene/{uuid.uuid4()}/").status_code
        == 404
    )


def test_a_commitment_needs_an_owner_and_a_day_and_an_action_of_this_meeting():
    workshop = a_workshop()
    workshop.runs("commitments")
    person = workshop.comes()
    with pytest.raises(ValidationError) as refused:
        put(person, "commitments", "commitment", "We do", due="soon", action=str(uuid.uuid4()))
    assert set(refused.value.message_dict) == {"owner", "due", "action"}


def test_dots_on_what_was_taken_back_do_not_come_back_with_it():
    workshop = a_workshop()
    workshop.runs("vision")
    person = workshop.comes()
    aims = [put(person, "vision", "proposal", w, **{"for": "ambition"}) for w in ("One", "Two")]
    meeting = workshop.runs("vote")
    each = meeting.dots["priority"]
    cast_dots(participant=person, phase="vote", votes={"priority": {aims[0].public_id: each}})
    why = "Put down twice by mistake."
    take_back_contribution(by=workshop.lead, meeting=meeting, contribution=aims[0], reason=why)
    cast_dots(participant=person, phase="vote", votes={"priority": {aims[1].public_id: each}})
    put_back_contribution(by=workshop.lead, meeting=meeting, contribution=aims[0])
    assert dots_of(person, aims) == {"priority": {str(aims[1].public_id): each}}


def test_a_closed_cycle_takes_nothing_from_the_room_and_no_sheet():
    workshop = a_workshop()
    workshop.runs("swot")
    person = workshop.comes()
    row = put(person, "swot", "contribution", "In time", quadrant="threat")
    Cycle.objects.filter(pk=workshop.meeting.cycle_id).update(state=Cycle.State.CLOSED)
    with pytest.raises(NotNow):
        put(person, "swot", "contribution", "Too late", quadrant="threat")
    with pytest.raises(NotNow):
        mark_dissent(participant=person, contribution=row)
    with pytest.raises(DoorClosed):
        workshop.comes()
    with pytest.raises(ValidationError, match="cycle is closed"):
        enter_contribution(
            by=workshop.lead, meeting=workshop.meeting, phase="swot", kind="contribution",
            text="x", body={"quadrant": "threat"}, dissent=False,
        )  # fmt: skip


def test_what_a_table_is_about_is_kept_plain_and_of_a_phase_that_exists():
    workshop = a_workshop()
    workshop.comes("SME")
    workshop.comes("CIT")
    desk = signed_in(workshop.lead)
    desk.post(workshop.at("tables/"), {"phases": ["swot"], "size": "2"})
    told = {"phase": "swot", "subject-1": "Skills\x00 \u202eand rooms"}
    desk.post(workshop.at("tables/subjects/"), told)
    assert [g.subject for g in workshop.meeting.groups.all()] == ["Skills and rooms"]
    strange = desk.post(workshop.at("tables/subjects/"), {"phase": "a\x00b"})
    assert strange.status_code == 404


def test_the_reason_of_a_short_list_is_kept_plain():
    workshop, held = a_meeting_held()
    chosen = [held["acts"][0].public_id]
    mark_short_list(
        by=workshop.lead, meeting=workshop.meeting, chosen=chosen, reason="By\x00 lot. "
    )
    kept = Entry.objects.filter(what="mark short list").latest("pk")
    assert kept.after is not None
    assert kept.after["reason"] == "By lot."

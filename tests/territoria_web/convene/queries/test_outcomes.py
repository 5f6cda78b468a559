"""What came of a meeting as plain data: whole, with dissent, and without anybody who did not agree."""

from __future__ import annotations

import json

import pytest

from meeting_held import a_meeting_held
from territoria_web.convene.models import Dot, Participant
from territoria_web.convene.queries.outcomes import outcomes_of

pytestmark = pytest.mark.django_db


def test_outcomes_are_plain_data_and_hold_every_part():
    workshop, _held = a_meeting_held()
    told = outcomes_of(workshop.meeting)
    assert json.loads(json.dumps(told)) == told
    assert [one["text"] for one in told["vision"]] == ["Data for all"]
    assert told["swot"]["strength"] == [{"text": "Good rail", "dissent": True, "table": None}]
    assert [one["text"] for one in told["questions"]] == ["How do small firms get data?"]
    assert told["corrections"][0]["accepted"] is None
    assert [told[name][0]["text"] for name in ("findings", "suggestions", "open")] == [
        "You decide late",
        "Give one office the right",
        "Who pays later?",
    ]
    assert told["dissent"] == [
        {"text": "Good rail", "phase": "Strengths, weaknesses, opportunities, threats"}
    ]
    assert told["short_list"]["reason"] == "By hands."


def test_actions_carry_votes_place_on_the_short_list_and_promises():
    workshop, held = a_meeting_held()
    first = outcomes_of(workshop.meeting)["actions"][0]
    assert (first["text"], first["short_listed"], first["votes"]) == (
        "Open a data office",
        True,
        {"impact": 39, "feasibility": 39},
    )
    promise = {"text": "Find a site", "owner": "Alm Ltd", "due": "2026-12-24", "late": False}
    assert first["promises"] == [promise]
    assert outcomes_of(workshop.meeting)["commitments"] == [
        {**promise, "action": str(held["acts"][0].public_id)}
    ]


def test_groups_below_five_are_never_told_apart():
    workshop, _held = a_meeting_held()
    vote = outcomes_of(workshop.meeting)["votes"][1]
    # two citizens alone would be told by what is left: another group goes with them
    assert "Civil society" not in vote["groups"]
    assert len(vote["groups"]) == 2
    assert vote["voters"] == {"impact": 19, "feasibility": 19}


def test_of_a_vote_of_fewer_than_five_it_is_kept_that_so_few_voted_and_nothing_else():
    workshop, _held = a_meeting_held()
    four = Participant.objects.filter(dots__axis="impact").distinct().order_by("pk")[:4]
    Dot.objects.filter(axis__in=("impact", "feasibility")).exclude(participant__in=four).delete()
    told = outcomes_of(workshop.meeting)
    assert told["votes"][1] == {
        "phase": told["votes"][1]["phase"],
        "axes": ["impact", "feasibility"],
        "few": True,
        "voters": {},
        "groups": [],
        "ranged": False,
        "rows": [],
        "tied": [],
        "open_places": 0,
    }
    assert [action["votes"] for action in told["actions"]] == [{}, {}, {}]
    assert told["actions"][0]["short_listed"] is True
    assert told["minority"] == []


def test_one_question_with_few_voters_keeps_the_other_back():
    workshop, _held = a_meeting_held()
    one = Participant.objects.filter(dots__axis="impact").first()
    Dot.objects.filter(axis="feasibility").exclude(participant=one).delete()
    assert outcomes_of(workshop.meeting)["votes"][1]["few"] is True


def test_what_a_minority_put_first_is_told_where_its_group_may_be_shown():
    workshop, _held = a_meeting_held()
    told = outcomes_of(workshop.meeting)
    shown = told["votes"][1]["groups"]
    groups = [one["group"] for one in told["minority"]]
    assert set(groups) <= set(shown)


def test_names_stand_only_with_consent_and_absent_bodies_are_told():
    workshop, _held = a_meeting_held()
    told = outcomes_of(workshop.meeting)["participants"]
    assert told["names"] == [
        {"name": "Ada Alm", "organisation": "Alm Ltd", "role": "COR", "task": ""}
    ]
    assert told["absent"] == [{"organisation": "Chamber of crafts", "role": "SOC"}]
    assert (told["total"], told["invited"]) == (20, 21)
    assert [row["role"] for row in told["by_role"]] == ["OFF", "SME", "UNI"]
    Participant.objects.update(may_be_named=False)
    told = outcomes_of(workshop.meeting)
    assert told["participants"]["names"] == []
    assert "Ada Alm" not in json.dumps(told)

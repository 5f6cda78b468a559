"""The forum at the desk: opened, at a glance; its rules, districts and shares; closed and opened again."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from a_forum import a_forum, a_need
from desk_team import Team, a_file, a_member, signed_in
from need_desk import WHY, do, unread
from territoria_web.listen.models import Forum
from territoria_web.listen.services.need_moderation import appeal
from territoria_web.people.models import Entry, Role
from territoria_web.territories.models import Cycle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
OPENED = {
    "office": "Citizens’ office",
    "contact": "citizens@example.org",
    "languages": ["en", "fr"],
    "moderation": "before",
    "answer_days": "30",
    "keep_months": "24",
}


def rules(forum: Forum, **more: Any) -> dict[str, Any]:
    return {**OPENED, "takes_needs": "on", "seen": forum.edit, **more}


def test_before_there_is_one_it_says_what_will_be_and_opens_it(team: Team, lead: Client):
    at = team.at("citizens/")
    viewer = signed_in(a_member("FRE1", Role.VIEWER))
    assert [c.get(at).status_code for c in (lead, viewer)] == [200, 200]
    assert b'<form method="post"' not in viewer.get(at).content.split(b"<main")[1]
    assert viewer.post(at, OPENED).status_code == 403
    assert lead.get(team.at("citizens/needs/")).status_code == 404
    assert lead.post(at, {**OPENED, "answer_days": "0"}).status_code == 422
    assert lead.post(at, OPENED).status_code == 302
    forum = Forum.objects.get()
    assert (forum.languages, forum.answer_days, len(forum.frame)) == (["en", "fr"], 30, 4)
    west, south, east, north = forum.frame
    place = team.cycle.territory
    assert west < place.longitude < east
    assert south < place.latitude < north


def test_at_a_glance_the_numbers_lead_to_what_waits(team: Team, lead: Client):
    forum = a_forum(team.cycle, team.lead)
    a_need(forum)
    page = lead.get(team.at("citizens/"))
    assert [(count, url.rpartition("=")[2]) for _w, count, url in page.context["queues"]] == [
        *((0, "moderate"), (1, "unanswered"), (0, "appeals"), (1, "all")),
    ]
    assert forum.code in page.content.decode()


def test_an_appeal_waits_as_well_and_so_does_what_was_said_before_it_was_closed(
    team: Team, forum: Forum, lead: Client
):
    def finding() -> str:
        return lead.get(team.at("citizens/")).context["page"]["finding"]

    need = unread(forum)
    do(lead, need, "reject", rule="off-topic", said=WHY)
    assert finding() == "Nothing waits: every need is read and answered."
    appeal(need=need, text="It is a need, and a real one.")
    assert finding() == "1 appeal waits for a second look."
    Forum.objects.update(is_open=False)
    closed = "It is closed: nothing new is taken; what was said stays readable."
    assert finding() == f"{closed} 1 appeal waits for a second look."
    Forum.objects.update(is_open=True)
    Cycle.objects.update(state=Cycle.State.CLOSED)
    assert finding() == f"{closed} 1 appeal waits for a second look."


def test_in_a_closed_cycle_what_was_said_is_answered_and_nothing_new_is_taken(
    team: Team, forum: Forum, lead: Client
):
    need = a_need(forum)
    Cycle.objects.update(state=Cycle.State.CLOSED)
    assert do(lead, need, "answer", state="accepted", said=WHY).status_code == 302
    assert do(lead, need, "sign", people=2, channel="paper").status_code == 422
    assert lead.post(team.at("citizens/rules/"), rules(forum)).status_code == 422
    need.refresh_from_db()
    assert (need.state, need.supports.count()) == ("accepted", 0)


def test_a_colleague_reads_the_rules_and_only_who_prepares_changes_them(team: Team, lead: Client):
    forum = a_forum(team.cycle, team.lead)
    viewer = signed_in(a_member("FRE1", Role.VIEWER))
    at = team.at("citizens/rules/")
    assert viewer.get(at).status_code == 200
    assert viewer.post(at, rules(forum)).status_code == 403
    assert lead.post(at, rules(forum, answer_days="14")).status_code == 302
    forum.refresh_from_db()
    assert (forum.answer_days, Entry.objects.filter(what="change forum").count()) == (14, 1)


def test_districts_are_pasted_with_shares_and_the_map_is_drawn_around_them(
    team: Team, lead: Client
):
    forum = a_forum(team.cycle, team.lead)
    text = "id; name; share; latitude; longitude\nN; North; 40; 50,5; 3,0\nS; South; 60; 50,4; 3,1"
    assert lead.post(team.at("citizens/rules/"), rules(forum, districts=text)).status_code == 302
    forum.refresh_from_db()
    assert forum.districts == [
        {"id": "N", "name": "North", "share": 40.0, "latitude": 50.5, "longitude": 3.0},
        {"id": "S", "name": "South", "share": 60.0, "latitude": 50.4, "longitude": 3.1},
    ]
    assert forum.frame == [2.985, 50.385, 3.115, 50.515]
    page = lead.get(team.at("citizens/rules/"))
    assert page.context["form"]["districts"].value() == (
        "N; North; 40.0; 50.5; 3.0\nS; South; 60.0; 50.4; 3.1"
    )


def test_a_file_takes_the_place_of_the_list_and_faults_name_their_lines(team: Team, lead: Client):
    forum = a_forum(team.cycle, team.lead)
    at = team.at("citizens/rules/")
    bad = a_file("id,name,share\nN,North,40\nN,,x\n", "districts.csv")
    page = lead.post(at, rules(forum, districts_file=bad))
    assert page.context["form"].errors == {
        "districts_file": [
            "Line 3: It needs a name of at most 200 letters.",
            "Line 3: “x” is no share.",
            "Line 3: There is another line with this id.",
        ]
    }
    good = a_file("id,name,share\nN,North,40000\nS,South,60000\n", "districts.csv")
    assert lead.post(at, rules(forum, districts="X; lost", districts_file=good)).status_code == 302
    forum.refresh_from_db()
    assert [(one["id"], one["share"]) for one in forum.districts] == [("N", 40.0), ("S", 60.0)]


def test_shares_of_groups_need_a_source_and_a_whole(team: Team, lead: Client):
    forum = a_forum(team.cycle, team.lead)
    at, text = team.at("citizens/rules/"), "Age; under 30; 31\nAge; 30 and more; 69"
    assert list(lead.post(at, rules(forum, margins=text)).context["form"].errors) == [
        "margins_source"
    ]
    told = {"margins": "Age; under 30; 31\nAge; 30 and more; 40", "margins_source": "Census"}
    page = lead.post(at, rules(forum, **told))
    assert page.context["form"].errors == {
        "margins": ["Line 1: The shares of this kind add up to 71, not to 100."]
    }
    told["margins"] = text
    assert lead.post(at, rules(forum, **told)).status_code == 302
    forum.refresh_from_db()
    assert forum.margins == {"Age": {"under 30": 31.0, "30 and more": 69.0}}


def test_of_two_who_change_the_rules_the_second_is_told_and_loses_nothing(team: Team, lead: Client):
    forum = a_forum(team.cycle, team.lead)
    told = rules(forum, rules_said="No shouting.")
    lead.post(team.at("citizens/rules/"), rules(forum, answer_days="10"))
    page = lead.post(team.at("citizens/rules/"), told)
    form = page.context["form"]
    assert (page.status_code, form["rules_said"].value(), form["seen"].value()) == (
        *(422, "No shouting.", "1"),
    )


def test_it_is_closed_and_opened_again(team: Team, lead: Client):
    forum = a_forum(team.cycle, team.lead)
    for press, is_open in (("close", False), ("open", True)):
        assert lead.post(team.at("citizens/rules/"), {press: "1"}).status_code == 302
        forum.refresh_from_db()
        assert forum.is_open is is_open
    deeds = Entry.objects.filter(what__in=["close forum", "reopen forum"]).order_by("pk")
    assert [entry.what for entry in deeds] == ["close forum", "reopen forum"]

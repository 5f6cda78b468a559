"""The office: eligibility, reviewers, assignment, ranking, decision, a desk for the selected."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from call_world import (
    World,
    a_judged_world,
    a_reviewer,
    a_user,
    a_world,
    an_application,
    applications_of_call,
    declared,
    eligible,
    reviewed,
    reviews_of,
)
from desk_team import signed_in
from territoria_web.invite.models import Application, Call, Review
from territoria_web.people.models import Membership, Organisation, Role
from territoria_web.people.services import give_role

pytestmark = pytest.mark.django_db
METHOD = "By the ranking of the reviewers, without exception."


def office(world: World) -> tuple[Client, str]:
    return signed_in(world.secretary), f"/en/desk/calls/{world.call.public_id}/"


def a_form(**other: Any) -> dict[str, Any]:
    now = timezone.localtime()
    moment = "%Y-%m-%dT%H:%M"
    return {
        "title-en": "A call",
        "text-en": "Words.",
        "opens": now.strftime(moment),
        "closes": (now + timedelta(days=9)).strftime(moment),
        "places": "3",
        "words": "900",
        "reviews_each": "2",
        "seen": "0",
        **other,
    }


def scored(count: int = 2) -> World:
    world = a_judged_world(count, places=1)
    for n, row in enumerate(applications_of_call(world)):
        for review in reviews_of(row):
            reviewed(world, review, 4 - n)
    return world


def decide(world: World, *outcomes: str, **other: str) -> Any:
    client, at = office(world)
    rows = applications_of_call(world)
    held = {f"outcome-{a.public_id}": o for a, o in zip(rows, outcomes, strict=True)}
    return client.post(f"{at}decision/", {**held, "method": METHOD, **other})


def test_a_call_is_begun_and_errors_keep_what_was_typed():
    world = a_world()
    client = signed_in(world.secretary)
    at = f"/en/desk/networks/{world.network.public_id}/calls/new/"
    wrong = client.post(at, a_form(**{"text-en": "", "places": "0", "text-fr": "Mots."}))
    assert wrong.status_code == 422
    assert wrong.context["form"]["text-fr"].value() == "Mots."
    assert client.post(at, a_form()).status_code == 302
    assert Call.objects.latest("pk").title == {"en": "A call"}


def test_criteria_are_moved_removed_added_and_the_second_colleague_is_told():
    world = a_world(publish=False)
    client, at = office(world)
    ids = [c["id"] for c in world.call.criteria]
    client.post(f"{at}criteria/", {"do": f"down:{ids[0]}", "seen": "0"})
    client.post(f"{at}criteria/", {"do": f"remove:{ids[5]}", "seen": "1"})
    client.post(f"{at}criteria/", {"do": f"remove:{ids[4]}", "seen": "1"})  # read before
    words = {f"{k}-en": k for k in ("none", "half", "full")}
    new = {"title-en": "Équité & reach", "weight": "2.5", "seen": "2", **words}
    assert client.post(f"{at}criteria/new/", new).status_code == 302
    held = world.fresh().criteria
    assert [c["id"] for c in held] == [ids[1], ids[0], ids[2], ids[3], ids[4], "quit-reach"]
    assert held[5]["weight"] == 2.5


def test_a_later_closing_is_told_to_whoever_has_a_draft():
    world = a_world()
    an_application(world)
    client, at = office(world)
    later = timezone.localtime(world.call.closes) + timedelta(days=2)
    sent = {"closes": later.strftime("%Y-%m-%dT%H:%M"), "reason": "A public holiday lay between."}
    assert client.post(f"{at}closing/", sent).status_code == 302
    assert [m.subject for m in mail.outbox] == ["More time: Demonstrator regions"]


def test_eligibility_is_kept_and_told_once():
    world = a_world(closed=True)
    row = an_application(world)
    client, at = office(world)
    where = f"{at}expressions/{row.public_id}/"
    sent = {"do": "mark", "eligible": "no", "reason": "", "seen": str(row.edit)}
    assert client.post(where, sent).status_code == 422
    why = "The body is not responsible for such a policy."
    assert client.post(where, {**sent, "reason": why}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.reason) == ("not-eligible", why)
    assert [m.subject for m in mail.outbox] == ["Lakeland 0 is not eligible: Demonstrator regions"]
    again = {**sent, "reason": why + " See the law.", "seen": str(row.edit)}
    page = client.post(where, again, follow=True).content.decode()
    assert page.count("No letter goes: the applicant knows the outcome already.") == 1
    assert len(mail.outbox) == 1


def test_after_one_is_marked_the_next_is_opened():
    world = a_world(closed=True)
    rows = [an_application(world, n) for n in range(3)]
    client, at = office(world)
    opened = []
    for row in (rows[1], rows[2], rows[0]):
        sent = {"do": "mark", "eligible": "yes", "reason": "", "seen": str(row.edit), "next": "1"}
        opened.append(client.post(f"{at}expressions/{row.public_id}/", sent)["Location"])
    assert opened == [f"{at}expressions/{rows[n].public_id}/" for n in (2, 0, 0)]


def test_the_second_of_two_who_mark_is_told_and_may_mark_all_the_same():
    world = a_world(closed=True)
    row = an_application(world)
    client, at = office(world)
    where = f"{at}expressions/{row.public_id}/"
    why = "The body is not responsible for such a policy."
    sent = {"do": "mark", "eligible": "no", "reason": why, "seen": str(row.edit)}
    assert client.post(where, sent).status_code == 302
    second = {**sent, "eligible": "yes", "reason": "It is responsible, by a law of last year."}
    told = client.post(where, second)
    assert (told.status_code, told.context["marking"]["seen"].value()) == (422, str(row.edit + 1))
    assert client.post(where, {**second, "seen": str(row.edit + 1)}).status_code == 302
    row.refresh_from_db()
    assert row.state == "eligible"


def test_reviewers_are_asked_by_letter_and_given_what_was_shown():
    world = a_world(closed=True)
    for n in range(2):
        eligible(world, an_application(world, n))
    client, at = office(world)
    asked = {"email": "new@example.org", "name": "N", "organisation": "House", "most": ""}
    assert client.post(f"{at}reviewers/", asked).status_code == 302
    assert mail.outbox[-1].subject == "Will you review for A network?"
    for n in range(2):
        declared(world, a_reviewer(world, n))
    page = client.get(f"{at}assignment/?each=2")
    assert [load.count for load in page.context["proposal"].loads] == [2, 2]
    stale = client.post(f"{at}assignment/", {"each": "2", "stamp": "old"})
    assert (stale.status_code, Review.objects.count()) == (200, 0)
    stamp = page.context["proposal"].stamp
    assert client.post(f"{at}assignment/", {"each": "2", "stamp": stamp}).status_code == 302
    assert Review.objects.count() == 4
    assert [m.subject for m in mail.outbox[-2:]] == ["Your reviews: Demonstrator regions"] * 2


def test_where_reviewers_have_not_declared_the_office_waits_and_may_write_again():
    world = a_world(closed=True)
    eligible(world, an_application(world))
    seats = [a_reviewer(world, n) for n in range(2)]
    client, at = office(world)
    finding = client.get(f"{at}assignment/").context["page"]["finding"]
    wait = "Wait for 2 declarations of conflicts of interest, or ask more reviewers."
    assert finding == wait
    again = f"{at}reviewers/{seats[0].public_id}/again/"
    assert client.post(again)["Location"] == f"{at}reviewers/"
    assert [m.to for m in mail.outbox] == [[seats[0].user.email]]
    declared(world, seats[0])
    client.post(again)
    assert len(mail.outbox) == 1


def test_one_reviewer_is_not_flooded_with_invitations():
    world = a_world(closed=True)
    seat = a_reviewer(world, 0)
    client, at = office(world)
    again = f"{at}reviewers/{seat.public_id}/again/"
    assert [client.post(again).status_code for _ in range(6)] == [302] * 5 + [429]


def test_the_ranking_says_that_reviewers_must_talk_and_leads_there():
    world = a_judged_world(1, places=1)
    (row,) = applications_of_call(world)
    for score, review in zip((0, 4), reviews_of(row), strict=True):
        reviewed(world, review, {c["id"]: score for c in world.call.criteria})
    client, at = office(world)
    page = client.get(f"{at}ranking/")
    said = "All reviews are in; 1 expression waits for its reviewers to talk."
    assert page.context["page"]["finding"] == said
    first = world.call.criteria[0]["id"]
    assert page.content.decode().count(f'href="{at}expressions/{row.public_id}/#talk-{first}"') == 1


def test_the_table_of_the_ranking_runs_nothing_in_a_spreadsheet():
    world = scored()
    Application.objects.filter(organisation="Council 0").update(organisation="=2+5")
    client, at = office(world)
    table = client.get(f"{at}ranking.csv").content.decode().splitlines()
    assert len(table) == 3
    assert ",'=2+5," in table[1]


def test_the_office_sees_no_score_before_all_reviews_of_an_expression_are_in():
    world = a_judged_world(1)
    (row,) = applications_of_call(world)
    reviewed(world, reviews_of(row)[0], 4)
    client, at = office(world)
    (shown,) = client.get(f"{at}ranking/").context["rows"]
    assert (shown["score"], {m["said"] for m in shown["means"]}) == ("", {""})
    assert client.get(f"{at}ranking.csv").content.decode().splitlines()[1].endswith("," * 12)


def test_places_are_given_and_everybody_is_told():
    world = scored()
    wrong = decide(world, "declined", "declined")
    assert wrong.status_code == 422
    assert len(wrong.context["form"].errors) == 1
    assert decide(world, "selected", "declined").status_code == 302
    assert len(mail.outbox) == 2
    row = applications_of_call(world)[1]
    page = signed_in(row.applicant).get(f"/en/desk/expressions/{row.public_id}/")
    assert [line["said"] for line in page.context["scored"]] == ["3.0 (3.0–3.0)"] * 6
    assert b"Review Er" not in page.content


def test_a_selected_applicant_leads_a_team_with_a_cycle_in_the_network():
    world = scored()
    decide(world, "selected", "declined")
    row, other = applications_of_call(world)
    client, at = office(world)
    where = f"{at}expressions/{row.public_id}/desk/"
    finding = client.get(at).context["page"]["finding"]
    assert finding == "Next: open the desks of the selected territories."
    assert client.post(where, {"title": "Strategy"}).status_code == 302
    assert mail.outbox[-1].subject == "Your desk is open: Lakeland 0"
    assert mail.outbox[-1].to == [row.applicant.email]
    finding = client.get(at).context["page"]["finding"]
    assert (
        finding == "The call is decided, every applicant has the feedback, and the desks are open."
    )
    row.refresh_from_db()
    assert row.cycle.title == "Strategy"
    assert row.cycle.steps.count() == 4
    (role,) = Membership.objects.filter(territory=row.territory)
    assert (role.user, role.role) == (row.applicant, "lead")
    assert list(world.network.territories.all()) == [row.territory]
    assert client.post(where, {"title": "Twice"}).status_code == 422
    elsewhere = f"{at}expressions/{other.public_id}/desk/"
    assert client.post(elsewhere, {"title": "Not selected"}).status_code == 422


def test_nobody_becomes_lead_over_a_team_by_applying():
    world = scored()
    decide(world, "selected", "declined")
    row = applications_of_call(world)[0]
    give_role(by=None, user=a_user("Team Lead"), role=Role.LEAD, place=row.territory)
    client, at = office(world)
    answer = client.post(f"{at}expressions/{row.public_id}/desk/", {"title": "Mine"})
    assert answer.status_code == 422
    row.refresh_from_db()
    assert (row.cycle, world.network.territories.count()) == (None, 0)


def test_the_office_of_another_network_finds_nothing():
    world = scored()
    other = Organisation.objects.create(name="Another", kind="network")
    stranger = a_user("Stran Ger")
    give_role(by=None, user=stranger, role=Role.SECRETARIAT, place=other)
    member = a_user("Mem Ber")
    give_role(by=None, user=member, role=Role.MEMBER, place=world.network)
    _, at = office(world)
    row = applications_of_call(world)[0]
    pages = ("", "ranking/", "ranking.csv", "decision/", f"expressions/{row.public_id}/")
    assert {signed_in(stranger).get(at + page).status_code for page in pages} == {404}
    assert {signed_in(member).get(at + page).status_code for page in pages} == {403}

"""The advice desk: accepting, changing, declining; the reason is public, the history is kept."""

from __future__ import annotations

import pytest
from django.test import Client

from desk_team import a_member, a_team, give, signed_in, work_all
from territoria_web.compare.queries.chosen_peers import assessment_of
from territoria_web.compare.queries.comparisons import comparison_of
from territoria_web.people.models import Role
from territoria_web.recommend.models import Recommendation
from territoria_web.recommend.queries.judged import gap_titles, judged_advice
from territoria_web.recommend.queries.why_here import is_gap

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]

WHY = "Our council decided on another order last week."
INSTEAD = "We begin with the library and its visitors."


def seen(client: Client, where: str) -> str:
    """The stamp that the form holds of the decision that stands."""
    return str(client.get(where).context["form"]["seen"].value())


def test_declining_needs_a_reason_and_says_so_beside_the_field():
    team = a_team()
    answer = signed_in(team.lead).post(
        team.at("recommend/user-feedback/"), {"decision": "declined", "reason": "no"}
    )
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reason"])
    assert Recommendation.objects.count() == 0


def test_changing_needs_ones_own_words_too():
    team = a_team()
    answer = signed_in(team.lead).post(team.at("recommend/user-feedback/"), {"decision": "changed"})
    assert sorted(answer.context["form"].errors) == ["changed_text", "reason"]


def test_a_decision_freezes_the_text_and_is_public_with_its_reason_without_the_name(client: Client):
    team = a_team()
    signed_in(team.lead).post(
        team.at("recommend/user-feedback/?tier=B"),
        {"decision": "changed", "reason": WHY, "changed_text": INSTEAD},
    )
    row = Recommendation.objects.get()
    assert (row.decision, row.text.text_id, row.decided_by) == (
        "changed",
        "user-feedback",
        team.lead,
    )
    page = client.get("/en/territories/FRE1/decisions/").content.decode()
    assert (WHY in page, INSTEAD in page, team.lead.email in page) == (True, True, False)
    table = client.get("/en/territories/FRE1/decisions.json").json()["table"]["rows"]
    assert [row[:5] for row in table] == [["user-feedback", "B", "changed", WHY, INSTEAD]]


def test_a_decision_can_be_changed_and_every_one_is_kept():
    team = a_team()
    client, where = signed_in(team.lead), team.at("recommend/user-feedback/")
    client.post(where, {"decision": "accepted"})
    client.post(where, {"decision": "declined", "reason": WHY, "seen": seen(client, where)})
    history = client.get(where).context["history"]
    assert [str(entry["decision"]) for entry in history] == ["declined", "accepted"]
    assert Recommendation.objects.count() == 1


def test_opening_it_again_takes_it_off_the_public_page(client: Client):
    team = a_team()
    mine, where = signed_in(team.lead), team.at("recommend/user-feedback/")
    mine.post(where, {"decision": "accepted"})
    mine.post(where, {"decision": "open", "seen": seen(mine, where)})
    table = client.get("/en/territories/FRE1/decisions.json").json()["table"]["rows"]
    assert table == []


@pytest.mark.parametrize("given", [{"own": True}, {}])
def test_a_tier_by_own_figures_is_not_public(client: Client, given: dict[str, bool]):
    team = a_team()
    signed_in(team.lead).post(team.at("recommend/user-feedback/"), {"decision": "accepted"})
    row = Recommendation.objects.get()
    assert row.given.pop("own") is False
    row.given |= given  # one that does not say what it rests on is as private
    row.save()
    page = client.get("/en/territories/FRE1/decisions/")
    assert [d.tier for d, _name in page.context["decisions"]] == [None]
    assert "only the team sees" in page.content.decode()
    table = client.get("/en/territories/FRE1/decisions.json").json()["table"]["rows"]
    assert [row[:3] for row in table] == [["user-feedback", None, "accepted"]]
    assert "user-feedback,,accepted" in client.get("/en/territories/FRE1/decisions.csv").text


def test_a_decision_by_own_figures_says_so(client: Client):
    team = a_team()
    give(team)
    work_all()
    signed_in(team.lead).post(team.at("recommend/user-feedback/"), {"decision": "accepted"})
    assert Recommendation.objects.get().given["own"] is True
    table = client.get("/en/territories/FRE1/decisions.json").json()["table"]["rows"]
    assert [row[:3] for row in table] == [["user-feedback", None, "accepted"]]


def test_decisions_of_an_example_are_marked(client: Client):
    team = a_team(example=True)
    signed_in(team.lead).post(team.at("recommend/user-feedback/"), {"decision": "accepted"})
    page = client.get("/en/territories/FRE1/decisions/")
    assert page.context["example"] is True


def test_the_list_counts_and_filters():
    team = a_team()
    client = signed_in(team.lead)
    client.post(team.at("recommend/user-feedback/"), {"decision": "accepted"})
    page = client.get(team.at("recommend/"), {"decision": "accepted"})
    assert (page.context["counts"].accepted, len(page.context["advice"])) == (1, 1)
    assert client.get(team.at("recommend/"), {"tier": "Z"}).status_code == 400


def test_advice_that_was_not_given_is_not_there():
    team = a_team()
    assert signed_in(team.lead).get(team.at("recommend/nothing/")).status_code == 404


def test_where_nothing_is_worked_out_it_can_be_asked_for():
    team = a_team("SE12")
    client = signed_in(team.lead)
    assert client.get(team.at("recommend/")).context["counts"].of == 0
    answer = client.post(team.at("recommend/work-out/"))
    assert answer.status_code == 302
    work_all()
    assert client.get(answer["Location"]).context["done"] is True
    assert client.get(team.at("recommend/")).context["counts"].of > 0


@pytest.mark.parametrize("decision", ["accepted", "declined", "open"])
def test_ones_own_words_are_needed_only_for_a_change(decision: str):
    team = a_team()
    answer = signed_in(team.lead).post(
        team.at("recommend/user-feedback/"), {"decision": decision, "reason": WHY}
    )
    assert answer.status_code == 302


def test_a_decision_that_is_refused_keeps_all_that_was_typed():
    team = a_team()
    typed = {"decision": "changed", "reason": WHY, "changed_text": "no"}
    answer = signed_in(team.lead).post(team.at("recommend/user-feedback/"), typed)
    form = answer.context["form"]
    assert (answer.status_code, list(form.errors)) == (422, ["changed_text"])
    assert {name: form[name].value() for name in typed} == typed


def test_the_form_says_when_ones_own_words_are_needed_and_calls_nothing_optional():
    team = a_team()
    page = signed_in(team.lead).get(team.at("recommend/user-feedback/")).content.decode()
    field = page.partition('id="id_changed_text-field"')[2].partition("</div>")[0]
    assert "Needed only if you change it" in field
    assert "(optional)" not in field


@pytest.mark.parametrize("stood", [True, False])
def test_of_two_editors_the_later_sees_what_the_earlier_decided_before_it_is_gone(stood: bool):
    team = a_team()
    one, other = signed_in(team.lead), signed_in(a_member("FRE1", Role.EDITOR))
    where = team.at("recommend/user-feedback/")
    if stood:
        one.post(where, {"decision": "accepted", "seen": ""})
    stamp = seen(one, where) if stood else ""
    assert (
        one.post(where, {"decision": "declined", "reason": WHY, "seen": stamp}).status_code == 302
    )
    words = {"decision": "changed", "reason": "Another reason, as long.", "changed_text": INSTEAD}
    answer = other.post(where, {**words, "seen": stamp})
    form = answer.context["form"]
    assert (answer.status_code, form.non_field_errors()) == (
        422,
        [
            "Someone decided on this advice while you were writing.",
            "What stands now is above. To put your own in its place, keep it once more.",
        ],
    )
    assert {name: form[name].value() for name in words} == words
    above = answer.content.decode().partition("<form")[0] + answer.content.decode()
    assert (str(answer.context["decision"]), WHY in above) == ("declined", True)
    assert Recommendation.objects.get().decision == "declined"
    stamp = form["seen"].value()
    assert other.post(where, {**words, "seen": stamp}).status_code == 302
    assert Recommendation.objects.get().decision == "changed"


def test_only_factors_with_a_gap_are_named_as_gaps():
    cycle = a_team().cycle
    assessment = assessment_of(cycle)
    held = comparison_of(assessment, cycle.territory)
    assert held is not None
    gaps = held.body["gaps"]
    without = 0
    for judged in judged_advice(cycle, assessment):
        firm = [n for n in judged.given["gaps"] if is_gap(gaps.get(n))]
        without += len(firm) < len(judged.given["gaps"])
        assert len(gap_titles(assessment, cycle, judged)) == len(firm)
    assert without

"""One need worked through at the desk: read, published, answered, on to the next."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from a_forum import a_forum, a_need, supported
from desk_team import Team, a_member, a_team, signed_in
from need_desk import WHY, at, do, unread
from territoria_web.listen.models import Forum
from territoria_web.listen.services.need_moderation import appeal
from territoria_web.people.models import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.mark.parametrize("count", [1, 3])
def test_a_need_asks_the_database_as_often_with_a_long_story_as_with_a_short_one(
    count: int, forum: Forum, lead: Client, django_assert_num_queries: DjangoAssertNumQueries
):
    need = supported(a_need(forum), count)
    for one in range(count):
        do(lead, need, "news", said=f"We have asked the bus company, letter {one}.")
        supported(a_need(forum, "A bus after ten at night", email=f"p{one}@example.org"), 1)
    lead.get(at(need))
    with django_assert_num_queries(12):
        lead.get(at(need))


def test_an_editor_goes_from_one_to_the_next_with_one_press_each(
    team: Team, forum: Forum, lead: Client
):
    one, two = unread(forum), unread(forum, "A bench by the river")
    answer = do(lead, one, "publish", of="moderate")
    assert answer["Location"] == f"{at(two)}?of=moderate"
    answer = do(lead, two, "publish", of="moderate")
    assert answer["Location"] == f"{team.at('citizens/needs/')}?of=moderate"
    assert set(forum.needs.values_list("state", flat=True)) == {"published"}
    alone = unread(forum, "Third of a kind")
    answer = do(lead, alone, "publish", of="moderate", list="1")
    assert answer["Location"] == f"{team.at('citizens/needs/')}?of=moderate"


def test_an_answer_is_public_with_its_reason_and_its_author_is_told(
    forum: Forum, lead: Client, django_capture_on_commit_callbacks
):
    need = a_need(forum)
    with django_capture_on_commit_callbacks(execute=True):
        assert do(lead, need, "answer", state="accepted", said=WHY).status_code == 302
    need.refresh_from_db()
    assert (need.state, need.reason) == ("accepted", WHY)
    assert [(m.to, WHY in m.body) for m in mail.outbox] == [(["ada@example.org"], True)]
    assert "ada@example.org" not in lead.get(at(need)).content.decode()


def test_what_is_missing_is_said_beside_the_field_and_nothing_is_lost(forum: Forum, lead: Client):
    need = a_need(forum)
    page = do(lead, need, "answer", state="not-ours", said="Ask the country.")
    assert page.status_code == 422
    form = page.context["forms"]["answer"]
    assert form.errors == {"passed_to": ["Say to whom it was passed on."]}
    assert form["said"].value() == "Ask the country."
    page = do(lead, need, "answer", state="accepted", said="no")
    assert list(page.context["forms"]["answer"].errors) == ["said"]


def test_who_was_slower_reads_the_newer_state_with_what_was_typed(forum: Forum, lead: Client):
    need = a_need(forum)
    do(lead, need, "answer", state="under-review", said=WHY)
    page = lead.post(at(need), {"do": "answer", "seen": 0, "state": "accepted", "said": WHY})
    form = page.context["forms"]["answer"]
    assert (page.status_code, len(form.non_field_errors())) == (422, 1)
    need.refresh_from_db()
    assert (form["seen"].value(), form["said"].value()) == (str(need.edit), WHY)


def test_what_a_colleague_did_meanwhile_is_said_where_the_form_has_no_place_any_more(
    forum: Forum, lead: Client
):
    need = unread(forum)
    stale = {"do": "publish", "seen": need.edit}
    do(lead, need, "publish")
    page = lead.post(at(need), stale)
    assert (page.status_code, page.context["wrong"].non_field_errors()) == (
        422,
        ["Somebody answered meanwhile. Look at the need as it stands now."],
    )
    assert "Somebody answered meanwhile" in page.content.decode()
    do(lead, need, "reject", rule="off-topic", said=WHY)
    page = do(lead, need, "answer", state="accepted", said="We build it this year.")
    assert (page.status_code, page.context["unsent"]) == (422, "We build it this year.")
    assert "We build it this year." in page.content.decode()


def test_a_need_that_takes_no_supports_says_so_to_whoever_counts_them(forum: Forum, lead: Client):
    need = a_need(forum)
    do(lead, need, "answer", state="delivered", said=WHY)
    page = do(lead, need, "sign", people=3, channel="paper").content.decode()
    assert "This need takes no supports now." in page


def test_a_double_is_proposed_and_supports_stay_where_they_are(forum: Forum, lead: Client):
    need = supported(a_need(forum, "A bus after ten at night"), 2)
    double = supported(a_need(forum, "Buses after ten at night", email="bob@example.org"), 1)
    page = lead.get(at(double))
    assert page.context["alike"] == [need]
    done = do(lead, double, "retire", into=str(need.number), said=WHY)
    assert done.status_code == 302
    double.refresh_from_db()
    assert (double.state, double.retired_into) == ("duplicate", need)
    assert (need.supports.count(), double.supports.count()) == (2, 1)
    do(lead, double, "reopen", said=WHY)
    double.refresh_from_db()
    assert (double.state, double.retired_into) == ("under-review", None)


def test_another_need_is_named_by_its_number(forum: Forum, lead: Client):
    need, double = a_need(forum), a_need(forum, "Quite another thing", email="bob@example.org")
    page = do(lead, double, "retire", into="other", number="77", said=WHY)
    assert page.context["forms"]["retire"].errors == {
        "number": ["There is no need of this number."]
    }
    assert do(lead, double, "retire", into="other", number=need.number, said=WHY).status_code == 302


def test_words_are_changed_and_the_original_stays_for_the_team(forum: Forum, lead: Client):
    need = a_need(forum, "Mr Smith blocks the road")
    told = {"title": "A blocked road", "text": "", "rule": "private", "said": WHY}
    assert do(lead, need, "words", **told).status_code == 302
    page = lead.get(at(need)).content.decode()
    assert ("A blocked road" in page, "Mr Smith blocks the road" in page) == (True, True)


def test_signatures_are_counted_with_their_channel(team: Team, forum: Forum):
    need = a_need(forum)
    expert = signed_in(a_member("FRE1", Role.EXPERT))
    assert do(expert, need, "sign", people=40, channel="paper").status_code == 302
    assert expert.get(at(need)).context["supports"] == [("on paper", 40)]


def test_an_appeal_is_decided_by_somebody_else(team: Team, forum: Forum, lead: Client):
    need = unread(forum)
    do(lead, need, "reject", rule="off-topic", said=WHY)
    need.refresh_from_db()
    appeal(need=need, text="It is a need, and a real one.")
    page = lead.get(at(need))
    assert page.context["decided_it"] is True
    refused = do(lead, need, "appeal", upheld="yes", said=WHY)
    assert (refused.status_code, need.appeals.get().decided) == (422, None)
    editor = signed_in(a_member("FRE1", Role.EDITOR))
    assert do(editor, need, "appeal", upheld="yes", said=WHY).status_code == 302
    need.refresh_from_db()
    assert need.state == "published"


def test_viewers_read_experts_enter_and_strangers_find_nothing(team: Team, forum: Forum):
    need = a_need(forum)
    viewer, expert = (signed_in(a_member("FRE1", role)) for role in (Role.VIEWER, Role.EXPERT))
    stranger = signed_in(a_member("DED5", Role.LEAD))
    assert [c.get(at(need)).status_code for c in (viewer, expert, stranger)] == [200, 200, 404]
    refused = [do(c, need, "answer", state="accepted", said=WHY) for c in (viewer, expert)]
    assert [one.status_code for one in refused] == [403, 403]
    assert do(viewer, need, "sign", people=1, channel="paper").status_code == 403
    other = a_forum(a_team("FI20").cycle, team.lead)
    elsewhere = a_need(other)
    lost = f"/en/desk/{team.cycle.public_id}/citizens/needs/{elsewhere.public_id}/"
    assert signed_in(team.lead).get(lost).status_code == 404


def test_a_press_without_a_deed_changes_nothing(forum: Forum, lead: Client):
    need = a_need(forum)
    assert lead.post(at(need)).status_code == 302
    need.refresh_from_db()
    assert need.state == "published"

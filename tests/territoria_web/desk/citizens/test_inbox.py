"""The list of needs at the desk: its numbers, what is looked for, how long there is to answer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from a_forum import a_need, supported
from desk_team import Team
from need_desk import WHY, do, unread
from territoria_web.listen.models import Forum, Need
from territoria_web.listen.services.need_moderation import reject_need

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_the_numbers_of_the_list_reconcile_and_lead_to_their_needs(
    team: Team, forum: Forum, lead: Client
):
    unread(forum)
    a_need(forum)
    gone = unread(forum, "Buy cheap watches here")
    reject_need(by=team.lead, need=gone, rule="advertising", said=WHY, seen=gone.edit)
    answered = a_need(forum, "A crossing at the school", email="bob@example.org")
    do(lead, answered, "answer", state="accepted", said=WHY)
    page = lead.get(team.at("citizens/needs/"))
    counts = page.context["counts"]
    assert (counts.all, counts.moderate, counts.unanswered, counts.answered, counts.gone) == (
        *(4, 1, 1, 1, 1),
    )
    for queue in ("moderate", "unanswered"):
        shown = lead.get(team.at(f"citizens/needs/?of={queue}")).context["rows"]
        assert len(shown) == getattr(counts, queue)


def test_the_list_is_searched_sorted_and_forgiving(team: Team, forum: Forum, lead: Client):
    first = supported(a_need(forum, "A bus at night"), 2)
    second = a_need(forum, "Shade in the square", email="bob@example.org")

    def found(query: str) -> list[int]:
        rows = lead.get(team.at(f"citizens/needs/?{query}")).context["rows"]
        return [row["need"].number for row in rows]

    assert found("q=bus") == [first.number]
    assert found(f"q=%23{second.number}") == [second.number]
    assert found("order=new") == [second.number, first.number]
    assert found("order=supports") == [first.number, second.number]
    assert found("of=nothing&order=wild&theme=none&page=99") == [first.number, second.number]


def test_how_long_there_is_to_answer_is_said_and_what_is_late_stands_out(
    team: Team, forum: Forum, lead: Client
):
    need = a_need(forum)
    Need.objects.filter(pk=need.pk).update(made=timezone.now() - timedelta(days=31))
    page = lead.get(team.at("citizens/needs/"))
    assert page.context["rows"][0]["left"] == "The answer is 1 day late."
    assert page.context["page"]["finding"] == (
        "1 need waits for its answer longer than was promised."
    )


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_asks_the_database_as_often_for_three_as_for_one(
    count: int,
    team: Team,
    forum: Forum,
    lead: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
):
    for one in range(count):
        supported(a_need(forum, f"Need of a kind {one}", email=f"p{one}@example.org"), 1)
        unread(forum, f"Unread one {one}")
    lead.get(team.at("citizens/needs/"))
    with django_assert_num_queries(10):
        lead.get(team.at("citizens/needs/"))

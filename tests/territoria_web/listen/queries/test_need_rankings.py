"""Supports decide the order, scripts do not, and a hall is no script."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from a_forum import a_forum, a_need, supported
from desk_team import a_team
from territoria_web.listen.models import Forum, Need, Support, Voice
from territoria_web.listen.queries.need_rankings import ranking_of
from territoria_web.listen.services.forums import vouch_for
from territoria_web.listen.services.needs import sign_sheet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
NOW = timezone.now()


@pytest.fixture
def forum() -> Forum:
    team = a_team()
    return a_forum(team.cycle, team.lead)


def by_people(need: Need, people: int) -> None:
    """Supports of confirmed people, one an hour."""
    supported(need, people)
    for place, row in enumerate(need.supports.order_by("pk")):
        Support.objects.filter(pk=row.pk).update(
            made=NOW - timedelta(hours=place + 5), dwell=5 + 7 * place
        )
    Voice.objects.filter(supports__need=need).update(confirmed=NOW)


def by_scripts(need: Need, many: int, when: datetime) -> None:
    """Supports within one minute, at one pace, of voices that nobody confirmed."""
    voices = Voice.objects.bulk_create(
        Voice(forum=need.forum, key=f"{need.pk}-{n}") for n in range(many)
    )
    Support.objects.bulk_create(
        Support(need=need, voice=voice, made=when, dwell=1.0) for voice in voices
    )


def four(forum: Forum) -> list[Need]:
    needs = [a_need(forum, f"Need of kind {n}") for n in range(4)]
    for need, people in zip(needs, (8, 6, 4, 1), strict=True):
        by_people(need, people)
    return needs


def test_people_decide_the_order(forum: Forum):
    four(forum)
    ranking = ranking_of(forum)
    assert [(r.number, r.place, r.supports) for r in ranking.rows] == [
        *((1, 1, 8), (2, 2, 6), (3, 3, 4)),
        (4, 4, 1),
    ]
    assert (ranking.is_flagged, ranking.counts_all) == (False, True)


def test_a_burst_of_scripts_moves_nothing_and_both_counts_are_said(forum: Forum):
    last = four(forum)[-1]
    by_scripts(last, 60, NOW - timedelta(days=3))
    ranking = ranking_of(forum)
    row = ranking.places[last.number]
    assert (row.place, row.supports, row.usual) == (4, 61, 1)
    assert (ranking.is_flagged, ranking.counts_all) == (True, False)
    assert ranking.says[0].startswith("Need 4: place 4 by 1 supports; with 61 supports")


def test_what_the_team_vouches_for_counts_up_to_as_many_as_were_there(forum: Forum):
    last, when = four(forum)[-1], NOW - timedelta(days=3)
    by_scripts(last, 60, when)
    assert forum.made_by is not None
    hour = timedelta(hours=1)
    said = {"by": forum.made_by, "forum": forum, "reason": "The meeting in the town hall."}
    vouch_for(begins=when - hour, ends=when + hour, people=50, **said)
    assert ranking_of(forum).places[last.number].place == 4
    forum.vouches.all().delete()
    vouch_for(begins=when - hour, ends=when + hour, people=80, **said)
    assert ranking_of(forum).places[last.number].place == 1


def test_people_on_a_sheet_count_one_by_one(forum: Forum):
    last = four(forum)[-1]
    sign_sheet(need=last, people=40, channel="paper", by=forum.made_by)
    ranking = ranking_of(forum)
    assert (ranking.rows[0].number, ranking.rows[0].supports) == (4, 41)
    assert ranking.is_flagged is False


def test_a_ranking_is_computed_once_for_a_state(
    forum: Forum, django_assert_num_queries: DjangoAssertNumQueries
):
    need = a_need(forum)
    ranking_of(forum)
    with django_assert_num_queries(3):
        ranking_of(forum)
    supported(need, 1)
    assert ranking_of(forum).rows[0].supports == 1
    Need.objects.update(state="rejected")
    assert ranking_of(forum).rows == ()

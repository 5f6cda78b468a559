"""Counts of a round: everybody reads those with five people behind them; queries stay few."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from a_mentoring import a_mentoring
from territoria_web.act.models import MentoringFeedback
from territoria_web.act.queries.mentoring import counts_of
from territoria_web.act.queries.mentoring_pairs import line_of, pairs_of, worths_of
from territoria_web.act.queries.mentoring_people import mentors_to_rank, wishes_said
from territoria_web.act.rules.mentoring import Pair, State

pytestmark = pytest.mark.django_db


def test_counts_with_fewer_than_five_people_behind_them_are_not_shown():
    m = a_mentoring(State.RUNNING)
    for mentee, mentor in (("Eva", "Ada"), ("Fred", "Bea"), ("Gil", "Cem"), ("Hana", "Dov")):
        m.talk(m.pair(mentee, mentor), by=mentee)
    counts = counts_of(m.row)
    assert (counts.mentors, counts.mentees, counts.pairs, counts.talks) == (4, 5, 4, 4)
    shown = {"mentors": None, "mentees": 5, "pairs": None, "talks": None}
    assert dict(counts.shown) == shown
    m.pair("Ines", "Ada")
    assert dict(counts_of(m.row).shown) == {**shown, "pairs": 5, "talks": 4}


def test_only_mentors_who_agreed_are_wished_for():
    m = a_mentoring()
    dov = m.person("Dov")
    dov.shown = False
    dov.save()
    eva = m.person("Eva")
    offered = mentors_to_rank(eva)
    assert [one.row.name for one in offered] == ["Ada", "Bea", "Cem"]
    assert wishes_said(eva, offered) == ["Ada"]


def test_pairs_are_read_in_one_query_however_many(
    django_assert_num_queries: DjangoAssertNumQueries,
):
    m = a_mentoring(State.RUNNING)
    today = m.talk(m.pair("Eva", "Ada")).day
    for extra in ((), (("Fred", "Bea"), ("Gil", "Cem"))):
        for mentee, mentor in extra:
            m.pair(mentee, mentor, state=Pair.PROPOSED, begun=None, mentee_agrees=None)
        with django_assert_num_queries(1):
            lines = [line_of(one, m.row, today) for one in pairs_of(m.row)]
    assert [(one.state, one.talks) for one in lines] == [
        ("Running", 1),
        ("Waits for the mentee", 0),
        ("Waits for the mentee", 0),
    ]


def test_what_talks_are_worth_is_counted_in_steps_of_five_people():
    m = a_mentoring(State.RUNNING)
    pairs = (("Eva", "Ada"), ("Fred", "Bea"), ("Gil", "Cem"))
    people = [(m.pair(*two), name) for two in pairs for name in two]
    for pair, name in [*people[:4], *people[:4]]:
        at = "end" if pair.feedback.filter(by__name=name).exists() else "middle"
        MentoringFeedback.objects.create(mentorship=pair, by=m.person(name), at=at, worth=3)
    assert worths_of(m.row) == []  # eight answers of four people
    for pair, name in people[4:]:
        MentoringFeedback.objects.create(mentorship=pair, by=m.person(name), at="middle", worth=0)
    told = {"Nothing": 1, "Little": 0, "Something": 0, "Much": 8, "Very much": 0}
    assert dict(worths_of(m.row)) == told  # the sixth waits for four more

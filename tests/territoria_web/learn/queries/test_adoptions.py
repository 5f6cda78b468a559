"""Who took up which practice, and what somebody means by a name."""

from __future__ import annotations

import pytest

from planned import a_plan
from territoria_web.learn.queries.adoptions import (
    adoptions_by_practice,
    practice_meant,
    takers_of,
)
from territoria_web.learn.services.adoptions import adopt_practice
from territoria_web.library.queries import library
from territoria_web.territories.models import Cycle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_what_is_invented_does_not_count():
    p = a_plan()
    practice = min(library().practices)
    adopt_practice(by=p.lead, cycle=p.cycle, practice=practice)
    Cycle.objects.filter(pk=p.cycle.pk).update(example=True)
    assert adoptions_by_practice() == {}
    assert [t.example for t in takers_of(practice)] == [True]


def test_takers_are_asked_at_once(django_assert_num_queries):
    practice = min(library().practices)
    for p in (a_plan(), a_plan("X2")):
        adopt_practice(by=p.lead, cycle=p.cycle, practice=practice)
    with django_assert_num_queries(1):
        assert [t.code for t in takers_of(practice)] == ["X1", "X2"]


def test_a_name_that_two_have_means_neither():
    titles = {"a": "One desk", "b": "One desk", "c": "Two desks"}
    assert practice_meant("one desk", titles) == ""
    assert [practice_meant(said, titles) for said in ("a", " TWO desks ", "x")] == ["a", "c", ""]


def test_an_action_that_is_only_a_draft_is_not_named():
    p = a_plan()
    p.add("Open a data desk", indicator="x")
    p.adopt()
    p.add("A secret of the next version", indicator="x")
    practice = min(library().practices)
    for number, title in ((2, ""), (1, "Open a data desk")):
        adopt_practice(by=p.lead, cycle=p.cycle, practice=practice, action=p.one(number))
        assert [t.action for t in takers_of(practice)] == [title]

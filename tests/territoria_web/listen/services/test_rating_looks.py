"""What is shown moves by five people or more, whatever comes in and in whatever order."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rated_services import AGES, LIBRARY, POOL, CameIn, a_forum, a_service, rated
from territoria.listen.publishing import PublishedTable
from territoria.listen.suppression import what_is_known
from territoria_web.listen.models import Forum, RatingLook, Service
from territoria_web.listen.rules import LEAST
from territoria_web.listen.services.rating_looks import KEPT
from territoria_web.listen.services.services_offered import change_service
from territoria_web.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counters() -> None:
    cache.clear()


@pytest.fixture
def forum() -> Forum:
    return a_forum()


def shown(service: Service) -> Mapping[str, Any] | None:
    look = RatingLook.objects.first()
    return look.body["services"].get(str(service.public_id)) if look else None


def test_below_five_nothing_then_steps_of_five(forum: Forum):
    service = a_service(forum)
    seen = []
    for _rating in range(16):
        rated(service)
        held = shown(service)
        seen.append(held["n"] if held else 0)
    assert seen == [0] * 4 + [5] * 5 + [10] * 5 + [15] * 2


def test_one_service_keeps_its_count_while_another_moves(forum: Forum):
    library, pool = a_service(forum), a_service(forum, POOL)
    rated(library, 6)
    rated(pool, 7)
    look = RatingLook.objects.first()
    assert look is not None
    assert look.counts == {str(library.public_id): 5, str(pool.public_id): 5}


def test_what_looks_like_a_machines_is_in_no_figure_but_told(forum: Forum):
    service = a_service(forum)
    rated(service, 6, came=CameIn(trap=True))
    assert shown(service) is None
    rated(service, 5)
    held = shown(service)
    assert held is not None
    assert (held["n"], held["unusual"]) == (5, 6)


def test_a_new_question_begins_at_nothing_and_the_former_series_stays(forum: Forum):
    service = a_service(forum)
    rated(service, 12)
    lead = User.objects.create_user("lead@example.org")
    change_service(by=lead, service=service, offer=LIBRARY, seen=0, asked_otherwise=True)
    rated(service, 2, instrument=1)  # forms that were open when it changed
    rated(service, 4)
    held = shown(service)
    assert held is not None
    assert (held["instrument"], held["n"]) == (1, 10)
    rated(service, 1)
    held = shown(service)
    assert held is not None
    assert (held["instrument"], held["n"]) == (2, 5)
    assert [(one["instrument"], one["n"]) for one in held["former"]] == [(1, 10)]
    rated(service, 5)
    held = shown(service)
    assert held is not None
    assert [one["n"] for one in held["former"]] == [10]


def test_no_table_of_all_looks_together_gives_few_people_away(forum: Forum):
    """Brute force: each table ever shown, against each other."""
    service = a_service(forum)
    draw = random.Random(5)
    told: dict[str, list[tuple[int, dict[str, int | None]]]] = {}
    totals = []
    for _rating in range(42):
        rated(
            service,
            satisfaction=draw.choice([2, 4, 5]),
            channel=draw.choice(["qr", "qr", "qr", "web", "paper"]),
            age=draw.choice([*AGES, ""]),
            day=date(2026, 10, 3),
        )
        held = shown(service)
        if held is None or (totals and held["n"] == totals[-1]):
            continue
        totals.append(held["n"])
        told = held["earlier"]
    assert all(later - earlier >= LEAST for earlier, later in pairwise(totals))
    assert set(told) == {"channel", "quarter", "margin age"}
    for name, tables in told.items():
        labels = sorted(set().union(*(cells for _n, cells in tables)))
        releases = [
            [
                PublishedTable((), {(): n}),
                PublishedTable(("of",), {(label,): cells.get(label, 0) for label in labels}),
            ]
            for n, cells in tables
        ]
        assert all(not 0 < (n or 0) < LEAST for _of, cells in tables for n in cells.values())
        assert (name, what_is_known({"of": labels}, releases)) == (name, ())


def test_old_looks_do_not_pile_up(forum: Forum):
    service = a_service(forum)
    for step in range(KEPT + 2):
        rated(service, 5, satisfaction=1 + step % 5)
    assert RatingLook.objects.count() == KEPT
    assert RatingLook.objects.latest("number").number == KEPT + 2


def test_a_rating_that_changes_nothing_costs_few_queries(forum: Forum):
    service = a_service(forum)
    rated(service, 6)
    with CaptureQueriesContext(connection) as one:
        rated(service)
    rated(service, 20)
    with CaptureQueriesContext(connection) as many:
        rated(service)
    assert len(one) == len(many)

"""Figures of services: nothing below five, no rank below ten, channels and ranges always."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.cache import cache
from pytest_django import DjangoAssertNumQueries

from rated_services import LIBRARY, POOL, a_forum, a_service, rated
from territoria_web.listen.models import Forum
from territoria_web.listen.queries.rating_looks import figures_of, one_of, services_of
from territoria_web.listen.services.services_offered import Offer

pytestmark = pytest.mark.django_db
BUS = Offer({"en": "Bus", "fr": "Bus"})


@pytest.fixture(autouse=True)
def counters() -> None:
    cache.clear()


@pytest.fixture
def forum() -> Forum:
    return a_forum()


def test_a_forum_without_services_has_no_figures(forum: Forum):
    assert (services_of(forum), figures_of(forum).who) == ([], None)


def test_few_unranked_and_ranked(forum: Forum):
    library, pool, bus = (a_service(forum, offer) for offer in (LIBRARY, POOL, BUS))
    rated(library, 4)
    rated(pool, 9, 2)
    rated(bus, 10, 5)
    found = {one.name: one for one in services_of(forum)}
    assert {name: (one.state, one.n) for name, one in found.items()} == {
        "Bus": ("ranked", 10),
        "Swimming pool": ("unranked", 5),
        "Town library": ("few", 0),
    }
    assert [one.name for one in services_of(forum)] == ["Bus", "Swimming pool", "Town library"]
    pool_rated, bus_rated = found["Swimming pool"].rated, found["Bus"].rated
    assert pool_rated is not None
    assert bus_rated is not None
    assert (pool_rated.satisfied.share, pool_rated.mean, pool_rated.rank) == (0.0, None, None)
    assert (bus_rated.satisfied.share, bus_rated.rank) == (1.0, 1)
    assert found["Bus"].steps == (0, 0, 0, 0, 10)
    assert found["Town library"].rated is None


def test_channels_are_told_and_small_ones_hidden(forum: Forum):
    service = a_service(forum)
    rated(service, 6, channel="qr")
    rated(service, 2, channel="web")
    rated(service, 2, channel="paper")
    parts = one_of(forum, service).parts
    assert parts is not None
    assert parts.n == 10
    assert all(part.n is None or part.n >= 5 for part in parts.channels)
    assert {part.name for part in parts.channels if part.n is None} >= {"on the web", "on paper"}


def test_quarters_of_the_same_question_make_a_trend(forum: Forum):
    service = a_service(forum)
    rated(service, 20, 2, day=date(2026, 6, 3))
    rated(service, 20, 5, day=date(2026, 9, 3))
    found = one_of(forum, service)
    assert [(one.name, one.part.n) for one in found.quarters] == [("2026-Q2", 20), ("2026-Q3", 20)]
    assert found.trend is not None
    assert (found.trend.change, found.trend.moved, found.compared) == (
        1.0,
        True,
        ("2026-Q2", "2026-Q3"),
    )


def test_another_way_of_coming_in_is_said(forum: Forum):
    library, pool = a_service(forum), a_service(forum, POOL)
    rated(library, 20, channel="qr")
    rated(pool, 20, channel="paper")
    apart = [one.rated.apart for one in services_of(forum) if one.rated]
    assert apart == [("qr", "paper"), ("qr", "paper")]


@pytest.mark.parametrize("services", [1, 3])
def test_a_list_costs_the_same_however_long(
    forum: Forum, services: int, django_assert_num_queries: DjangoAssertNumQueries
):
    for offer in (LIBRARY, POOL, BUS)[:services]:
        rated(a_service(forum, offer), 5)
    forum.refresh_from_db()
    with django_assert_num_queries(2):
        services_of(forum)

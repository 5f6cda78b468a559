"""Reading a published benchmark: orders are by name or by one criterion, whatever the others say."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st

from a_published_benchmark import a_published_benchmark, a_result, number_of
from territoria_web.compare.models import Benchmark
from territoria_web.compare.queries.benchmark_groups import by_area, by_size
from territoria_web.compare.queries.benchmark_pages import (
    BY_NAME,
    entry_in,
    ordered,
    read_benchmark,
)

READ = read_benchmark(Benchmark(result=a_result()))
LEVELS = st.none() | st.integers(0, 8).map(lambda n: n / 2)


@given(st.lists(LEVELS, min_size=len(READ.entries), max_size=len(READ.entries)))
def test_no_other_criterion_moves_an_order(levels: list[float | None]):
    names = [e.id for e in ordered(READ.entries, BY_NAME)]
    by_results = [e.id for e in ordered(READ.entries, "results")]
    changed = [
        replace(e, cells={**e.cells, "consultation": replace(e.cells["consultation"], value=v)})
        for e, v in zip(READ.entries, levels, strict=True)
    ]
    assert [e.id for e in ordered(changed, BY_NAME)] == names
    assert [e.id for e in ordered(changed, "results")] == by_results
    known = [
        v
        for e in ordered(changed, "consultation")
        if (v := e.cells["consultation"].value) is not None
    ]
    assert known == sorted(known, reverse=True)


def test_an_initiative_that_is_not_in_it_is_not_found():
    assert entry_in(READ, UUID(number_of("Voucher"))).title.text == "Voucher"
    with pytest.raises(Http404):
        entry_in(READ, UUID(int=0))


def test_groups_tell_the_middle_the_ends_and_how_many_are_known():
    areas = {g.code: g for g in by_area(READ)}
    spread = areas["support-network"].spreads["results"]
    assert (spread.value, spread.low, spread.high, spread.known, spread.of) == (3, 3, 3, 1, 2)
    assert list(areas) == [
        *("awareness", "training", "support-network", "marketplace-procurement", "finance"),
        "environment-law",
    ]
    assert {g.code: len(g.entries) for g in by_size(READ)} == {
        "self-employed": 0,
        "micro": 7,
        "small": 7,
        "medium": 3,
    }


@pytest.mark.django_db
@pytest.mark.usefixtures("site_data")
def test_reading_asks_nothing_more(django_assert_num_queries):
    held = Benchmark.objects.get(pk=a_published_benchmark().pk)
    with django_assert_num_queries(0):
        read = read_benchmark(held)
    assert (len(read.territories), read.without_owner) == (4, 1)

"""Filters read from an address."""

from __future__ import annotations

from django.http import QueryDict
from django.test import RequestFactory

from territoria_web.public.filters import query_without, read_filters
from territoria_web.recommend.queries.practices import all_practices, practice_facets


def test_what_is_chosen_is_counted_and_the_rest_left_out():
    request = RequestFactory().get("/", {"country": "PT", "role": "", "q": " Códe "})
    filters, left = read_filters(request, practice_facets(), all_practices())
    assert filters.count == 2
    assert filters.words == ("code",)
    assert all(e.country == "PT" for e in left)


def test_where_nothing_is_left_each_filter_says_what_it_costs():
    request = RequestFactory().get("/", {"country": "JP", "factor": "A4.3"})
    filters, left = read_filters(request, practice_facets(), all_practices())
    assert left == []
    assert [query for _, query in filters.steps] == ["factor=A4.3", "country=JP"]


def test_the_other_parameters_are_kept_but_not_the_page():
    query = QueryDict("q=a&role=&page=3&country=PT")
    assert query_without(query, "country") == "q=a"

"""Figures of services in words: quarters as people say them, raw only in data."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.cache import cache

from rated_services import a_forum, a_service, rated
from territoria_web.listen.queries.rating_looks import one_of
from territoria_web.listen.queries.rating_rows import rows_of_one
from territoria_web.listen.queries.rating_words import breakdown, quarter_said


@pytest.mark.parametrize(
    ("quarter", "said"),
    [
        ("2026-Q1", "1st quarter of 2026"),
        ("2026-Q2", "2nd quarter of 2026"),
        ("2025-Q3", "3rd quarter of 2025"),
        ("2025-Q4", "4th quarter of 2025"),
    ],
)
def test_a_quarter_is_said_in_words(quarter: str, said: str):
    assert quarter_said(quarter) == said


@pytest.mark.django_db
def test_tables_and_sentences_say_quarters_in_words_and_data_hold_them_raw():
    cache.clear()
    service = a_service(a_forum())
    rated(service, 20, 2, day=date(2026, 6, 3))
    rated(service, 20, 5, day=date(2026, 9, 3))
    figures = one_of(service.forum, service)
    told = breakdown(figures)
    assert [row[0] for _number, rows in told["series"] for row in rows] == [
        "2nd quarter of 2026",
        "3rd quarter of 2026",
    ]
    assert told["trend"] == (
        "More people were satisfied in the 3rd quarter of 2026 than in the 2nd quarter of 2026."
    )
    raw = [row[1] for row in rows_of_one(figures) if row[0] == "quarter"]
    assert raw == ["2026-Q2", "2026-Q3"]

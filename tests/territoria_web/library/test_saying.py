"""Sums and times of day as readers of each language write them."""

from __future__ import annotations

from datetime import datetime

from territoria_web.library.saying import clock, hours, money, said_in, weekday


def test_a_sum_is_written_as_its_readers_do():
    said = {}
    for lang in ("en", "fr", "de"):
        with said_in(lang):
            said[lang] = (money(60000.0, "EUR"), money(12.5, "CHF"))
    assert said == {
        "en": ("EUR 60,000", "CHF 12.50"),
        "fr": ("60\u202f000\u00a0€", "12,50\u00a0CHF"),
        "de": ("60.000\u00a0€", "12,50\u00a0CHF"),
    }


def test_a_time_of_day_is_written_as_its_readers_do():
    midnight = datetime(2027, 3, 1, 0, 5)
    said, spans = [], []
    for lang in ("en", "fr", "de"):
        with said_in(lang):
            said.append(clock(midnight))
            spans.append(hours(midnight, midnight.replace(hour=9)))
    assert said == ["00:05", "0\u00a0h\u00a005", "00:05\u00a0Uhr"]
    assert spans == [
        "00:05–09:05",
        "0\u00a0h\u00a005–9\u00a0h\u00a005",
        "00:05–09:05\u00a0Uhr",
    ]
    assert clock(None) == ""


def test_a_day_to_come_to_has_its_day_of_the_week():
    when = datetime(2026, 11, 21, 9)
    told = {}
    for language in ("en", "fr", "de"):
        with said_in(language):
            told[language] = weekday(when.date()).replace("\u00a0", " ")
    assert told == {
        "en": "Saturday 21 November 2026",
        "fr": "samedi 21 novembre 2026",
        "de": "Samstag, 21. November 2026",
    }

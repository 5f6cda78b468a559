"""A record in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from a_register import RECORD
from territoria_web.library.saying import said_in
from territoria_web.measure.queries.record_words import (
    practice_called,
    practices_named,
    said_record,
    years_of,
)
from territoria_web.measure.queries.records import Reached, Record

TODAY = date(2026, 11, 23)


def test_codes_sums_and_days_are_said():
    said = said_record(RECORD, TODAY)
    assert (said.level, said.instruments, said.sizes) == ("regional", "vouchers", "under 10 staff")
    assert (said.budget, said.budget_sources) == ("EUR 1,200,000", "the region, European Union")
    assert (said.baseline, said.target) == (
        "12.5 % of shops, 2023",
        "30 % of shops by 31 December 2028",
    )
    assert [(r.year, r.firms, r.share) for r in said.reach] == [
        (2024, "120", ""),
        (2025, "150", "3 %"),
    ]
    assert (said.reach_latest, said.is_confirmed) == ("150 firms in 2025", True)


def test_a_target_is_said_once_and_what_it_lacks_by_name():
    said = said_record(RECORD, TODAY)
    assert (said.target_words, said.target_lacks) == ("Three of ten shops sell online", "")
    money = {"target_value": 2e6, "unit_of_measure": "EUR of sales", "target_due": None}
    said = said_record(
        replace(RECORD, target="2,000,000 EUR of sales.", baseline=None, **money), TODAY
    )
    assert (said.target_words, said.target) == ("", "2,000,000 EUR of sales")
    assert said.target_lacks == "Missing in the target: date and starting point."


def test_what_is_not_known_is_empty_and_no_zero():
    said = said_record(Record(reach=(Reached(2024, None, 0.0),)), TODAY)
    assert (said.budget, said.target, said.baseline, said.reach_latest) == ("", "", "", "")
    assert (said.reach[0].firms, said.reach[0].share) == ("", "0 %")
    assert not said.is_confirmed


def test_years_that_go_on_end_with_a_dash():
    assert years_of(RECORD) == "2024–"
    assert years_of(replace(RECORD, end=date(2024, 5, 1))) == "2024"
    assert years_of(Record()) == ""


def test_a_practice_is_meant_by_its_title_in_any_language():
    with said_in("de"):
        ((key, title),) = practices_named(("trikala-first-digital",))
    assert (key, practice_called(title.upper())) == (
        "trikala-first-digital",
        "trikala-first-digital",
    )
    assert practice_called("nothing") == "nothing"

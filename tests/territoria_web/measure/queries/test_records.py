"""What a record may say, what it still lacks, and that it is kept as it was told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from a_register import RECORD
from territoria_web.measure.queries.records import (
    Claim,
    Reached,
    Record,
    body_of,
    faults_of,
    lacking_in,
    record_of,
)

TODAY = date(2026, 11, 23)


def test_a_record_that_lacks_nothing_is_kept_as_it_was_told():
    assert (faults_of(RECORD), lacking_in(RECORD, TODAY)) == ({}, {})
    assert record_of(body_of(RECORD)) == RECORD
    assert body_of(record_of(body_of(RECORD))) == body_of(RECORD)


@pytest.mark.parametrize(
    ("evaluation", "ceiling"),
    [
        ("none", "E1"),
        ("report", "E1"),
        ("before-after", "E2"),
        ("comparison-group", "E3"),
        ("trial", "E5"),
    ],
)
def test_the_kind_of_evaluation_limits_what_can_be_claimed(evaluation: str, ceiling: str):
    found = [
        grade
        for grade in ("E0", "E1", "E2", "E3", "E4", "E5")
        if not faults_of(
            replace(RECORD, evaluation=evaluation, claims=(Claim("Sales", "up", grade),))
        )
    ]
    assert found[-1] == ceiling


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("reach", (Reached(2024, 1), Reached(2024, 2))),
        ("reach", (Reached(2024),)),
        ("claims", (Claim("Sales | jobs", "up", "E1"),)),
        ("obstacles", ("weather",)),
        ("budget", Decimal(-1)),
        ("end", date(2020, 1, 1)),
        ("baseline_year", None),
        ("unit_of_measure", ""),
        ("title", " "),
    ],
)
def test_what_does_not_hold_is_named_by_its_field(field: str, value: object):
    assert list(faults_of(replace(RECORD, **{field: value}))) == [field]


def test_what_a_second_region_needs_is_named():
    lacking = lacking_in(Record(title="Cheque", end=date(2025, 1, 1)), TODAY)
    assert sorted(lacking) == [
        *(
            "area",
            "contact",
            "evaluation",
            "instruments",
            "level",
            "obstacles",
            "owner",
            "source",
            "start",
        ),
        *("target_group", "valid_until", "what", "what_failed"),
    ]
    one, several = ("level", "area", "evaluation"), ("obstacles", "instruments")
    assert {lacking[name] for name in one} == {"Choose one."}
    assert {lacking[name] for name in several} == {"Choose at least one."}


def test_a_target_without_starting_point_is_incomplete_and_an_old_word_unconfirmed():
    assert RECORD.target_complete
    assert RECORD.is_confirmed(TODAY)
    assert not replace(RECORD, baseline=None).target_complete
    assert not replace(RECORD, valid_until=TODAY.replace(year=2025)).is_confirmed(TODAY)

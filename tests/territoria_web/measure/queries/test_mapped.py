"""Territories on a map: rounded as printed, in order, and what can be told apart."""

from __future__ import annotations

import pytest

from territoria_web.measure.queries.map_subjects import subject_of
from territoria_web.measure.queries.mapped import ABOVE, BELOW, LEVEL, MapData, Mapped, map_data

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def data_of(show: str) -> MapData:
    return map_data(*subject_of(show))


def test_every_region_stands_on_the_map_also_the_unknown_which_come_last():
    data = data_of("")
    assert (len(data.rows), data.known, data.unknown) == (242, 239, 3)
    assert [row.value for row in data.rows[-3:]] == [None, None, None]
    assert [row.said for row in data.rows[-3:]] == ["", "", ""]


def test_a_score_is_rounded_as_it_is_printed():
    row = next(r for r in data_of("").rows if r.code == "FRE1")
    assert (row.value, row.said, row.between) == (41.0, "41", "31–46")
    assert (row.first, row.last, row.standing, row.years) == (107, 163, LEVEL, "2018–2021")
    assert row.address.startswith("score:blueprint@2021:FRE1@2021:overall:europe-nuts2021:")


def test_an_indicator_has_its_own_decimals_and_unit():
    subject, assessment = subject_of("broadband_households")
    data = map_data(subject, assessment)
    assert (subject.unit_of_measure, subject.decimals) == ("% of households", 1)
    assert data.rows[0].said == "100.0"
    assert data.rows[0].address.startswith("observation:blueprint@2021:")


def test_the_ends_are_those_that_may_hold_them():
    leadership = data_of("blueprint:A1")
    assert [r.code for r in leadership.highest] == ["FI20"]
    assert len(data_of("").highest) == 7


def test_where_less_is_better_the_highest_value_is_not_the_best_place():
    data = data_of("unemployment_20_64")
    best, highest = data.rows[0], data.highest[0]
    assert (best.value or 0) < (highest.value or 0)
    assert data.lowest[0].code == best.code


def test_the_middle_are_those_whose_places_hold_it():
    data = data_of("")
    assert data.middle == sum(r.standing == LEVEL for r in data.rows) == 59
    assert all(r.last < 120 for r in data.rows if r.standing == ABOVE and r.last)
    assert all(r.first > 120 for r in data.rows if r.standing == BELOW and r.first)


def test_what_is_known_nowhere_has_no_ends():
    data = data_of("sme-go-digital:D1")
    assert (data.known, data.highest, data.lowest, data.years) == (0, (), (), "")


def test_the_years_run_from_the_first_to_the_last():
    assert data_of("").years == "2011–2021"
    assert data_of("broadband_households").years == "2021"


def test_the_rows_are_kept_and_the_second_look_asks_for_nothing(django_assert_num_queries):
    subject, assessment = subject_of("eqi")
    first = map_data(subject, assessment)
    with django_assert_num_queries(0):
        second = map_data(subject, assessment)
    assert second is first
    assert isinstance(first.rows[0], Mapped)

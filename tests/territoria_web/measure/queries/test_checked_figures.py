"""Every cell of a team's table is checked, in any usual layout."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from territoria_web.library.queries import library
from territoria_web.measure.queries.checked_figures import Checked, check_figures
from territoria_web.measure.queries.column_roles import Mapped, Names, guess_roles
from territoria_web.measure.queries.received_tables import read_grid
from territoria_web.territories.models import Territory

FRE1 = Territory(code="FRE1", version="2021", name="Nord-Pas de Calais", names={"en": "North"})
LONG = "territory;indicator;period;value\n"


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


def checked(text: str, **told: object) -> Checked:
    grid, names = read_grid(text.encode(), "own.csv"), Names(library().indicators)
    guessed = guess_roles(grid, names)
    mapped = Mapped(**{**guessed.__dict__, **told})  # type: ignore[arg-type]
    return check_figures(grid, mapped, names, FRE1, this_year=2026)


def figures(found: Checked) -> list[tuple[str, int, float]]:
    return [(f.indicator, f.period, f.value) for f in found.figures]


def test_a_long_table_is_read_with_decimal_commas_where_the_table_has_them():
    found = checked(LONG + "FRE1;hrst;2022;38,5\n;gerd;2021;2\n")
    assert figures(found) == [("hrst", 2022, 38.5), ("gerd", 2021, 2.0)]


def test_french_and_german_heads_and_names_are_understood():
    found = checked("Gebiet;Indikator;Jahr;Wert\nNorth;Haushalte mit Breitband;2021;90\n")
    assert figures(found) == [("broadband_households", 2021, 90.0)]


def test_a_table_with_a_column_an_indicator_is_read():
    found = checked("period,hrst,broadband_households\n2021,38.5,90\n2022,39,\n")
    assert figures(found) == [
        ("hrst", 2021, 38.5),
        ("broadband_households", 2021, 90.0),
        ("hrst", 2022, 39.0),
    ]
    assert found.empty == 1


def test_a_table_with_a_column_a_year_is_read():
    found = checked("indicator,2021,2022\nhrst,38.5,39\n")
    assert figures(found) == [("hrst", 2021, 38.5), ("hrst", 2022, 39.0)]


def test_one_year_may_be_told_for_all_figures():
    assert figures(checked("indicator,value\nhrst,38.5\n", year=2022)) == [("hrst", 2022, 38.5)]


def test_without_a_year_nothing_is_taken_and_it_is_said():
    found = checked("indicator,value\nhrst,38.5\n")
    assert ([f.what for f in found.faults], found.figures) == (
        ["no column tells the year of the figures."],
        (),
    )


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("DED5;hrst;2022;1", "DED5 is not your territory."),
        (";hrts;2022;1", "the indicator hrts is not known."),
        (";;2022;1", "no indicator is named."),
        (";hrst;2030;1", "the year 2030 is too early or has not come yet."),
        (";hrst;2022-01-01;1", "2022-01-01 is not a year."),
        (";hrst;;1", "the year is missing."),
        (";hrst;2022;many", "many is not a number."),
        (";hrst;2022;inf", "inf is not a number."),
        (";hrst;2022;1e300", "the figure is so large that it must be a slip."),
        (";hrst;2022;=A1", "this is a formula, not a figure."),
        (";hrst;2022;#DIV/0!", "the spreadsheet could not compute #DIV/0!."),
        (";hrst;2022;140", "the figure must lie between 0 and 100; it is 140."),
        (";hrst;2022;1,234", "1,234 has a decimal comma."),
    ],
)
def test_what_is_wrong_is_refused_with_its_line(row: str, what: str):
    found = checked(f"{LONG}{row}\n")
    assert [(f.where, f.what) for f in found.faults] == [("own.csv:2", what)]
    assert (found.figures, found.refused) == ((), 1)


def test_a_close_name_is_proposed():
    assert checked(LONG + ";hrts;2022;1\n").faults[0].mend == "Did you mean hrst?"


def test_where_decimals_have_commas_a_mark_for_thousands_is_not_guessed():
    found = checked(LONG + ";hrst;2022;38,5\n;gdp_per_head_eur;2022;31.500\n")
    assert [f.what for f in found.faults] == ["31.500 may mean two figures."]


def test_the_same_figure_twice_is_one_and_another_is_refused():
    found = checked(LONG + ";hrst;2022;38\n;hrst;2022;38\n;hrst;2022;39\n")
    assert figures(found) == [("hrst", 2022, 38.0)]
    assert [(f.where, f.mend) for f in found.faults] == [("own.csv:4", "Keep one.")]


def test_all_problems_of_all_rows_are_found_at_once():
    rows = "".join(f";unknown_{n};1800;x\n" for n in range(200))
    assert len(checked(LONG + rows).faults) == 600


def test_a_unit_that_is_not_the_indicators_is_refused():
    found = checked("indicator;period;value;unit\nhrst;2022;38;persons\n")
    assert [f.mend for f in found.faults] == ["Convert the figure to: % of population."]


def test_a_heading_that_stands_twice_loses_no_figure():
    found = checked("territory,indicator,period,value,value\nFRE1,hrst,2019,33,99\n")
    assert figures(found) == []
    assert [(f.what, f.mend) for f in found.faults] == [
        (
            "several columns are told to be the same: “value” · “value”.",
            "Leave all but one of them out.",
        )
    ]


def test_headings_of_other_languages_are_known():
    assert figures(checked("Région;Indicateur;An;Valeur\nFRE1;hrst;2022;38,5\n")) == [
        ("hrst", 2022, 38.5)
    ]

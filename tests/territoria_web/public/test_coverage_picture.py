"""Where there are figures: what is unknown is hatched and said."""

from __future__ import annotations

from territoria_web.measure.queries.indicator_texts import CountryYears
from territoria_web.public.coverage_picture import coverage_picture, coverage_says

FI = CountryYears("FI", 5, {2015: 5, 2016: 2}, {2016: 1})
IE = CountryYears("IE", 3, {}, {})


def test_the_table_beside_counts_and_tells_what_is_taken_over():
    picture = coverage_picture("c", [2015, 2016], [FI, IE], 640)
    assert [[cell.text for cell in row] for row in picture.rows] == [
        ["FI", "5 of 5", "3 of 5, 1 of them taken over"],
        ["IE", "unknown", "unknown"],
    ]


def test_unknown_is_hatched():
    assert coverage_picture("c", [2015], [IE], 360).svg.count("url(#c-h)") == 1
    assert coverage_picture("c", [2015], [FI], 360).svg.count("url(#c-h)") == 0


def test_the_finding_names_the_countries_without_any():
    assert coverage_says([FI, IE]).startswith("One country has no figure at all: IE.")
    assert coverage_says([FI]).startswith("Every country has figures for some year.")

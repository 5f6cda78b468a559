import pytest

from territoria.content import load_library
from territoria.conversion.kinds import KINDS, kind_of, kind_of_indicator, weight_of


@pytest.mark.parametrize(
    ("unit", "name", "kind"),
    [
        ("inhabitants", "", "absolute"),
        ("1000 persons", "", "absolute"),
        ("km²", "Area", "absolute"),
        ("number", "Firms", "absolute"),
        ("per 1,000 inhabitants", "", "relative"),
        ("% of GDP", "", "relative"),
        ("share of households (0–1)", "", "relative"),
        ("EUR per inhabitant", "", "relative"),
        ("years", "Life expectancy at age one", "relative"),
        ("years", "Median age", "not-convertible"),
        ("z-score (EU mean 0)", "", "not-convertible"),
        ("share of maximum score (0–1)", "", "not-convertible"),
        ("EUR per inhabitant", "Median income", "not-convertible"),
        ("index", "", "not-convertible"),
        ("years", "", None),
        ("", "bikes", None),
    ],
)
def test_unit_and_name_tell_the_kind(unit, name, kind):
    assert kind_of(unit, name) == kind


def test_a_word_inside_another_tells_nothing():
    assert kind_of("indexed", "scorers") is None


def test_every_indicator_of_the_library_has_a_kind():
    kinds = {i: kind_of_indicator(text) for i, text in load_library().indicators.items()}
    assert set(kinds.values()) <= set(KINDS)
    assert [i for i, kind in kinds.items() if kind == "absolute"] == ["population"]
    assert kinds["median_age"] == kinds["eqi"] == "not-convertible"
    assert kinds["life_expectancy"] == kinds["hrst"] == "relative"


@pytest.mark.parametrize(
    ("unit", "weight"),
    [("persons per km²", "areaKm"), ("km²", "areaKm"), ("hectares", "areaKm"),
     ("inhabitants", "pop21"), ("share of households", "pop21"), ("", "pop21")],
)  # fmt: skip
def test_land_is_weighted_by_area_and_all_else_by_people(unit, weight):
    assert weight_of(unit) == weight

"""What anyone may explore."""

from __future__ import annotations

import pytest

from territoria.errors import MethodError
from territoria_web.measure.queries.explored import cells_of, opened
from territoria_web.measure.queries.years import series_of
from territoria_web.territories.models import Territory

pytestmark = pytest.mark.usefixtures("site_data")


def test_indicators_and_nodes_of_every_framework_may_be_asked_for():
    here = opened()
    assert here.variable("gerd").short == "R&D spending"
    assert here.variable("blueprint:A2").scored is True
    assert here.variable("blueprint:overall").whole is True
    assert here.variable("country:E1").levels == frozenset({0})


def test_a_name_that_is_not_known_says_what_is_close():
    with pytest.raises(MethodError, match="Did you mean gerd"):
        opened().variable("gred")
    with pytest.raises(MethodError, match="Did you mean blueprint"):
        opened().framework("blueprnt")


def test_the_latest_values_are_those_of_the_figures_and_scores():
    here = opened()
    place = Territory.objects.get(code="DED5")
    figure = here.release.figures.get(indicator="gerd", territory=place)
    score = here.assessments["blueprint"].scores.get(node="A2", territory=place)
    cells = cells_of(here, [here.variable("gerd"), here.variable("blueprint:A2")], 2)
    assert cells["gerd"][place.pk].value == figure.value
    assert cells["gerd"][place.pk].period == str(figure.period)
    assert cells["blueprint:A2"][place.pk].low == score.low


def test_an_unknown_value_has_no_cell():
    here = opened()
    place = Territory.objects.get(code="FRE1")
    assert place.pk not in cells_of(here, [here.variable("gerd")], 2)["gerd"]


def test_earlier_years_have_places_and_no_range():
    here = opened()
    cells = cells_of(here, [here.variable("unemployment_15plus")], 2, (2015, 2015))
    held = cells["unemployment_15plus"].values()
    assert {cell.period for cell in held} == {"2015"}
    assert {cell.low for cell in held} == {None}
    best = min(held, key=lambda cell: cell.value)
    assert best.rank == 1.0


def test_values_of_many_kinds_take_a_query_a_kind(django_assert_num_queries):
    here = opened()
    several = [here.variable(i) for i in ("gerd", "eqi", "blueprint:A1", "blueprint:A2")]
    with django_assert_num_queries(2):
        cells_of(here, several, 2)


def test_a_series_stands_in_the_order_of_time():
    here = opened()
    place = Territory.objects.get(code="DED5")
    series = series_of(here, "unemployment_15plus", [place.pk], (2014, 2016))
    assert [point.year for point in series[place.pk]] == [2014, 2015, 2016]


def test_all_territories_of_a_level_stand_in_the_order_of_their_codes():
    codes = [t.code for t in opened().territories(0)]
    assert codes == sorted(codes)
    assert len(codes) == 27

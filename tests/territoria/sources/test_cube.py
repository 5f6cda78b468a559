from __future__ import annotations

import pytest

from territoria.sources.cube import Cube, Dimension, cell_table, dimensions_of, join_cubes


def page(code: str, updated: str = "2026-01-01") -> Cube:
    geo = Dimension("geo", (code,), {code: f"label of {code}"}, role="geo")
    time = Dimension("TIME_PERIOD", ("2020",))
    table = cell_table(("geo", "TIME_PERIOD"), [(code, "2020", "1", "")])
    return Cube((geo, time), table, "A dataset", "X", updated)


def test_a_dimension_is_found_whatever_its_capitals():
    cube = page("AT")
    assert cube.dimension("GEO") is cube.dimensions[0]
    assert cube.dimension("sex") is None


def test_territory_and_time_are_found_by_role_else_by_name():
    cube = page("AT")
    assert (cube.of_role("geo").id, cube.of_role("time").id) == ("geo", "TIME_PERIOD")
    other = Cube((Dimension("sex", ("T",)),), cell_table(("sex",), []))
    assert (other.of_role("geo"), other.of_role("time")) == (None, None)


def test_a_code_is_said_with_its_label():
    dimension = Dimension("geo", ("AT", "2020"), {"AT": "Austria", "2020": "2020"})
    assert [dimension.say(c) for c in ("AT", "2020", "BE")] == ["AT (Austria)", "2020", "BE"]


def test_dimensions_of_a_table_keep_its_order():
    table = cell_table(("geo",), [("BE", "1", ""), ("AT", "2", ""), ("BE", "3", "")])
    assert dimensions_of(table, ("geo",)) == (Dimension("geo", ("BE", "AT")),)


@pytest.mark.parametrize("name", ["value", "status"])
def test_a_dimension_may_not_take_the_name_of_a_column(name):
    with pytest.raises(ValueError, match="may not be called"):
        cell_table((name,), [])


def test_pages_become_one_cube():
    cube = join_cubes([page("AT"), page("BE"), page("AT")])
    assert cube.dimensions[0].codes == ("AT", "BE")
    assert cube.dimensions[0].labels["BE"] == "label of BE"
    assert (len(cube.table), cube.dimensions[0].role, cube.notes) == (3, "geo", ())


def test_one_page_is_the_cube():
    only = page("AT")
    assert join_cubes([only]) is only


def test_pages_of_two_vintages_are_said():
    cube = join_cubes([page("AT"), page("BE", "2026-02-02")])
    assert cube.updated == "2026-02-02"
    assert cube.notes == ("A dataset: its pages are of 2026-01-01, 2026-02-02.",)

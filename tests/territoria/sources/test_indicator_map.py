from __future__ import annotations

import pytest

from territoria.errors import DataError, Problem
from territoria.sources.cube import Cube, Dimension, cell_table
from territoria.sources.indicator_map import (
    Selection,
    default_id,
    problems_of_years,
    read_map,
    rows_of,
)
from territoria.sources.jsonstat import read_dataset
from web_service import jsonstat

I1 = Selection("one", {"item": "I1"})


def rows(cube: Cube, *selections: Selection, **more) -> list[tuple[str, ...]]:
    found = rows_of(cube, selections or (I1,), where="x", **more).table
    return found.select("territory", "indicator", "period", "value", "status", "flag").rows()


def refused(cube: Cube, *selections: Selection, **more) -> list[str]:
    with pytest.raises(DataError) as caught:
        rows_of(cube, selections or (I1,), where="x", **more)
    return [f"{p.what} {p.mend}" for p in caught.value.problems]


def test_a_cut_becomes_an_indicator():
    cube = read_dataset(jsonstat(items=("I1", "I2"), geo=("AT",)))
    assert rows(cube) == [
        ("AT", "one", "2020", "1.5", "observed", ""),
        ("AT", "one", "2021", "1.5", "observed", ""),
    ]


def test_several_cuts_become_several_indicators():
    cube = read_dataset(jsonstat(items=("I1", "I2"), geo=("AT",), years=("2020",)))
    both = rows(cube, I1, Selection("two", {"ITEM": "I2"}))
    assert [row[1] for row in both] == ["one", "two"]


def test_missing_suppressed_and_zero_are_three_things():
    cube = read_dataset(jsonstat(values={"0": 0, "1": 2}, status={"1": "bu", "2": ":c", "3": ":"}))
    found = rows_of(cube, [I1], where="x")
    assert rows(cube) == [
        ("AT", "one", "2020", "0", "observed", ""),
        ("AT", "one", "2021", "2", "observed", "bu"),
        ("BE", "one", "2020", "", "suppressed", "c"),
    ]
    assert found.notes == (
        "x: one: 1 of 4 cells are missing; they are not 0.",
        "x: one: 1 of 4 cells are suppressed; they are not 0.",
    )


def test_a_cell_that_the_source_leaves_out_is_counted_like_one_that_it_states():
    left_out = read_dataset(jsonstat(values={"0": 1, "1": 1, "2": 1}))
    stated = read_dataset(jsonstat(values={"0": 1, "1": 1, "2": 1}, status={"3": ":"}))
    notes = [rows_of(cube, [I1], where="x").notes for cube in (left_out, stated)]
    assert notes[0] == notes[1] == ("x: one: 1 of 4 cells are missing; they are not 0.",)


def test_territories_without_a_figure_are_named():
    cube = read_dataset(jsonstat(geo=("AT", "BE", "DE"), values={"0": 1}))
    assert rows_of(cube, [I1], where="x").notes == (
        "x: 2 territories have no figure at all: BE, DE.",
    )


def test_territories_keep_the_names_of_the_source():
    found = rows_of(read_dataset(jsonstat()), [I1], where="x")
    assert found.names == {"AT": "label of AT", "BE": "label of BE"}


def test_territories_and_years_can_be_chosen():
    cube = read_dataset(jsonstat(years=("2019", "2020", "2021", "2022")))
    chosen = rows(cube, geo=("BE",), since=2020, until=2021)
    assert [row[0] + row[2] for row in chosen] == ["BE2020", "BE2021"]


def test_a_cut_that_leaves_a_choice_lists_the_choices():
    cube = read_dataset(jsonstat(items=("I1", "I2")))
    assert refused(cube, Selection("one", {})) == [
        "one: the cut leaves item open: I1 (label of I1), I2 (label of I2). Choose one, e.g. item=I1."
    ]


def test_a_long_choice_is_shortened():
    cube = read_dataset(jsonstat(items=tuple(f"I{n}" for n in range(30)), geo=("AT",)))
    (problem,) = refused(cube, Selection("one", {}))
    assert " … (30 in all)." in problem


def test_every_unknown_dimension_code_and_territory_is_named():
    cube = read_dataset(jsonstat())
    wrong = Selection("one", {"itemX": "I1", "item": "I9"})
    assert refused(cube, wrong, geo=("ATT",)) == [
        "the dimension itemX is not in this dataset. Did you mean item? Known: freq, geo, item, time.",
        "item=I9 is not in this dataset. Did you mean I1? Known: I1.",
        "geo=ATT is not in this dataset. Did you mean AT? Known: AT, BE.",
    ]


def test_of_many_codes_the_close_ones_are_named():
    cube = read_dataset(jsonstat(geo=tuple(f"AT{n}" for n in range(30))))
    (problem,) = refused(cube, geo=("AT3X",))
    assert problem.startswith("geo=AT3X is not in this dataset. Close or first of 30: AT3")


def test_periods_that_are_no_years_are_refused():
    cube = read_dataset(jsonstat(years=("2020-Q1", "2021")))
    assert refused(cube) == [
        "periods that are not years: 2020-Q1. Choose yearly figures, e.g. freq=A."
    ]


def test_a_value_that_is_no_number_is_refused():
    cube = read_dataset(jsonstat(geo=("AT",), values={"0": "a few", "1": 2}))
    assert refused(cube)[0].startswith("the value 'a few' of AT in 2020 is no number.")


def test_a_cell_that_stands_twice_is_refused():
    dimensions = (Dimension("geo", ("AT",)), Dimension("time", ("2020",)))
    table = cell_table(("geo", "time"), [("AT", "2020", "1", ""), ("AT", "2020", "2", "")])
    cube = Cube(dimensions, table)
    assert refused(cube, Selection("one", {})) == [
        "AT, one, 2020 stands more than once. Narrow the cut."
    ]


def test_a_cut_without_a_figure_is_refused():
    cube = read_dataset(jsonstat(values={}, status={"0": ":c"}))
    assert refused(cube) == ["the cut holds no figure. Widen territories or years."]


def test_a_cube_without_territories_is_refused():
    cube = Cube((Dimension("item", ("I1",)),), cell_table(("item",), [("I1", "1", "")]))
    assert refused(cube) == ["no dimension holds the territories. Its dimensions: item."]


def test_the_default_id_says_dataset_and_cut():
    assert default_id("isoc_e_dii", {"unit": "PC_ENT", "nace": "C10-S951"}) == (
        "isoc_e_dii.pc_ent.c10-s951"
    )
    assert default_id("X", {"age": "Y<25"}) == "x.y_25"


def test_a_mapping_file_names_indicators_and_cuts(tmp_path):
    path = tmp_path / "map.csv"
    path.write_text("indicator,item,unit\none,I1,PC\ntwo,I2,\n", encoding="utf-8")
    assert read_map(path) == (
        Selection("one", {"item": "I1", "unit": "PC"}),
        Selection("two", {"item": "I2"}),
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("indicator\none\n", "map.csv:1: the header needs indicator and at least one dimension."),
        ("item,unit\nI1,PC\n", "map.csv:1: the header needs indicator"),
        ("indicator,item\na b,I1\n", "map.csv:2: 'a b' is no id of an indicator."),
        ("indicator,item\na,I1\na,I2\n", "map.csv:3: the indicator a stands twice."),
        ("indicator,item\na,I1,x\n", "map.csv:2: there are more cells than columns."),
        ("indicator,item\n", "map.csv: no line names an indicator."),
    ],
)
def test_a_mapping_file_that_does_not_hold_is_said(tmp_path, monkeypatch, text, says):
    path = tmp_path / "map.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_map(path)
    assert str(caught.value).removeprefix(f"{tmp_path}/").startswith(says)


def test_a_mapping_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(DataError, match="it cannot be read"):
        read_map(tmp_path / "none.csv")


def test_a_first_year_after_the_last_is_refused():
    assert problems_of_years(2021, 2020, "x") == [
        Problem("x", "no year is since 2021 and until 2020.", "Swap the two.")
    ]
    assert problems_of_years(2020, 2020, "x") == problems_of_years(None, 2020, "x") == []

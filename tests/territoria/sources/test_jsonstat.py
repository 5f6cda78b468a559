from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.errors import DataError
from territoria.sources.cube import Cube, Dimension, cell_table
from territoria.sources.jsonstat import (
    Link,
    list_collection,
    read_dataset,
    read_datasets,
    write_dataset,
)
from web_service import jsonstat


def refused(text: str) -> str:
    with pytest.raises(DataError) as caught:
        read_datasets(text)
    (problem,) = caught.value.problems
    return f"{problem.what} {problem.mend}"


def small(**more) -> str:
    return json.dumps(
        {
            "class": "dataset",
            "id": ["geo", "time"],
            "size": [2, 2],
            "dimension": {
                "geo": {"category": {"index": ["AT", "BE"]}},
                "time": {"category": {"index": {"2021": 1, "2020": 0}}},
            },
            "value": [1, None, 3, 4],
            **more,
        }
    )


def cells(cube: Cube) -> list[tuple[str | None, ...]]:
    return cube.table.rows()


def test_a_dense_array_is_read_in_the_order_of_the_dimensions():
    cube = read_dataset(small())
    assert cube.ids == ("geo", "time")
    assert cells(cube) == [
        ("AT", "2020", "1", ""),
        ("BE", "2020", "3", ""),
        ("BE", "2021", "4", ""),
    ]


def test_a_sparse_object_is_read_by_position():
    assert cells(read_dataset(small(value={"3": 4, "0": 0}))) == [
        ("AT", "2020", "0", ""),
        ("BE", "2021", "4", ""),
    ]


@pytest.mark.parametrize(
    ("status", "flags"),
    [
        ({"1": "c", "2": "b"}, ["", "c", "b", ""]),
        (["", "c", None, "u"], ["", "c", "", "u"]),
        ("e", ["e", "e", "e", "e"]),
        (["p"], ["p", "p", "p", "p"]),
        (None, ["", "", ""]),
    ],
)
def test_flags_stand_in_an_object_an_array_or_one_text(status, flags):
    cube = read_dataset(small(status=status))
    assert cube.table["status"].to_list() == flags


def test_a_flag_without_a_figure_keeps_its_cell():
    cube = read_dataset(small(value={}, status={"1": ":c"}))
    assert cells(cube) == [("AT", "2021", None, ":c")]


def test_figures_keep_the_digits_that_are_printed():
    text = small().replace("[1, null, 3, 4]", "[62.80, 1e3, 0.0, -0.10]")
    assert read_dataset(text).table["value"].to_list() == ["62.80", "1e3", "0.0", "-0.10"]


def test_a_dimension_of_one_category_may_leave_its_index_out():
    text = json.loads(small(value=[1, 2], size=[1, 2]))
    text["dimension"]["geo"] = {"category": {"label": {"AT": "Austria"}}}
    cube = read_dataset(json.dumps(text))
    assert cube.dimensions[0] == Dimension("geo", ("AT",), {"AT": "Austria"})


def test_roles_name_territory_and_time_whatever_they_are_called():
    text = json.loads(small(role={"geo": ["where"], "time": ["when"]}, id=["where", "when"]))
    text["dimension"] = {
        "where": text["dimension"]["geo"],
        "when": text["dimension"]["time"],
    }
    cube = read_dataset(json.dumps(text))
    assert (cube.of_role("geo").id, cube.of_role("time").id) == ("where", "when")


def test_a_bundle_of_version_1_is_read():
    old = json.loads(small())
    dimension = old["dimension"] | {"id": old.pop("id"), "size": old.pop("size")}
    del old["class"]
    old["dimension"] = dimension
    assert [len(c.table) for c in read_datasets(json.dumps({"a": old, "b": old}))] == [3, 3]


def test_data_sets_inside_a_collection_are_read():
    text = {"class": "collection", "link": {"item": [json.loads(small()), {"href": "x"}]}}
    assert len(read_datasets(json.dumps(text))) == 1


def test_a_collection_is_listed():
    text = {"class": "collection", "link": {"item": [{"href": "https://a", "label": "A"}]}}
    assert list_collection(json.dumps(text)) == (Link("https://a", "A"),)


def test_a_collection_of_links_holds_no_data():
    text = {"class": "collection", "link": {"item": [{"href": "https://a", "label": "A"}]}}
    assert refused(json.dumps(text)) == (
        "this collection only points to data sets. Open one of its links: https://a."
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (small()[:-9], "this is not whole JSON (character"),
        ("[1]", "this JSON is no JSON-stat. It begins with an object."),
        ("{}", "this JSON is no JSON-stat data set. It needs id, size and value."),
        ('{"class": "dimension"}', "this is a dimension, it holds no figure. Open a data set."),
        (small(size=[2, 3]), "the sizes [2, 3] are not those of its dimensions, [2, 2]."),
        (small(value=[1] * 5), "this JSON-stat data set does not hold together (IndexError"),
        (small(value={"x": 1}), "this JSON-stat data set does not hold together (ValueError"),
        (small(dimension={}), "this JSON-stat data set does not hold together (KeyError"),
        ("[" * 100_000, "this is not whole JSON"),
    ],
)
def test_what_is_no_data_set_is_said(text, says):
    assert refused(text).startswith(says)


def test_an_index_with_a_gap_is_refused():
    text = json.loads(small())
    text["dimension"]["time"] = {"category": {"index": {"2020": 0, "2021": 2}}}
    assert "the index of time leaves places out" in refused(json.dumps(text))


def test_a_dimension_may_not_be_called_like_a_column_of_the_table():
    text = json.loads(small(id=["value", "time"]))
    text["dimension"]["value"] = text["dimension"]["geo"]
    assert "a dimension may not be called value" in refused(json.dumps(text))


def test_two_data_sets_are_not_one():
    with pytest.raises(DataError, match="it holds 2 data sets"):
        read_dataset(json.dumps({"a": json.loads(small()), "b": json.loads(small())}))


CODE = st.text("ABCxyz019_ é", min_size=1, max_size=4)
FIGURE = st.one_of(
    st.none(), st.integers(-999, 999).map(str), st.decimals(-99, 99, places=2).map(str)
)


@st.composite
def cubes(draw) -> Cube:
    ids = draw(st.lists(CODE, min_size=1, max_size=3, unique=True))
    dimensions = tuple(
        Dimension(
            name,
            tuple(draw(st.lists(CODE, min_size=1, max_size=3, unique=True))),
            label=draw(st.sampled_from(["", "a label"])),
            role=draw(st.sampled_from(["", "geo", "time"])),
        )
        for name in ids
    )
    keys: list[tuple[str, ...]] = [()]
    for dimension in dimensions:
        keys = [(*key, code) for key in keys for code in dimension.codes]
    rows = []
    for key in keys:
        value, flag = draw(FIGURE), draw(st.sampled_from(["", "b", ":c"]))
        if value is not None or flag:
            rows.append((*key, value, flag))
    return Cube(dimensions, cell_table(ids, rows), "A label", "X", "2026-01-01")


@settings(max_examples=60, deadline=None)
@given(cubes())
def test_what_is_written_is_read_again(cube):
    again = read_dataset(write_dataset(cube))
    assert again.table.equals(cube.table)
    assert again.dimensions == cube.dimensions
    assert (again.label, again.source, again.updated) == ("A label", "X", "2026-01-01")


def test_the_small_answer_of_the_other_tests_is_one():
    assert read_dataset(jsonstat()).ids == ("freq", "item", "geo", "time")


# ── recorded answers and specimens ────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "ids", "figures"),
    [
        ("01", ("freq", "indic_is", "unit", "hhtyp", "geo", "time"), 734),
        ("03", ("freq", "indic_is", "unit", "hhtyp", "geo", "time"), 368),
        ("04", ("freq", "size_emp", "nace_r2", "indic_is", "unit", "geo", "time"), 134),
        ("07", ("freq", "waste", "wst_oper", "unit", "geo", "time"), 612),
        ("jsonstat/galicia", ("birth", "age", "gender", "time", "residence", "concept"), 3956),
        ("jsonstat/us-labor", ("year", "county", "labor"), 12_880),
        ("jsonstat/QS104EW", ("2011WARDH", "CL_0000035", "Att_000001", "CL_0000137"), 3),
    ],
)
def test_a_recorded_data_set_is_read_and_written_again(wire, name, ids, figures):
    cube = read_dataset(wire(name))
    assert (cube.ids, len(cube.table)) == (ids, figures)
    assert read_dataset(write_dataset(cube)).table.equals(cube.table)


def test_a_recorded_figure_stands_in_its_cell(wire):
    cube = read_dataset(wire("04"))
    row = cube.table.filter(geo="BE", time="2022", indic_is="E_DI4_HI")
    assert row["value"].to_list() == ["33.35"]
    assert cube.updated == "2025-04-08T23:00:00+0200"


def test_the_specimen_with_wrong_sizes_is_read_with_a_note(wire):
    (note,) = read_dataset(wire("jsonstat/QS104EW")).notes
    assert note.endswith("size says [3, 1, 1], the dimensions say [1, 3, 1, 1]; those were taken.")


def test_the_specimen_bundle_holds_two_data_sets(wire):
    oecd, canada = read_datasets(wire("jsonstat/oecd-canada"))
    assert (len(oecd.table), len(canada.table)) == (432, 120)
    assert set(oecd.table["status"].to_list()) == {"", "e"}


def test_the_specimen_collection_is_listed(wire):
    links = list_collection(wire("jsonstat/collection"))
    assert links[0] == Link(
        "https://json-stat.org/samples/oecd.json",
        "Unemployment rate in the OECD countries 2003-2014",
    )


def test_the_specimen_dimension_is_no_data(wire):
    assert refused(wire("jsonstat/dimension")).startswith("this is a dimension")


@pytest.mark.parametrize("name", ["02", "05", "06"])
def test_recorded_answers_that_are_no_data_are_refused(wire, name):
    refused(wire(name))

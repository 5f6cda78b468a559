from __future__ import annotations

import json

import pytest

from territoria.errors import DataError
from territoria.observations import SourceRecord, load_release, verify_release
from territoria.sources.eurostat import Query
from territoria.sources.freeze import freeze_release
from territoria.sources.http_client import HttpClient
from territoria.sources.indicator_map import Selection
from territoria.sources.jsonstat import read_dataset
from territoria.sources.receive import (
    fetch_release,
    filters_of,
    open_cube,
    receive_cube,
    receive_file,
)
from web_service import AT, Reply, jsonstat

I1 = Selection("one", {"item": "I1"})
OWN = {"publisher": "The city", "licence": "CC0", "retrieved": AT}


def test_a_cut_of_eurostat_becomes_a_release(service, tmp_path):
    service.always(Reply(jsonstat(status={"0": "b"})))
    folder = tmp_path / "small-2026"
    client = HttpClient(retrieved=AT)
    digest, received = fetch_release(folder, client, Query("small"), [I1], base=service.base)
    held = load_release(folder)
    assert (held.digest, verify_release(folder)) == (digest, [])
    assert held.sources["s1"] == SourceRecord(
        "s1", "Eurostat", "CC BY 4.0", service.base + service.asked[0].replace("[", "%5B").replace("]", "%5D"),
        note="A small dataset; updated 2026-01-01T11:00:00+0100",
    )  # fmt: skip
    assert held.datasets == {("one", "s1"): "Eurostat small (item=I1)"}
    (request,) = received.requests
    assert (request.retrieved, request.updated) == (AT, "2026-01-01T11:00:00+0100")
    assert received.flags == {"b": "break in the series"}
    assert held.territory("AT").name == "label of AT"
    assert "c[item]=I1" in service.asked[0]


def test_a_recorded_answer_becomes_a_release(service, tmp_path, wire):
    service.always(Reply(wire("04")))
    cut = {"unit": "PC_ENT", "indic_is": "E_DI4_HI", "size_emp": "GE10"}
    folder = tmp_path / "dii"
    fetch_release(
        folder, HttpClient(retrieved=AT), Query("isoc_e_dii"), [Selection("dii", cut)],
        base=service.base,
    )  # fmt: skip
    held = load_release(folder)
    assert held.periods == (2022, 2024)
    assert held.cell("BE", "dii", 2022).value == 33.35
    assert held.precision == {"dii": 0.01}
    assert {t.code for t in held.territories if t.level == -1} == {"EA", "EU27_2020"}


def test_a_cut_that_leaves_a_choice_writes_nothing(service, tmp_path):
    service.always(Reply(jsonstat(items=("I1", "I2"))))
    with pytest.raises(DataError, match="the cut leaves item open"):
        fetch_release(
            tmp_path / "small", HttpClient(), Query("small"), [Selection("x", {})],
            base=service.base,
        )  # fmt: skip
    assert list(tmp_path.iterdir()) == []


def test_filters_are_what_all_selections_choose():
    one = Selection("one", {"item": "I1", "unit": "PC"})
    two = Selection("two", {"item": "I2", "unit": "PC", "age": "T"})
    assert filters_of([one, two]) == {"item": ("I1", "I2"), "unit": ("PC",)}


def test_any_cube_becomes_a_release(tmp_path):
    received = receive_cube(
        read_dataset(jsonstat(status={"0": "bx"})),
        [I1],
        source=SourceRecord("s1", "OECD", "CC BY 4.0"),
        dataset="OECD X",
        where="OECD X",
    )
    assert received.flags == {"b": "break in the series", "x": "as the source says"}
    assert {t.key for t in received.territories} == {"AT@own", "BE@own"}
    freeze_release(tmp_path / "x", received, title="x")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("own.json", jsonstat(geo=("AT",), years=("2020",))),
        ("own.csv", "STRUCTURE,freq,item,geo,TIME_PERIOD,OBS_VALUE\nx,A,I1,AT,2020,1.5\n"),
        ("own.tsv", "freq,item,geo\\TIME_PERIOD\t2020 \nA,I1,AT\t1.5 \n"),
    ],
)
def test_a_cube_in_a_file_becomes_a_release(tmp_path, name, content):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    received = receive_file(path, [I1], scheme="nuts", **OWN)
    assert received.table["value"].to_list() == ["1.5"]
    assert received.territories[0].key == "AT@2021"
    assert (received.requests[0].request, received.requests[0].retrieved) == (name, AT)


def test_a_table_in_a_file_becomes_a_release(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(
        "territory,indicator,period,value,standard_error\nFRE1,bikes,2023,5.10,0.2\n",
        encoding="utf-8",
    )
    received = receive_file(path, **OWN)
    freeze_release(tmp_path / "bikes-2026", received, title="Bikes")
    held = load_release(tmp_path / "bikes-2026")
    assert held.table["value"].to_list() == ["5.10"]
    assert held.standard_error.tolist() == [[[0.2]]]
    assert held.sources["s1"].publisher == "The city"


def test_files_that_hold_no_cube_are_refused(tmp_path):
    with pytest.raises(DataError, match="there is no such file"):
        receive_file(tmp_path / "none.csv", **OWN)
    path = tmp_path / "own.xlsx"
    path.write_bytes(b"x")
    with pytest.raises(DataError, match=r"a cut can not be taken from a file that ends in \.xlsx"):
        open_cube(path)


def test_a_release_states_its_requests_as_json_can_be_read(tmp_path, service):
    service.always(Reply(jsonstat()))
    fetch_release(tmp_path / "x", HttpClient(), Query("small"), [I1], base=service.base)
    held = json.loads((tmp_path / "x" / "datapackage.json").read_text(encoding="utf-8"))
    assert held["title"] == "small: one"


def test_a_file_in_a_version_of_nuts_that_is_not_is_refused(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("territory,indicator,period,value\nFRE1,bikes,2023,5\n", encoding="utf-8")
    with pytest.raises(DataError, match="there is no version '1999' of NUTS"):
        receive_file(path, scheme="nuts", version="1999", **OWN)
    (held,) = receive_file(path, version="1999", **OWN).territories
    assert held.key == "FRE1@1999"

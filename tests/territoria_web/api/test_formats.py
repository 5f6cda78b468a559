"""The same rows as CSV, JSON-stat, SDMX-CSV and GeoJSON; the engine reads back what it is given."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from territoria.sources.jsonstat import read_dataset
from territoria.sources.sdmx_file import read_sdmx

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
QUERY = "indicator=gerd,broadband_households&country=FI"


@pytest.fixture(autouse=True)
def _nobody_asked_before():
    cache.clear()


def rows_of(client: Client, address: str) -> list[dict[str, Any]]:
    return client.get(f"/api/v1/{address}&limit=1000").json()["items"]


def text_of(client: Client, address: str) -> str:
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_suffix_is_the_same_as_the_parameter(client: Client):
    assert text_of(client, f"observations.csv?{QUERY}") == text_of(
        client, f"observations?{QUERY}&format=csv"
    )


def test_csv_holds_the_rows_of_the_json(client: Client):
    rows = rows_of(client, f"observations?{QUERY}")
    read = list(csv.DictReader(io.StringIO(text_of(client, f"observations.csv?{QUERY}"))))
    assert [list(r) for r in read] == [list(r) for r in rows]
    assert [float(r["value"]) for r in read] == [r["value"] for r in rows]


@pytest.mark.parametrize("kind", ["observations", "figures"])
def test_jsonstat_comes_back_as_it_was_given(client: Client, kind: str):
    rows = rows_of(client, f"{kind}?{QUERY}")
    cube = read_dataset(text_of(client, f"{kind}.jsonstat?{QUERY}"))
    table = cube.table.rows(named=True)
    read = {
        (r["territory"], r["indicator"], int(r["period"])): float(r["value"])
        for r in table
        if r.get("reading", "value") == "value"
    }
    assert read == {(r["territory"], r["indicator"], r["period"]): r["value"] for r in rows}
    assert cube.of_role("geo").id == "territory"


def test_sdmx_csv_comes_back_with_values_and_statuses(client: Client):
    rows = rows_of(client, f"observations?{QUERY}")
    text = text_of(client, f"observations.sdmx-csv?{QUERY}")
    cube = read_sdmx(text.encode(), where="answer")
    read = {
        (r["REF_AREA"], r["INDICATOR"], int(r["TIME_PERIOD"])): float(r["value"])
        for r in cube.table.rows(named=True)
    }
    assert read == {(r["territory"], r["indicator"], r["period"]): r["value"] for r in rows}
    said = {row["COMMENT_OBS"] for row in csv.DictReader(io.StringIO(text))}
    assert "inherited" in said


def test_scores_as_cubes_hold_value_range_and_place(client: Client):
    score = rows_of(client, "scores?territory=FRE1&node=A2")[0]
    cube = read_dataset(text_of(client, "scores.jsonstat?territory=FRE1&node=A2"))
    read = {r["reading"]: float(r["value"]) for r in cube.table.rows(named=True)}
    years = {reading: str(int(read.pop(reading))) for reading in ("first_year", "last_year")}
    assert read == {
        name: score[name] for name in ("value", "low", "high", "rank", "rank_low", "rank_high")
    }
    assert score["period"] in (years["first_year"], "–".join(years.values()))
    assert cube.of_role("time").codes == ("2021",)
    assert cube.dimension("node").labels["A2"].startswith("Digital talent")


@pytest.mark.parametrize(
    ("address", "about", "measured"),
    [
        (f"observations.sdmx-csv?{QUERY}", "INDICATOR", []),
        (f"figures.sdmx-csv?{QUERY}", "INDICATOR", ["READING"]),
        ("scores.sdmx-csv?country=FI&node=A2,overall", "NODE", ["READING"]),
    ],
)
def test_a_line_of_sdmx_csv_says_what_where_and_when(
    client: Client, address: str, about: str, measured: list[str]
):
    text = text_of(client, address)
    table = csv.DictReader(io.StringIO(text))
    rows = list(table)
    key = ["REF_AREA", about, "TIME_PERIOD", *measured]
    assert table.fieldnames == [
        *("STRUCTURE", "STRUCTURE_ID", "ACTION"), *key,
        *("OBS_VALUE", "OBS_STATUS", "COMMENT_OBS"),
    ]  # fmt: skip
    assert {row["STRUCTURE"] for row in rows} == {"dataflow"}
    assert {row["ACTION"] for row in rows} == {"I"}
    assert all(row[name] for row in rows for name in key)
    assert all(len(row["TIME_PERIOD"]) == 4 and row["TIME_PERIOD"].isdigit() for row in rows)
    assert len({tuple(row[name] for name in key) for row in rows}) == len(rows)


def test_an_unknown_score_is_a_missing_cell(client: Client):
    code = next(
        s["territory"] for s in rows_of(client, "scores?node=overall") if s["value"] is None
    )
    cube = read_dataset(text_of(client, f"scores.jsonstat?territory={code}&node=overall"))
    assert cube.table["value"].to_list() == [None]
    assert cube.table["status"].to_list() == ["missing"]


def test_geojson_has_points_with_scores(client: Client):
    answer = client.get("/api/v1/territories.geojson?level=2&framework=blueprint&node=A2")
    assert answer["Content-Type"] == "application/geo+json; charset=utf-8"
    body = answer.json()
    assert len(body["features"]) == 242
    point = next(f for f in body["features"] if f["id"] == "FRE1")
    score = rows_of(client, "scores?territory=FRE1&node=A2")[0]
    assert point["properties"]["value"] == score["value"]
    assert point["geometry"]["type"] == "Point"


def test_a_table_is_whole_unless_a_limit_is_asked_for(client: Client):
    answer = client.get("/api/v1/scores.csv?node=overall&limit=2")
    assert answer["X-Total-Count"] == "242"
    assert answer["Link"].endswith('rel="next"')
    assert len(answer.content.decode().splitlines()) == 3
    assert len(text_of(client, "scores.csv?node=overall").splitlines()) == 243


def test_an_empty_table_has_its_head(client: Client):
    text = text_of(client, "observations.csv?indicator=gerd&first=1950&last=1951")
    assert text.splitlines() == [
        "territory,indicator,period,value,status,flag,source,inherited_from,line"
    ]


def test_text_that_looks_like_a_formula_is_quoted(client: Client):
    from territoria_web.api.answers import as_csv

    assert (
        as_csv(["a"], [["=1+1"], [None], [["x", "y"]], [-2.5]])
        == 'a\r\n\'=1+1\r\n""\r\nx y\r\n-2.5\r\n'
    )

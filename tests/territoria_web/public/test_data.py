"""Releases as pages and files: what is told of them is what is handed out."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.test import Client

from territoria.observations import verify_release
from territoria_web.measure.models import Release
from territoria_web.territories.models import Cycle, Territory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
HERE = "/en/data/europe-nuts2021"


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("lang", ["en", "fr", "de"])
@pytest.mark.parametrize("rest", ["", "europe-nuts2021/"])
def test_it_is_there_in_every_language(client: Client, lang: str, rest: str):
    assert f'<html lang="{lang}">' in text_of(client, f"/{lang}/data/{rest}")


def test_every_file_has_the_digest_and_size_that_are_told(client: Client):
    rows = list(csv.DictReader(io.StringIO(text_of(client, f"{HERE}.csv"))))
    assert [r["file"] for r in rows] == [
        "observations.csv.gz", "sources.csv", "datasets.csv", "nuts2021.csv",
        "observations.parquet", "release.zip",
    ]  # fmt: skip
    for row in rows:
        answer = client.get("/" + row["address"].split("/", 3)[3])
        assert hashlib.sha256(answer.content).hexdigest() == row["sha256"]
        assert (len(answer.content), answer["Content-Type"]) == (
            int(row["bytes"]),
            row["media_type"],
        )
        again = client.get(answer.request["PATH_INFO"], headers={"If-None-Match": answer["ETag"]})
        assert again.status_code == 304


def test_the_folder_that_is_handed_out_can_be_verified(client: Client, tmp_path: Path):
    content = client.get(f"{HERE}/release.zip").content
    zipfile.ZipFile(io.BytesIO(content)).extractall(tmp_path)
    assert verify_release(tmp_path / "observations" / "europe-nuts2021") == []


def test_parquet_holds_the_figures_as_numbers(client: Client):
    table = pl.read_parquet(io.BytesIO(client.get(f"{HERE}/observations.parquet").content))
    assert table.height == 34836
    assert table["value"].dtype == pl.Float64


def test_the_data_package_describes_every_file_by_address(client: Client):
    body = client.get(f"{HERE}/datapackage.json").json()
    assert [r["name"] for r in body["resources"]] == [
        "observations",
        "sources",
        "datasets",
        "nuts2021",
    ]
    assert all(r["path"].startswith("http://testserver/") for r in body["resources"])
    fields = [f["name"] for f in body["resources"][0]["schema"]["fields"]]
    assert fields[:4] == ["territory", "indicator", "period", "value"]
    assert all("name" in licence for licence in body["licenses"])


def test_it_says_how_to_cite_what_is_inherited_and_what_is_missing(client: Client):
    text = text_of(client, f"{HERE}/")
    assert "179 observations" in text
    assert "digest f148e862c805" in text
    assert "What is missing" in text


def test_a_teams_figures_are_not_listed(client: Client):
    cycle = Cycle.objects.create(territory=Territory.objects.get(code="FRE1"), title="A try")
    Release.objects.create(name="fre1-own", title="Own", digest="0" * 64, cycle=cycle)
    assert "fre1-own" not in text_of(client, "/en/data/")
    for rest in ("", "observations.csv.gz", "datapackage.json"):
        assert client.get(f"/en/data/fre1-own/{rest}").status_code == 404


@pytest.mark.parametrize("rest", ["nope/", "europe-nuts2021/nope.csv", "nope/datapackage.json"])
def test_what_is_not_there_is_a_404(client: Client, rest: str):
    assert client.get(f"/en/data/{rest}").status_code == 404


@pytest.mark.parametrize("rest", ["", "europe-nuts2021/"])
def test_it_takes_one_query(client: Client, django_assert_num_queries: Any, rest: str):
    text_of(client, f"/en/data/{rest}")
    with django_assert_num_queries(1):
        text_of(client, f"/en/data/{rest}")

from __future__ import annotations

import csv
import gzip
import json
from dataclasses import replace

import polars as pl
import pytest

from territoria.errors import DataError
from territoria.model import Status, Territory
from territoria.observations import DESCRIPTOR, SourceRecord, load_release, verify_release
from territoria.sources.freeze import Received, RequestRecord, check_place, freeze_release
from web_service import AT

ROWS = [
    ("BE", "one", "2020", "0", "observed", "b", "s1", ""),
    ("AT", "one", "2020", "62.80", "observed", "", "s1", ""),
    ("AT", "one", "2021", "", "suppressed", "c", "s1", ""),
]
COLUMNS = [
    "territory",
    "indicator",
    "period",
    "value",
    "status",
    "flag",
    "source",
    "inherited_from",
]
RECEIVED = Received(
    table=pl.DataFrame(ROWS, schema=COLUMNS, orient="row"),
    territories=tuple(Territory(c, "2021", c, 0, "", "") for c in ("AT", "BE")),
    sources=(SourceRecord("s1", "Eurostat", "CC BY 4.0", "https://example.org/data"),),
    datasets={("one", "s1"): "Eurostat small (item=I1)"},
    requests=(RequestRecord("https://example.org/data", AT, "2026-01-01", "ab" * 32, 12),),
    flags={"b": "break in the series", "c": "confidential"},
)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "releases" / "small-2026"


def test_what_was_received_becomes_a_release(folder):
    digest = freeze_release(folder, RECEIVED, title="A small release")
    held = load_release(folder)
    assert (held.name, held.version, held.digest) == ("small-2026", "2021", digest)
    assert verify_release(folder) == []
    assert held.values[:, 0, 0].tolist()[0] == 62.8
    assert held.values[0, 1, 0] == 0.0
    assert held.status[:, 0, 0].tolist() == [Status.OBSERVED, Status.SUPPRESSED]
    assert held.doubtful[0, :, 0].tolist() == [False, True]
    assert held.precision == {"one": 0.01}
    assert held.sources["s1"].publisher == "Eurostat"
    assert held.datasets == {("one", "s1"): "Eurostat small (item=I1)"}


def test_figures_are_sorted_and_keep_their_digits(folder):
    freeze_release(folder, RECEIVED, title="x")
    text = gzip.decompress((folder / "observations.csv.gz").read_bytes()).decode()
    assert text.splitlines()[1:] == [
        "AT,one,2020,62.80,observed,,s1,",
        "AT,one,2021,,suppressed,c,s1,",
        "BE,one,2020,0,observed,b,s1,",
    ]


def test_a_suppressed_cell_has_no_value(folder):
    freeze_release(folder, RECEIVED, title="x")
    cell = load_release(folder).cell("AT", "one", 2021)
    assert (cell.status, cell.value == cell.value) == (Status.SUPPRESSED, False)


def test_the_requests_are_in_the_release_and_in_its_digest(folder):
    freeze_release(folder, RECEIVED, title="x")
    path = folder / "requests.csv"
    with path.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row == {
        "request": "https://example.org/data",
        "retrieved": AT,
        "updated": "2026-01-01",
        "sha256": "ab" * 32,
        "bytes": "12",
    }
    path.write_text(path.read_text(encoding="utf-8").replace("2026", "2025"), encoding="utf-8")
    assert [p.where for p in verify_release(folder)] == [str(path)]


def test_the_descriptor_says_what_the_flags_and_statuses_mean(folder):
    freeze_release(folder, RECEIVED, title="A small release")
    held = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    assert held["flags"] == {"b": "break in the series", "c": "confidential"}
    assert held["statuses"][2:] == ["suppressed (no value)", "missing (the cell is absent)"]
    assert [r["path"] for r in held["resources"]] == [
        "observations.csv.gz", "sources.csv", "datasets.csv", "territories.csv", "requests.csv",
    ]  # fmt: skip


def test_the_same_figures_give_the_same_bytes(tmp_path):
    first = freeze_release(tmp_path / "a" / "same", RECEIVED, title="x")
    assert freeze_release(tmp_path / "b" / "same", RECEIVED, title="x") == first


def test_codes_of_several_versions_are_said_to_be_mixed(folder):
    places = (RECEIVED.territories[0], replace(RECEIVED.territories[1], version="2024"))
    freeze_release(folder, replace(RECEIVED, territories=places), title="x")
    assert load_release(folder).version == "mixed"


def test_codes_that_look_like_numbers_stay_codes(folder):
    rows = [("01001", "one", "2020", "5", "observed", "", "s1", "")]
    received = replace(
        RECEIVED,
        table=pl.DataFrame(rows, schema=COLUMNS, orient="row"),
        territories=(Territory("01001", "own", "Autauga", 2, "", "own"),),
    )
    freeze_release(folder, received, title="x")
    assert load_release(folder).territory("01001").name == "Autauga"


def test_a_release_is_never_overwritten(folder):
    freeze_release(folder, RECEIVED, title="x")
    before = (folder / DESCRIPTOR).read_bytes()
    with pytest.raises(DataError, match="it is there already, and a release is frozen"):
        freeze_release(folder, RECEIVED, title="y")
    assert (folder / DESCRIPTOR).read_bytes() == before


def test_what_breaks_leaves_nothing_behind(folder):
    broken = replace(RECEIVED, table=RECEIVED.table.drop("flag"))
    with pytest.raises(pl.exceptions.ColumnNotFoundError):
        freeze_release(folder, broken, title="x")
    assert list(folder.parent.iterdir()) == []


@pytest.mark.parametrize("name", ["a b", "a:b", ".hidden"])
def test_a_release_needs_a_plain_name(tmp_path, name):
    with pytest.raises(DataError, match="is no name of a release"):
        check_place(tmp_path / name)


def test_a_place_that_cannot_be_written_is_said(folder, monkeypatch):
    def full(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.rename", full)
    with pytest.raises(DataError, match="it cannot be written \\(No space left on device\\)"):
        freeze_release(folder, RECEIVED, title="x")
    assert list(folder.parent.iterdir()) == []


def test_a_place_below_a_file_is_refused(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(DataError, match=r"file is no folder\. Choose another place\."):
        check_place(tmp_path / "file" / "deeper" / "small")


def test_a_name_that_is_too_long_is_said(tmp_path):
    with pytest.raises(DataError, match=r"it cannot be written \(File name too long\)"):
        check_place(tmp_path / ("x" * 300))


def test_a_folder_that_cannot_be_made_is_said(folder, monkeypatch):
    def refuse(**more):
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    with pytest.raises(DataError, match=r"it cannot be written \(No such file or directory\)"):
        freeze_release(folder, RECEIVED, title="x")

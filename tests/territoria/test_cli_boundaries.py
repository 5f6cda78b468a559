"""`territoria boundaries`: install, list and remove in a home of one's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from territoria.cli import main
from territoria.sources.boundary_store import load_boundaries


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TERRITORIA_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["boundaries", *map(str, arguments)])


def shapes(folder: Path, *codes: str, **more: str) -> Path:
    features = []
    for n, code in enumerate(codes):
        ring = [[n, 50], [n, 51], [n + 1, 51], [n + 1, 50], [n, 50]]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": {"id": code}, "geometry": geometry})
    path = folder / "shapes.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features, **more}))
    return path


def test_boundaries_are_installed_listed_and_removed(home, tmp_path):
    file = shapes(tmp_path, "FRE1", "FRE2", "BE32")
    done = run("install", file, "--attribution", "© us")
    path = home / "boundaries" / "2021.json"
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == f"{path}: 3 boundaries of codes 2021. © us\n"
    assert run("list").stdout == "2021  3 boundaries  © us\n"
    assert run("remove").stdout == f"{path}: removed; its maps are drawn in tiles again.\n"
    assert run("list").stderr == f"{home}: no boundaries are installed; maps are drawn in tiles.\n"


def test_a_home_can_be_given(home, tmp_path):
    file = shapes(tmp_path, "FRE1", attribution="© them")
    assert run("install", file, "--home", tmp_path / "other").exit_code == 0
    assert load_boundaries(tmp_path / "other", "2021") is not None
    assert not home.exists()


def test_the_version_is_the_one_that_has_most_of_the_codes(home, tmp_path):
    # NL35 and NL36 came with NUTS 2024
    file = shapes(tmp_path, "NL35", "NL36", "NL11", attribution="©")
    assert run("install", file).exit_code == 0
    assert [path.stem for path in (home / "boundaries").iterdir()] == ["2024"]


def test_codes_that_nuts_does_not_know_are_said(home, tmp_path):
    file = shapes(tmp_path, "FRE1", "QQ01", "QQ02", attribution="©")
    assert run("install", file).stderr == (
        f"{file}: 2 codes are not in NUTS 2021 and stay unused unless a release holds them: "
        "QQ01, QQ02\n"
    )


def test_codes_of_ones_own_are_taken_as_they_are(home, tmp_path):
    file = shapes(tmp_path, "district-1", "district-2", attribution="©")
    done = run("install", file, "--codes", "own")
    assert (done.exit_code, done.stderr) == (0, "")
    assert [path.stem for path in (home / "boundaries").iterdir()] == ["own"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "no property holds a code that is known here. Properties seen: id."),
        (("--codes", "2020"), "no codes of version '2020' are known."),
    ],
)
def test_wrong_input_is_refused_with_what_to_do(home, tmp_path, options, said):
    done = run("install", shapes(tmp_path, "district-1", attribution="©"), *options)
    assert done.exit_code == 2
    assert said in done.stderr
    assert not home.exists()


def test_remove_asks_which_where_several_are_installed(home, tmp_path):
    run("install", shapes(tmp_path, "FRE1", attribution="©"))
    run("install", shapes(tmp_path, "d1", attribution="©"), "--codes", "own")
    done = run("remove")
    assert (done.exit_code, done.stderr) == (
        2,
        f"{home}: 2 versions are installed: 2021, own. Name the one to remove.\n",
    )
    assert run("remove", "own").exit_code == 0
    assert run("list").stdout == "2021  1 boundaries  ©\n"

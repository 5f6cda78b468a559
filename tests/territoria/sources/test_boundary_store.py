from __future__ import annotations

import pytest

from territoria.errors import DataError
from territoria.sources.boundaries import Boundaries
from territoria.sources.boundary_shapes import Shape
from territoria.sources.boundary_store import (
    installed_versions,
    load_boundaries,
    remove_boundaries,
    save_boundaries,
)

HELD = Boundaries(
    "© Éire",
    {"AA1": Shape("M1 1l5 0 0 5z", (1, 1, 6, 6)), "AA9": Shape("M0 0l9 9z", (0, 0, 9, 9), True)},
    700,
    left_out=("AA3",),
)


def test_what_was_saved_is_loaded(tmp_path):
    path = save_boundaries(HELD, tmp_path, "2021")
    assert path == tmp_path / "boundaries" / "2021.json"
    assert load_boundaries(tmp_path, "2021") == HELD
    assert [p.name for p in path.parent.iterdir()] == ["2021.json"]


def test_nothing_is_installed_at_first(tmp_path):
    assert load_boundaries(tmp_path, "2021") is None
    assert installed_versions(tmp_path) == []


def test_versions_stand_beside_each_other_and_can_be_removed(tmp_path):
    for version in ("own", "2021"):
        save_boundaries(HELD, tmp_path, version)
    assert installed_versions(tmp_path) == ["2021", "own"]
    remove_boundaries(tmp_path, "own")
    assert installed_versions(tmp_path) == ["2021"]
    with pytest.raises(
        DataError, match=r"no boundaries of '2020' are installed\. Did you mean 2021"
    ):
        remove_boundaries(tmp_path, "2020")


@pytest.mark.parametrize("text", ["{}", "[]", "no", '{"format":0}'])
def test_a_file_of_another_kind_is_refused(tmp_path, text):
    save_boundaries(HELD, tmp_path, "2021").write_text(text)
    with pytest.raises(DataError, match="not written by this version of the programme"):
        load_boundaries(tmp_path, "2021")


@pytest.mark.parametrize("version", ["../2021", "", ".hidden", "a/b"])
def test_a_version_never_leads_out_of_the_folder(tmp_path, version):
    with pytest.raises(DataError, match="cannot be the name of a version"):
        save_boundaries(HELD, tmp_path, version)

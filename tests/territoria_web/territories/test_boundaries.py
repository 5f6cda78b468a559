"""The ground of a map: tiles, until boundaries are installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from territoria.sources.boundaries import Boundaries
from territoria.sources.boundary_shapes import Shape
from territoria.sources.boundary_store import remove_boundaries, save_boundaries
from territoria_web.territories.boundaries import ground_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TERRITORIA_HOME", str(tmp_path))
    return tmp_path


def test_without_boundaries_every_region_has_a_tile_of_its_own():
    ground = ground_of("2021", 2)
    assert ground.boundaries is None
    assert len(ground.places) == len(set(ground.places.values())) == 242


def test_installed_boundaries_are_used_at_once_and_no_longer_after_removal(home: Path):
    before = ground_of("2021", 2)
    square = Shape("M0 0h9v9h-9z", (0, 0, 9, 9), False)
    save_boundaries(Boundaries("© Someone", {"FRE1": square}, 10, 10, ()), home, "2021")
    installed = ground_of("2021", 2)
    assert installed.boundaries is not None
    assert installed.boundaries.attribution == "© Someone"
    assert installed.state != before.state
    remove_boundaries(home, "2021")
    assert ground_of("2021", 2).state == before.state


def test_a_broken_file_costs_the_boundaries_not_the_map(
    home: Path, caplog: pytest.LogCaptureFixture
):
    (home / "boundaries").mkdir()
    (home / "boundaries" / "2021.json").write_text('{"broken"')
    ground = ground_of("2021", 2)
    assert (ground.boundaries, len(ground.places)) == (None, 242)
    assert "boundaries of 2021 cannot be read" in caplog.text

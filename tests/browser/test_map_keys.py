"""A map in a real browser: links without the script, one tab stop and arrow keys with it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from territoria.pictures.map_drawing import MapRegion
from territoria.pictures.picture import Label
from territoria.pictures.tile_map import tile_map

SCRIPT = Path(__file__).resolve().parents[2] / "src/territoria_web/site/static/site/map.js"
PLACES = {"AA1": (0, 0), "AA2": (1, 0), "BB1": (4, 0), "BB2": (1, 1), "CC1": (1, 3)}
HERE = "document.activeElement.dataset?.code ?? document.activeElement.id"


def drawing() -> str:
    regions = [
        MapRegion(
            code,
            f"Place {code}",
            code[:2],
            None if code == "BB2" else float(n),
            Label(f"{n}"),
            f"{n}–{n + 2}",
            f"#{code}",
            code == "AA2",
        )
        for n, code in enumerate(PLACES)
    ]
    return tile_map("m", "A finding", "What is drawn", regions, PLACES).svg


@pytest.fixture(params=["with", "without"])
def page(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    shutil.copy(SCRIPT, tmp_path / "map.js")
    script = '<script src="map.js" defer></script>' if request.param == "with" else ""
    (tmp_path / "page.html").write_text(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Map</title>{script}'
        f'</head><body><main><h1>Map</h1>{drawing()}<a id="after" href="#x">after</a></main>',
        encoding="utf-8",
    )
    opened = browser.new_page()
    opened.goto((tmp_path / "page.html").as_uri())
    yield opened
    opened.close()


def pressed(page: Page, *keys: str) -> list[str]:
    """Where the focus is after each key."""
    out = []
    for key in keys:
        page.keyboard.press(key)
        out.append(page.evaluate(HERE))
    return out


@pytest.mark.parametrize("page", ["without"], indirect=True)
def test_without_the_script_every_region_is_a_link(page):
    assert pressed(page, *["Tab"] * 6) == ["AA1", "AA2", "BB1", "CC1", "BB2", "after"]


@pytest.mark.parametrize("page", ["with"], indirect=True)
def test_the_map_is_one_tab_stop_that_begins_at_the_own_territory(page):
    assert pressed(page, "Tab", "Tab", "Shift+Tab") == ["AA2", "after", "AA2"]


@pytest.mark.parametrize("page", ["with"], indirect=True)
def test_arrows_move_to_the_nearest_region_that_way_and_stay_at_the_edge(page):
    keys = (
        "ArrowRight",
        "ArrowRight",
        "ArrowLeft",
        "ArrowDown",
        "ArrowDown",
        "ArrowUp",
        "ArrowLeft",
    )
    assert pressed(page, "Tab", *keys) == [
        "AA2", "BB1", "BB1", "AA2", "BB2", "CC1", "BB2", "AA1",
    ]  # fmt: skip
    assert pressed(page, "Tab", "Shift+Tab") == ["after", "AA1"]  # it remembers


@pytest.mark.parametrize("page", ["with"], indirect=True)
def test_a_polite_line_says_name_value_and_range(page):
    said = page.locator("[aria-live=polite]")
    assert said.inner_text() == ""
    pressed(page, "Tab")
    assert said.inner_text() == "Place AA2: 1 (1–3)"
    pressed(page, "ArrowDown")
    assert said.inner_text() == "Place BB2: unknown"


@pytest.mark.parametrize("page", ["with"], indirect=True)
def test_enter_follows_the_link(page):
    pressed(page, "Tab", "ArrowLeft", "Enter")
    assert page.url.endswith("#AA1")


def test_nothing_is_wrong_for_assistive_technology(page):
    assert [v["id"] for v in Axe().run(page).response["violations"]] == []


def test_the_script_is_small():
    assert SCRIPT.stat().st_size <= 2000

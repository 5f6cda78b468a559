"""Each kind of page of *Go Digital* in a real browser: two sizes, three languages, every reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from backstage import Backstage
from readers import Readers
from served import Served

OURS = "desk/{cycle}/"
NETWORK = "desk/networks/{network}/"
# who reads → pages; the link of a firm opens what it said without an account
PAGES = {
    "anybody": (
        "benchmarks/",
        "benchmarks/{published}/",
        "benchmarks/{published}/obstacles/",
        "benchmarks/{published}/mix/",
        "benchmarks/{published}/{entrant}/",
        "initiatives/{registered}/",
        "territories/XA01/small-firms/",
        "check-results/{code}/",
        "targets/{cycle}/",
        "papers/{report}/",
        "check/{code}/",
        "check/{code}/{new}/page/1/",
        "check/{code}/{done}/",
    ),
    "lead": (
        OURS + "register/",
        OURS + "register/{draft}/",
        OURS + "listen/checks/{check}/",
        OURS + "listen/checks/{check}/results/",
        OURS + "targets/{target}/",
    ),
    "peer": ("desk/initiative-reviews/{waiting}/",),
    "office": (NETWORK + "targets/", NETWORK + "synthesis/{report}/lessons/"),
    "bench_office": ("{bench}", "{bench}differences/", "{bench}publish/"),
    "assessor": ("desk/assessing/{sheet}/",),
}
ALL = [(who, path) for who, paths in PAGES.items() for path in paths]


@pytest.fixture(scope="module")
def things(backstage: Backstage) -> dict[str, Any]:
    """What the pages are about, by name."""
    found: dict[str, Any] = backstage.do("go_digital_stage.set_up")
    return found


@pytest.fixture(scope="module")
def readers(browser: Browser, site: Served, things: dict[str, Any]) -> Iterator[Readers]:
    """Everybody; none of whom has opened anything yet."""
    held = Readers(browser, site, things)
    yield held
    held.leave()


@pytest.mark.parametrize(("who", "path"), ALL)
def test_a_page_is_for_every_reader(readers: Readers, who: str, path: str):
    readers.judge(who, path, ALL.index((who, path)))


@pytest.mark.parametrize("who", PAGES)
def test_pages_stand_at_320_pixels_and_without_javascript(readers: Readers, who: str):
    readers.judge_narrow(who, *PAGES[who])

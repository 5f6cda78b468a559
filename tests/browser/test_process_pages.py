"""Every page of the advisory process in a real browser: two sizes, three languages, every reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from backstage import Backstage
from readers import Readers
from served import Served

NOW = "desk/{now}/"
EXAMPLE = "desk/{example}/"
# who reads → pages; *guest* came into the room by a personal link
PAGES = {
    "anybody": (
        "journeys/",
        "journeys/{example}/",
        "calls/",
        "calls/{call}/",
        "plans/{plan}/",
        "papers/{published}/",
        "desk/calls/{opened}/apply/",
        "room/",
        "room/{code}/",
        "survey/{unbegun}/",
        "survey/{link}/1/",
        "survey/{link}/summary/",
    ),
    "guest": ("room/{code}/", "room/{code}/me/{me}/", "room/{code}/results/"),
    "lead": (
        "desk/",
        NOW,
        EXAMPLE + "steps/{step}/",
        NOW + "listen/{survey}/",
        NOW + "listen/{survey}/people/",
        NOW + "listen/{survey}/enter/?role=SME",
        NOW + "listen/{draft}/questions/",
        NOW + "listen/{draft}/questions/new/",
        EXAMPLE + "listen/{heard}/results/",
        EXAMPLE + "findings/",
        NOW + "findings/add/",
        EXAMPLE + "policies/",
        EXAMPLE + "swot/",
        NOW + "convene/{meeting}/agenda/",
        NOW + "convene/{meeting}/people/",
        NOW + "convene/{meeting}/run/",
        NOW + "convene/{meeting}/board/",
        EXAMPLE + "convene/{held}/votes/",
        EXAMPLE + "plan/",
        EXAMPLE + "plan/actions/{action}/",
        EXAMPLE + "plan/adopt/",
        EXAMPLE + "papers/",
        NOW + "papers/{paper}/",
        NOW + "papers/{paper}/words/policies/en/",
        NOW + "papers/{paper}/corrections/",
    ),
    "office": (
        "desk/networks/{network}/",
        "desk/networks/{network}/compare/",
        "desk/networks/{network}/talks/",
        "desk/networks/{network}/synthesis/",
        "desk/networks/{network}/calls/",
        "desk/calls/{unwritten}/text/",
        "desk/calls/{unwritten}/criteria/",
        "desk/calls/{call}/ranking/",
        "desk/calls/{call}/decision/",
        "desk/calls/{call}/expressions/{chosen}/",
    ),
    "applicant": ("desk/expressions/{own}/",),
    "reviewer": ("desk/reviews/{review}/",),
}
ALL = [(who, path) for who, paths in PAGES.items() for path in paths]


@pytest.fixture(scope="module")
def things(backstage: Backstage) -> dict[str, Any]:
    """What the pages are about, by name."""
    found: dict[str, Any] = backstage.do("stage.set_up")
    return found


@pytest.fixture(scope="module")
def readers(browser: Browser, site: Served, things: dict[str, Any]) -> Iterator[Readers]:
    """Everybody; none of whom has opened anything yet."""
    held = Readers(browser, site, things, {"guest": ("room/{code}/me/{me}/", "Come in now")})
    yield held
    held.leave()


@pytest.mark.parametrize(("who", "path"), ALL)
def test_a_page_is_for_every_reader(readers: Readers, who: str, path: str):
    readers.judge(who, path, ALL.index((who, path)))


@pytest.mark.parametrize("who", PAGES)
def test_pages_stand_at_320_pixels_and_without_javascript(readers: Readers, who: str):
    readers.judge_narrow(who, *PAGES[who])

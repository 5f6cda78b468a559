"""Every page of the advisory process in a real browser: two sizes, three languages, every reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from backstage import Backstage
from barriers import sides, violations, what_stands
from served import Served
from tabs import DESKTOP, LARGEST, LEAVE_THE_FIRST, PHONE, SCHEMES, Tab, tab_in
from walking import press

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


class Readers:
    """Whoever reads: each has one window, opened when it is needed first."""

    def __init__(self, browser: Browser, site: Served, things: dict[str, Any]) -> None:
        self.browser, self.site, self.things = browser, site, things
        self.tabs: dict[str, tuple[BrowserContext, Tab]] = {}

    def tab_of(self, who: str) -> Tab:
        """The tab of a reader who has come in."""
        if who not in self.tabs:
            context = self.browser.new_context()
            tab = tab_in(context)
            if who in self.things:
                tab.page.goto(self.things[who])
                press(tab.page, "Sign in")
            elif who == "guest":
                tab.page.goto(self.address("room/{code}/me/{me}/"))
                press(tab.page, "Come in now")
            self.tabs[who] = (context, tab)
        return self.tabs[who][1]

    def address(self, path: str, language: str = "en") -> str:
        """Where a page is."""
        return f"{self.site.address}/{language}/{path.format(**self.things)}"


@pytest.fixture(scope="module")
def readers(browser: Browser, site: Served, things: dict[str, Any]) -> Iterator[Readers]:
    """Everybody; none of whom has opened anything yet."""
    held = Readers(browser, site, things)
    yield held
    for context, _tab in held.tabs.values():
        context.close()


@pytest.mark.parametrize(("who", "path"), ALL)
def test_a_page_is_for_every_reader(readers: Readers, who: str, path: str):
    """In English on a desk, in French on a phone, one light and the other dark."""
    tab = readers.tab_of(who)
    turn = ALL.index((who, path))
    tab.open(readers.address(path), SCHEMES[turn % 2])
    assert tab.said == []
    assert tab.page.url == readers.address(path)
    assert [url for url in tab.asked if not url.startswith(readers.site.address)] == []
    assert tab.travelled == min(tab.travelled, LARGEST)
    assert sides(tab.page) == [DESKTOP, DESKTOP]
    tab.page.evaluate(LEAVE_THE_FIRST)
    assert violations(tab.page) == []
    tab.open(readers.address(path, "fr"), SCHEMES[(turn + 1) % 2], PHONE)
    assert (tab.said, sides(tab.page)) == ([], [PHONE, PHONE])
    assert tab.page.evaluate("document.documentElement.lang") == "fr"
    tab.page.evaluate(LEAVE_THE_FIRST)
    assert violations(tab.page) == []


@pytest.mark.parametrize("who", PAGES)
def test_pages_stand_at_320_pixels_and_without_javascript(
    browser: Browser, readers: Readers, who: str
):
    readers.tab_of(who)
    with browser.new_context(
        viewport={"width": 320, "height": 700},
        java_script_enabled=False,
        storage_state=readers.tabs[who][0].storage_state(),
    ) as context:
        page = context.new_page()
        for path in PAGES[who]:
            page.goto(readers.address(path, "de"))
            assert (path, *what_stands(page)) == (path, "de", 1, True, 320, 320)

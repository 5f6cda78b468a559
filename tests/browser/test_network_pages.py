"""Each kind of page of what cities do together in a real browser: two sizes, three languages, every
reader.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from backstage import Backstage
from readers import Readers
from served import Served

NETWORK = "desk/networks/{network}/"
HELD = NETWORK + "meetings/{reported}/"
COMING = NETWORK + "meetings/{coming}/"
DAY = NETWORK + "companies/{day}/"
ROUND = NETWORK + "mentoring/{round}/"
# who reads → pages; links of one's own open what was done without an account
PAGES = {
    "anybody": (
        "network/",
        "meetings/{reported}/",
        "meet/{code}/register/",
        "projects/{project}/",
        "sectors/",
        "projects/{project}/compendium/",
        "company-days/{day}/",
        "mentoring/{round}/",
        "project/{partner}/",
        "company/{company}/",
        "company/{company}/agenda/",
        "mentoring/own/{person}/",
    ),
    "phone": ("meet/{code}/", "meet/{code}/topics/", "meet/{code}/choose/all/"),
    "office": (
        HELD,
        HELD + "timetable/",
        HELD + "sheets/{topic}/",
        HELD + "report/",
        COMING + "programme/",
        COMING + "topics/",
        COMING + "slots/",
        NETWORK + "projects/{project}/",
        DAY,
        DAY + "requests/",
        DAY + "schedule/",
        DAY + "outcomes/",
        ROUND,
        ROUND + "pairs/",
    ),
    "lead": (
        "desk/{cycle}/act/",
        "desk/{cycle}/act/sectors/",
        "desk/{cycle}/act/partners/",
        "desk/card-reviews/",
    ),
}
ALL = [(who, path) for who, paths in PAGES.items() for path in paths]


@pytest.fixture(scope="module")
def things(backstage: Backstage) -> dict[str, Any]:
    """What the pages are about, by name."""
    found: dict[str, Any] = backstage.do("network_stage.set_up")
    return found


@pytest.fixture(scope="module")
def readers(browser: Browser, site: Served, things: dict[str, Any]) -> Iterator[Readers]:
    """Everybody; none of whom has opened anything yet."""
    held = Readers(
        browser, site, things, {"phone": ("meet/me/{me}/", "Open my page on this device")}
    )
    yield held
    held.leave()


@pytest.mark.parametrize(("who", "path"), ALL)
def test_a_page_is_for_every_reader(readers: Readers, who: str, path: str):
    readers.judge(who, path, ALL.index((who, path)))


@pytest.mark.parametrize("who", PAGES)
def test_pages_stand_at_320_pixels_and_without_javascript(readers: Readers, who: str):
    readers.judge_narrow(who, *PAGES[who])

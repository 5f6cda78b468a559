"""A real browser: Debian's Chromium, driven without network, and what it looks at."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from backstage import Backstage
from places import files
from served import Served, serve
from walking import People

# the first draws no windows at all, which is much quicker; the other does as well
CHROMIUMS = (Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium"))
QUIETLY = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # all pages are of one site: fewer processes that talk to each other
    "--in-process-gpu",
    "--disable-site-isolation-trials",
    "--renderer-process-limit=1",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for each file: its event loop must not outlive it, as Django's models refuse to work
    beside one. Without Chromium the tests are skipped, but not in CI.
    """
    chromium = next((path for path in CHROMIUMS if path.is_file()), None)
    if chromium is None:
        missing = "a browser is missing: apt-get install chromium-headless-shell"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=list(QUIETLY))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The published briefing of FRE1 as a file:// page; each test process has its own."""
    page = tmp_path_factory.mktemp("briefing") / "briefing.html"
    page.write_bytes(files("FRE1")["briefing.html"])
    return page.as_uri()


@pytest.fixture(scope="session")
def site() -> Iterator[Served]:
    """A site with a worker, for all walks of the advisory process in a test process."""
    with serve(worker=True) as served:
        yield served


@pytest.fixture(scope="session")
def backstage(site: Served) -> Iterator[Backstage]:
    """Whoever sets up what a walk is not about."""
    with Backstage(site) as held:
        yield held


@pytest.fixture
def people(browser: Browser, site: Served) -> Iterator[People]:
    """Windows, in none of which an error may be said."""
    held = People(browser, site.address)
    yield held
    held.leave()
    assert held.wrong == []

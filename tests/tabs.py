"""A tab in which every visit is the first: what a page asked for, said, and how much came."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import BrowserContext, Page, Request

PHONE, DESKTOP = 360, 1200
LANGUAGES = ("en", "fr", "de")
LARGEST = 150_000  # bytes of a first visit, as they travel
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, Scheme] = ("light", "dark")
LEAVE_THE_FIRST = """document.querySelectorAll(`tbody tr:nth-child(n+7), li:nth-child(n+9),
  option:nth-child(n+5), svg :is(a, circle, line):nth-of-type(n+7)`).forEach(e => e.remove())"""

# asked of the page at once: to ask the browser for each of its files takes as long as to load them
TRAVELLED = """['navigation', 'resource'].flatMap(kind => performance.getEntriesByType(kind))
  .reduce((sum, file) => sum + file.encodedBodySize, 0)"""


@dataclass
class Tab:
    """A tab that keeps nothing, with what was asked and said while a page opened in it."""

    page: Page
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    travelled: int = 0

    def note(self, request: Request) -> None:
        """What is fetched."""
        self.asked.append(request.url)

    def open(self, address: str, scheme: Scheme = "light", width: int = DESKTOP) -> None:
        """Open a page, at its desktop size unless told otherwise."""
        self.asked, self.said = [], []
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(color_scheme=scheme)
        self.page.goto(address, wait_until="load")
        self.travelled = self.page.evaluate(TRAVELLED)


def tab_in(context: BrowserContext) -> Tab:
    """The tab of a window."""
    made = Tab(context.new_page())
    context.new_cdp_session(made.page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    made.page.on("request", made.note)
    made.page.on("console", lambda message: made.said.append(message.text))
    made.page.on("pageerror", lambda error: made.said.append(str(error)))
    return made

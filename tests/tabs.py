"""A tab in which every visit is the first: what a page asked for, said, and how much came."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import BrowserContext, Page, Response

from barriers import AXE

PHONE, DESKTOP = 360, 1200
LANGUAGES = ("en", "fr", "de")
LARGEST = 150_000  # bytes of a first visit, as they travel
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, Scheme] = ("light", "dark")
LEAVE_THE_FIRST = """document.querySelectorAll(`tbody tr:nth-child(n+7), li:nth-child(n+9),
  option:nth-child(n+5), svg :is(a, circle, line):nth-of-type(n+7)`).forEach(e => e.remove())"""


@dataclass
class Tab:
    """A tab that keeps nothing, with what was asked and said while a page opened in it."""

    page: Page
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    travelled: int = 0

    def note(self, response: Response) -> None:
        """What was fetched, and how many bytes came."""
        self.asked.append(response.url)
        if response.ok and not response.request.redirected_to:
            self.travelled += response.request.sizes()["responseBodySize"]

    def open(self, address: str, scheme: Scheme = "light", width: int = DESKTOP) -> None:
        """Open a page, at its desktop size unless told otherwise."""
        self.asked, self.said, self.travelled = [], [], 0
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(color_scheme=scheme)
        self.page.goto(address, wait_until="load")


def tab_in(context: BrowserContext) -> Tab:
    """The tab of a window; it knows how to look for barriers."""
    context.add_init_script(AXE)
    made = Tab(context.new_page())
    context.new_cdp_session(made.page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    made.page.on("response", made.note)
    made.page.on("console", lambda message: made.said.append(message.text))
    made.page.on("pageerror", lambda error: made.said.append(str(error)))
    return made

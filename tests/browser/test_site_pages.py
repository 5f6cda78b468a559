"""Every public page in a real browser: two sizes, three languages, for every reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, Response

from served import Served, serve

pytestmark = pytest.mark.xdist_group("site")

PHONE, DESKTOP = 360, 1200
LARGEST = 150_000  # bytes of a first visit, as they travel
PAGES = (
    "",
    "find/?q=lile",
    "map/",
    "map/?show=broadband_households",
    "territories/FRE1/",
    "territories/FRE1/?role=MAY",
    "territories/RO42/",
    "territories/DE/",
    "territories/FRE1/briefing/",
    "compare/",
    "compare/?t=FRE1&t=DED5&t=FI20",
    "explore/",
    "explore/?view=table&i=broadband_households&i=hrst",
    "explore/?view=ranking&i=broadband_households&t=FRE1",
    "explore/?view=scatter&i=broadband_households&i=hrst&t=FRE1",
    "explore/?view=line&i=broadband_households&t=FRE1&t=DED5",
    "explore/?view=map&i=broadband_households",
    "practices/",
    "practices/?territory=FRE1",
    "practices/comparison/",
    "advice/",
    "advice/?territory=FRE1",
    "initiatives/",
    "frameworks/",
    "frameworks/blueprint/",
    "indicators/",
    "indicators/broadband_households/",
    "data/",
    "methods/",
    "about/",
    "account/login/",
    "nothing-here/",
)
LANGUAGES = ("en", "fr", "de")
SCHEMES = ("light", "dark")
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
RUN = """scope => axe.run(scope, {resultTypes: ["violations"]}).then(found => found.violations)"""
MORE_OF_THE_SAME = "tbody tr:nth-child(n+9), svg a:nth-of-type(n+9), .results li:nth-child(n+9)"


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    """A site with the real release."""
    with serve() as served:
        yield served


@dataclass
class Visits:
    """One language's tab, with what was asked and said while pages opened in it."""

    page: Page
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    travelled: int = 0

    def note(self, response: Response) -> None:
        """What was fetched, and how many bytes came."""
        self.asked.append(response.url)
        if response.ok and not response.request.redirected_to:
            self.travelled += response.request.sizes()["responseBodySize"]

    def open(self, address: str) -> None:
        """Open a page at its desktop size."""
        self.asked, self.said, self.travelled = [], [], 0
        self.page.set_viewport_size({"width": DESKTOP, "height": 900})
        self.page.goto(address, wait_until="load")


def visits(browser: Browser) -> Visits:
    """A tab of its own, without anything kept, that can judge what it shows."""
    context = browser.new_context()
    context.add_init_script(AXE)
    made = Visits(context.new_page())
    made.page.on("response", made.note)
    made.page.on("console", lambda message: made.said.append(message.text))
    made.page.on("pageerror", lambda error: made.said.append(str(error)))
    return made


def violations(page: Page, *, leave: str = "") -> list[str]:
    """What axe finds against WCAG 2.2 AA and good practice, but for what ``leave`` selects."""
    scope = {"exclude": [leave]} if leave else {"include": ["html"]}
    found = page.evaluate(RUN, scope)
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found]


def sides(page: Page) -> list[int]:
    """How wide the page is, and how wide the window."""
    found: list[int] = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    return found


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_for_every_reader_at_every_size(browser: Browser, site: Served, path: str):
    """Three languages, two sizes, light and dark; all of a long table or map in English only."""
    for turn, language in enumerate(LANGUAGES, start=PAGES.index(path)):
        made = visits(browser)
        made.page.emulate_media(color_scheme=SCHEMES[turn % 2])
        made.open(f"{site.address}/{language}/{path}")
        missing = "404" in "".join(made.said) and path == "nothing-here/"
        assert (language, [] if missing else made.said) == (language, [])
        assert [url for url in made.asked if not url.startswith(site.address)] == []
        assert (language, made.travelled) == (language, min(made.travelled, LARGEST))
        assert made.page.evaluate("document.documentElement.lang") == language
        for width in (DESKTOP, PHONE):
            where = f"{language} {width}"
            made.page.set_viewport_size({"width": width, "height": 900})
            assert (where, sides(made.page)) == (where, [width, width])
            leave = "" if (language, width) == ("en", DESKTOP) else MORE_OF_THE_SAME
            assert (where, violations(made.page, leave=leave)) == (where, [])
            made.page.emulate_media(color_scheme=SCHEMES[(turn + 1) % 2])
        made.page.context.close()


def test_pages_stand_at_320_pixels_and_without_javascript(browser: Browser, site: Served):
    with browser.new_context(
        viewport={"width": 320, "height": 700}, java_script_enabled=False
    ) as context:
        page = context.new_page()
        for path in PAGES:
            page.goto(f"{site.address}/de/{path}", wait_until="domcontentloaded")
            assert (path, page.locator("h1").count()) == (path, 1)
            assert len(page.locator("main").inner_text()) > 60
            assert (path, sides(page)) == (path, [320, 320])


def test_a_bad_page_would_be_found(browser: Browser, site: Served):
    made = visits(browser)
    made.open(f"{site.address}/en/about/")
    made.page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert [v.partition(":")[0] for v in violations(made.page)] == ["image-alt"]
    made.page.context.close()

"""Every public page in a real browser: two sizes, three languages, for every reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
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


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    """A site with the real release."""
    with serve() as served:
        yield served


@dataclass
class Visit:
    """A page with what was asked and said while it opened."""

    page: Page
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    travelled: int = 0


def visit(browser: Browser, address: str, width: int, scheme: str = "light") -> Visit:
    """Open a page for the first time."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    made = Visit(context.new_page())

    def note(response: Response) -> None:
        made.asked.append(response.url)
        if response.ok and not response.request.redirected_to:
            made.travelled += response.request.sizes()["responseBodySize"]

    made.page.on("response", note)
    made.page.on("console", lambda message: made.said.append(message.text))
    made.page.on("pageerror", lambda error: made.said.append(str(error)))
    made.page.goto(address, wait_until="load")
    return made


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA and good practice."""
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_for_every_reader_at_every_size(browser: Browser, site: Served, path: str):
    even = PAGES.index(path) % 2 == 0
    for language, width, scheme in (
        ("en", DESKTOP, "dark" if even else "light"),
        ("fr" if even else "de", PHONE, "light" if even else "dark"),
    ):
        made = visit(browser, f"{site.address}/{language}/{path}", width, scheme)
        where = f"{language} {width} {scheme}"
        missing = "404" in "".join(made.said) and path == "nothing-here/"
        assert (where, [] if missing else made.said) == (where, [])
        assert (where, violations(made.page)) == (where, [])
        assert made.page.evaluate("document.documentElement.lang") == language
        sides = made.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert (where, sides[0]) == (where, min(sides))
        assert [url for url in made.asked if not url.startswith(site.address)] == []
        assert (where, made.travelled) == (where, min(made.travelled, LARGEST))
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
            sides = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
            assert (path, sides[0]) == (path, min(sides))


def test_a_bad_page_would_be_found(browser: Browser, site: Served):
    made = visit(browser, f"{site.address}/en/about/", DESKTOP)
    made.page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert [v.partition(":")[0] for v in violations(made.page)] == ["image-alt"]
    made.page.context.close()

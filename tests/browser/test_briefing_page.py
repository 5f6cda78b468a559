"""The briefing's page in a real browser: for every reader, at every width, without a network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request

# one worker holds the browser where tests are shared out by group; any other way is safe too
Open = Callable[..., Page]
WIDE, PHONE = 1280, 360

# All rows of a table are written alike: four of each are enough to look at, and much quicker.
SHORTEN = "document.querySelectorAll('tbody tr:nth-child(n+5)').forEach(row => row.remove())"


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Open]:
    """Open the page at a width, in a colour scheme; what it asks for and complains of is kept."""
    contexts = []

    def opening(width: int = WIDE, scheme: Any = "light", **more: Any) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, **more
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield opening
    for context in contexts:
        context.close()


def grave_violations(page: Page, within: str | None = None) -> list[str]:
    """The serious and critical violations that axe finds, with the first place of each."""
    options = {"resultTypes": ["violations"]}
    found = Axe().run(page, within, options).response["violations"]
    return [
        f"{v['id']} ({v['impact']}): {v['nodes'][0]['html'][:120]}"
        for v in found
        if v["impact"] in ("serious", "critical")
    ]


# ── for every reader ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("width", "scheme"), [(WIDE, "light"), (PHONE, "dark")])
def test_no_serious_barrier_is_found(open_page: Open, width: int, scheme: str) -> None:
    page = open_page(width, scheme)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    page.evaluate(SHORTEN)
    assert grave_violations(page) == []


def test_a_picture_without_words_would_be_found(open_page: Open) -> None:
    page = open_page()
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    found = grave_violations(page, "main > img")
    assert [v.partition(":")[0] for v in found] == ["image-alt (critical)"]


def test_pale_text_would_be_found(open_page: Open) -> None:
    page = open_page()
    page.evaluate("document.querySelector('main p.lead').style.color = '#ccc'")
    found = grave_violations(page, "main p.lead")
    assert [v.partition(":")[0] for v in found] == ["color-contrast (serious)"]


def test_light_and_dark_are_really_different(open_page: Open) -> None:
    colours = [
        open_page(scheme=scheme).evaluate(
            "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
        )
        for scheme in ("light", "dark")
    ]
    (light_ink, light_paper), (dark_ink, dark_paper) = colours
    assert brightness(light_ink) < 60 < 200 < brightness(light_paper)
    assert brightness(dark_paper) < 60 < 200 < brightness(dark_ink)


def brightness(colour: str) -> float:
    """The mean of red, green and blue of ``rgb(r, g, b)``."""
    parts = colour.partition("(")[2].rstrip(")").split(",")[:3]
    return sum(float(part) for part in parts) / 3


# ── at every width ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("width", [320, PHONE, 768, WIDE])
def test_the_page_never_scrolls_sideways(open_page: Open, width: int) -> None:
    page = open_page(width)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    widths = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert widths[0] <= widths[1] == width
    page.evaluate("window.scrollTo(1000, 0)")
    assert page.evaluate("window.scrollX") == 0


def test_a_wide_table_scrolls_inside_itself_on_a_phone(open_page: Open) -> None:
    page = open_page(PHONE)
    wider = page.evaluate(
        "[...document.querySelectorAll('.scroll')].filter(s => s.scrollWidth > s.clientWidth).length"
    )
    assert wider > 0


def test_text_on_a_phone_is_large_enough_to_read(open_page: Open) -> None:
    page = open_page(PHONE)
    size = page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('main p:not([class])')).fontSize)"
    )
    assert size >= 16


# ── by keyboard ───────────────────────────────────────────────────────────────────────────────


def test_the_first_tab_leads_past_the_head_to_the_text(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    focused = "document.activeElement.textContent.trim()"
    assert page.evaluate(focused) == "Skip to the text"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    target = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == target
    assert page.evaluate(f"document.querySelector('{target}').matches('main, main *')") is True
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null") is True


def test_what_has_the_focus_can_be_seen(open_page: Open) -> None:
    page = open_page()
    for _ in range(12):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(s => [s.outlineStyle, parseFloat(s.outlineWidth)])(getComputedStyle(document.activeElement))"
        )
        assert style[0] != "none"
        assert style[1] >= 2


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_data_behind_a_figure_open_by_key(open_page: Open, key: str) -> None:
    page = open_page()
    details = page.locator("details").first
    assert details.get_attribute("open") is None
    details.locator("summary").focus()
    page.keyboard.press(key)
    assert details.get_attribute("open") is not None
    assert details.locator("table").is_visible()
    page.keyboard.press(key)
    assert not details.locator("table").is_visible()


def test_a_number_leads_to_its_row_in_the_last_table(open_page: Open) -> None:
    page = open_page()
    link = page.locator("a.refs").first
    link.focus()
    page.keyboard.press("Enter")
    row = page.locator(page.evaluate("location.hash"))
    assert row.evaluate("r => r.tagName") == "TR"
    assert row.is_visible()


# ── without a network, without a script ───────────────────────────────────────────────────────


def test_the_page_asks_for_nothing_and_complains_of_nothing(browser: Browser, address: str) -> None:
    asked: list[str] = []
    said: list[str] = []
    with browser.new_context(viewport={"width": WIDE, "height": 800}) as context:
        page = context.new_page()

        def note(request: Request) -> None:
            asked.append(request.url)

        page.on("request", note)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(address, wait_until="networkidle")
        for summary in page.locator("summary").all():
            summary.click()
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    assert asked == [address]
    assert said == []


def test_the_page_is_whole_without_javascript(open_page: Open) -> None:
    page = open_page(java_script_enabled=False)
    assert page.locator("h1").inner_text() == "Nord-Pas de Calais"
    assert page.locator("script").count() == 0
    details = page.locator("details").first
    details.locator("summary").click()
    assert details.locator("table").is_visible()
    assert page.locator("svg").first.is_visible()


def test_the_page_names_its_language_and_itself(open_page: Open) -> None:
    page = open_page()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.title().startswith("Nord-Pas de Calais")
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1

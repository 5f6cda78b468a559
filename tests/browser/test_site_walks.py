"""What people do on the site, in a real browser, from the first click to what came of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect

from barriers import sides, violations
from served import Served

LINKS = """
from territoria_web.example.demo import demo_links
for account in demo_links({address!r}):
    print(account.link)
"""
PRIVATE = ("", "{cycle}measure/", "{cycle}compare/", "{cycle}recommend/", "{cycle}documents/")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 1200, "height": 900}) as opened:
        yield opened


@pytest.fixture(scope="module")
def signed_in(browser: Browser, site: Served) -> StorageState:
    """What the browser of the lead of FRE1 keeps; made once, as a link signs in once."""
    with browser.new_context() as opened:
        sign_in(opened.new_page(), site)
        return opened.storage_state()


@pytest.fixture
def lead(browser: Browser, signed_in: StorageState) -> Iterator[BrowserContext]:
    with browser.new_context(
        viewport={"width": 1200, "height": 900}, storage_state=signed_in
    ) as opened:
        opened.set_default_timeout(60_000)
        yield opened


@pytest.fixture
def page(context: BrowserContext) -> Page:
    made = context.new_page()
    made.set_default_timeout(60_000)
    return made


def sign_in(page: Page, site: Served, place: int = 0) -> None:
    """By the link that the lead of FRE1 (0), an editor, an expert or a viewer (3) was given."""
    page.goto(site.run(LINKS.format(address=site.address)).splitlines()[place])
    page.locator("main form button").first.click()
    page.wait_for_url("**/desk/**")


def cycle_of(page: Page, site: Served) -> str:
    """The address of the team's cycle."""
    page.goto(f"{site.address}/en/desk/")
    found = page.eval_on_selector_all("main a[href]", "links => links.map(link => link.href)")
    cycles = [url for url in found if re.search(r"/desk/[0-9a-f-]{36}/$", url)]
    page.goto(cycles[0])
    return page.url


def reload_until(page: Page, selector: str, count: int) -> None:
    """Look again, as a person does, until the worker has done its job."""
    for _ in range(180):
        if page.locator(selector).count() == count:
            return
        page.wait_for_timeout(1_000)
        page.reload()
    raise AssertionError(f"{selector}: {page.locator(selector).count()}, not {count}")


def test_a_mayor_finds_her_region_by_a_misspelt_name_and_follows_a_number(page: Page, site: Served):
    page.goto(f"{site.address}/en/")
    field = page.locator("main input[name=q]").first
    field.fill("nord pas de calai")
    field.press("Enter")
    page.locator("main a[href$='/territories/FRE1/']").first.click()
    expect(page.locator("h1")).to_contain_text("Nord")
    number = page.locator("main a[href*='/explain/']").first
    said = number.inner_text()
    number.click()
    page.wait_for_url("**/explain/**")
    assert said.split("(")[0].strip().split()[0].rstrip(",.") in page.locator("main").inner_text()
    while page.locator("main details:not([open]) > summary:visible").count():
        page.locator("main details:not([open]) > summary:visible").first.click()
    assert "observations.csv.gz" in page.locator("main").inner_text()


def test_the_search_works_without_javascript(browser: Browser, site: Served):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site.address}/de/")
        field = page.locator("main input[name=q]").first
        field.fill("Ahvenanmaa")
        field.press("Enter")
        page.wait_for_url("**/territories/FI20/")


def test_the_map_is_one_tab_stop_and_the_arrows_lead_on(page: Page, site: Served):
    page.goto(f"{site.address}/en/map/")
    stops = page.locator("main svg a[tabindex='0']")
    expect(stops).to_have_count(1)
    stops.first.focus()
    first = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("ArrowDown")
    second = page.evaluate("document.activeElement.getAttribute('href')")
    assert first != second
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{second}")


def test_a_weight_moved_changes_the_ranking_at_once(page: Page, site: Served):
    page.goto(f"{site.address}/en/explore/?view=what-if&framework=blueprint&t=FRE1")
    slider = page.locator("input[type=range]").first
    before = page.locator("main").inner_text()
    slider.focus()
    slider.press("End")
    page.wait_for_function(
        "said => document.querySelector('main').innerText !== said", arg=before, timeout=20_000
    )
    assert page.evaluate("document.activeElement.type") == "range"
    assert "w." in page.url or "w." in page.content()


def test_a_team_gives_its_own_figures_sees_what_they_do_and_undoes_them(
    lead: BrowserContext, site: Served, tmp_path: Path
):
    page = lead.new_page()
    cycle = cycle_of(page, site)
    table = tmp_path / "own.csv"
    table.write_text(
        "indicator,period,value\nbroadband_households,2022,97.5\nnot_an_indicator,2022,1\n"
    )
    page.goto(f"{cycle}measure/upload/")
    page.locator("input[type=file]").set_input_files(table)
    page.get_by_role("button", name="Look at it").click()
    expect(page.locator("#faults-list")).to_contain_text("not_an_indicator")
    expect(page.locator("#received")).to_contain_text("97.5")
    assert violations(page) == []
    page.get_by_role("button", name="Take").click()
    expect(page.locator("main")).to_contain_text("own.csv")
    reload_until(page, "#scores thead th", 3)
    public = page.request.get(f"{site.address}/en/territories/FRE1.csv").text()
    assert "97.5" not in public
    page.get_by_role("button", name="Undo").first.click()
    expect(page.locator("#releases")).to_contain_text("undone")


def test_a_decision_with_its_reason_is_read_by_everybody(
    lead: BrowserContext, site: Served, browser: Browser
):
    page = lead.new_page()
    cycle = cycle_of(page, site)
    page.goto(f"{cycle}recommend/")
    page.locator("main article h2 a").first.click()
    page.locator("input[value=declined]").check()
    page.locator("textarea[name=reason]").fill("We tried this in 2019 and nobody came.")
    page.locator("main form button").last.click()
    with browser.new_context() as anybody:
        reader = anybody.new_page()
        reader.goto(f"{site.address}/en/territories/FRE1/decisions/")
        expect(reader.locator("main")).to_contain_text("nobody came")


def test_a_viewer_reads_along_and_changes_nothing(page: Page, site: Served):
    sign_in(page, site, place=3)
    cycle = cycle_of(page, site)
    page.goto(f"{cycle}measure/")
    assert page.get_by_role("link", name="Give your own figures").count() == 0
    assert page.request.get(f"{cycle}measure/upload/").status == 403


@pytest.mark.parametrize(("width", "language"), [(360, "de"), (1200, "fr")])
def test_the_desk_is_for_every_reader(
    lead: BrowserContext, site: Served, width: int, language: str
):
    page = lead.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    cycle = cycle_of(page, site)
    for path in PRIVATE:
        address = path.replace("{cycle}", cycle) or f"{site.address}/en/desk/"
        page.goto(address.replace("/en/", f"/{language}/"))
        assert (address, violations(page), sides(page)) == (address, [], [width, width])


def test_a_stranger_is_led_to_the_door(page: Page, site: Served):
    page.goto(f"{site.address}/en/desk/")
    page.wait_for_url("**/account/login/**")


def test_a_briefing_is_made_and_downloaded(page: Page, site: Served):
    page.goto(f"{site.address}/fr/territories/DED5/briefing/")
    page.locator("main form button").first.click()
    page.wait_for_function(
        "() => [...document.querySelectorAll('main a')].some(a => a.href.endsWith('.docx'))",
        timeout=120_000,
    )
    for name in ("pdf", "docx", "html"):
        href = page.locator(f"main a[href*='.{name}']").first.get_attribute("href")
        answer = page.request.get(f"{site.address}{href}" if href.startswith("/") else href)
        assert (name, answer.status, len(answer.body()) > 10_000) == (name, 200, True)

"""Citizens on a phone, with JavaScript and without: a need, a rating, a vote, a ballot; and the owner
of an action who tells how it goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from backstage import Backstage
from barriers import sides, violations
from served import Served
from tabs import LANGUAGES, LARGEST, LEAVE_THE_FIRST, SCHEMES, Tab, tab_in
from walking import People, fill, follow, letter_to, link_in, press, said

PHONE = 360
PAGES = (
    "forum/{code}/",
    "forum/{code}/needs/",
    "forum/{code}/needs/{need}/",
    "forum/{code}/data/",
    "forum/{code}/services/",
    "forum/{code}/services/{service}/",
    "forum/{code}/talks/{talk}/",
    "forum/{code}/budgets/{budget}/",
    "voice/{code}/need/",
    "voice/{code}/needs/{need}/support/",
    "voice/{code}/service/{service}/",
    "voice/{code}/talk/{talk}/",
    "voice/{code}/budget/{budget}/",
    "promises/{plan}/",
    "promises/{plan}/1/",
    "follow/{plan}/",
    "tell/{tell}/",
    "operation/FRE1/",
    "lessons/",
)
DESK = (
    "citizens/",
    "citizens/needs/",
    "citizens/services/",
    "citizens/talks/",
    "citizens/budgets/",
    "citizens/rules/",
    "track/",
    "track/operation/",
    "learn/",
)
ALL = [("anybody", path) for path in PAGES] + [("lead", path) for path in DESK]


@pytest.fixture(scope="module")
def things(backstage: Backstage) -> dict[str, Any]:
    """A region that hears its people."""
    found: dict[str, Any] = backstage.do("citizen_stage.set_up")
    return found


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def phone(request: pytest.FixtureRequest, people: People) -> Page:
    """An old phone."""
    return people.window(PHONE, java_script_enabled=request.param)


def at(site: Served, path: str, things: dict[str, Any], language: str = "en") -> str:
    return f"{site.address}/{language}/{path.format(**things)}"


def test_a_need_is_said_in_three_steps_and_confirmed(
    phone: Page, site: Served, things: dict[str, Any], backstage: Backstage
):
    email = f"ada{things['code']}{id(phone)}@walks.example".lower()
    phone.goto(at(site, "forum/{code}/", things))
    follow(phone, re.compile("^Say what"))
    press(phone, "Go on")
    expect(phone.locator("main [role=alert]").first).to_be_visible()
    fill(phone, title="A bench at the bus stop")
    press(phone, "Go on")
    expect(phone.locator("main")).to_contain_text("A bench at the bus stop of the old square")
    press(phone, re.compile("^I need this too"))
    expect(phone.locator("main")).to_contain_text("Your support counts")
    fill(phone, place="In front of the school", district="n")
    press(phone, "Go on")
    fill(phone, email=email)
    phone.locator("main [name=told]").check()
    press(phone, "Send it")
    expect(phone.locator("h1")).to_contain_text("Thank you")
    letter = letter_to(backstage.home, email)
    phone.goto(link_in(letter, site.address))
    press(phone, re.compile("^Yes"))
    expect(phone.locator("main")).to_contain_text("A bench at the bus stop")
    phone.goto(at(site, "forum/{code}/needs/", things))
    expect(phone.locator("main")).to_contain_text("A bench at the bus stop")


def test_a_service_is_rated_in_three_presses(phone: Page, site: Served, things: dict[str, Any]):
    phone.goto(at(site, "voice/{code}/service/{service}/?by=qr", things))
    fill(phone, solved="yes", satisfaction="4")
    press(phone, "Send")
    expect(phone.locator("h1")).to_contain_text("Thank you")


def test_a_vote_is_one_press_and_the_next_statement_follows(
    phone: Page, site: Served, things: dict[str, Any]
):
    phone.goto(at(site, "voice/{code}/talk/{talk}/", things))
    seen = set()
    for answer in ("Agree", "Disagree", "Pass"):
        seen.add(phone.locator("main blockquote").inner_text())
        press(phone, re.compile(f"^{answer}"))
    assert len(seen) == 3
    expect(phone.locator("main")).to_contain_text("Add a statement of your own")


def test_a_ballot_is_cast_and_changed(phone: Page, site: Served, things: dict[str, Any]):
    phone.goto(at(site, "voice/{code}/budget/{budget}/", things))
    for number in (1, 3):
        phone.locator(f"main [name=chosen][value='{number}']").check()
    press(phone, "Vote")
    phone.goto(at(site, "voice/{code}/budget/{budget}/", things))
    expect(phone.locator("main [name=chosen]:checked")).to_have_count(2)
    phone.locator("main [name=chosen][value='3']").uncheck()
    press(phone, "Keep the change")
    phone.goto(at(site, "voice/{code}/budget/{budget}/", things))
    expect(phone.locator("main [name=chosen]:checked")).to_have_count(1)


def test_the_owner_tells_news_without_an_account_and_everybody_reads_it(
    people: People, site: Served, things: dict[str, Any]
):
    owner = people.window(PHONE, java_script_enabled=False)
    owner.goto(at(site, "tell/{tell}/", things))
    fill(owner, done="Twelve benches stand.", says="holds")
    press(owner, "Publish this")
    reader = people.window()
    reader.goto(at(site, "promises/{plan}/1/", things))
    assert "Twelve benches stand." in said(reader)


@pytest.fixture(scope="module")
def readers(browser: Browser, site: Served, things: dict[str, Any]) -> Iterator[dict[str, Tab]]:
    """Somebody without an account, and the lead of the team; each in a tab that keeps nothing."""
    contexts = {who: browser.new_context() for who in ("anybody", "lead")}
    tabs = {who: tab_in(context) for who, context in contexts.items()}
    tabs["lead"].page.goto(things["lead"])
    press(tabs["lead"].page, "Sign in")
    yield tabs
    for context in contexts.values():
        context.close()


@pytest.mark.parametrize(("who", "path"), ALL)
def test_a_page_is_for_every_reader(
    readers: dict[str, Tab], site: Served, things: dict[str, Any], who: str, path: str
):
    """On a phone, in a language by turns, small, without barriers; and on the narrowest phone."""
    tab, turn = readers[who], ALL.index((who, path))
    here = path.format(**things) if who == "anybody" else f"desk/{things['cycle']}/{path}"
    tab.open(f"{site.address}/{LANGUAGES[turn % 3]}/{here}", SCHEMES[turn % 2], PHONE)
    assert (tab.said, sides(tab.page)) == ([], [PHONE, PHONE])
    assert tab.travelled == min(tab.travelled, LARGEST)
    assert [url for url in tab.asked if not url.startswith(site.address)] == []
    tab.page.set_viewport_size({"width": 320, "height": 700})
    assert (sides(tab.page), tab.page.locator("h1").count()) == ([320, 320], 1)
    tab.page.evaluate(LEAVE_THE_FIRST)
    assert violations(tab.page) == []

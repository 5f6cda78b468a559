"""A BarCamp with forty people on phones: topics, interests, the timetable, a no-show and a moved
session, the sheet; and the project that comes out of it, which another city joins.
"""

from __future__ import annotations

import re
from http.cookiejar import CookieJar
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest
from playwright.sync_api import expect

from backstage import Backstage
from served import Served
from walking import People, fill, follow, letter_to, link_in, look_again, press, said

PHONE = 360
QUIET = 38
"""Phones that are not looked at: they send the same forms, and nothing is drawn."""
CITIES = ("Bordeaux", "Bilbao", "Milano", "Toulouse", "Pau", "Lappeenranta", "Suresnes", "Poitiers")
TOPICS = (
    "Keeping talent in a middle-sized city",
    "Craft firms that sell online",
    "Robots in small workshops",
    "A common tender for sensors",
    "Shops and the last mile",
    "Learning at work",
    "Open data that firms use",
    "Empty shops as places to found",
    "Energy use that a firm can read",
    "Students in family firms",
    "Digital health on the market square",
)
HIDDEN = re.compile(r"<input[^>]*type=\"hidden\"[^>]*>")
RADIO = re.compile(r"name=\"(i-[0-9a-f-]{36})\"")


def _value(tag: str, of: str) -> str:
    found = re.search(rf'{of}="([^"]*)"', tag)
    return found.group(1) if found else ""


class QuietPhone:
    """A phone with a memory of its own that opens forms and sends them."""

    def __init__(self, base: str, number: int) -> None:
        self.base, self.number, self.page = base, number, ""
        self._asks = build_opener(HTTPCookieProcessor(CookieJar()))

    def open(self, path: str = "") -> str:
        """A page of the meeting."""
        return self._shown(Request(self.base + path))

    def send(self, path: str, **typed: str) -> str:
        """The form of the page that is open, with this typed into it."""
        hidden = {_value(t, "name"): _value(t, "value") for t in HIDDEN.findall(self.page)}
        sent = urlencode({**hidden, **typed}).encode()
        return self._shown(Request(self.base + path, data=sent, headers={"Referer": self.base}))

    def _shown(self, asked: Request) -> str:
        with self._asks.open(asked, timeout=30) as answer:  # anything but 200 is an error
            self.page = answer.read().decode()
        return self.page


@pytest.fixture(scope="module")
def things(backstage: Backstage) -> dict[str, Any]:
    """A meeting that is open for registration."""
    found: dict[str, Any] = backstage.do("barcamp_stage.set_up")
    return found


def test_forty_people_meet_and_a_project_comes_out_of_it(
    people: People, site: Served, things: dict[str, Any], backstage: Backstage
) -> None:
    base = f"{site.address}/en/meet/{things['code']}/"
    desk = f"{site.address}/en/desk/networks/{things['network']}/meetings/{things['meeting']}/"

    # before: Ada registers with an address from the public page, Bo without JavaScript
    ada = people.window(PHONE)
    ada.goto(f"{site.address}/en/meetings/{things['meeting']}/")
    follow(ada, re.compile("^Register"))
    fill(ada, name="Ada Lovell", city="Bordeaux", role="OFF", email="ada@barcamp.example")
    press(ada, "Register")
    expect(ada.locator("main")).to_contain_text("You are registered")
    assert link_in(letter_to(backstage.home, "ada@barcamp.example"), site.address)
    bo = people.window(PHONE, java_script_enabled=False)
    bo.goto(f"{base}register/")
    fill(bo, name="Bo Berg", city="Lappeenranta", role="SME")
    press(bo, "Register")

    # a title is enough for a topic
    for phone, title in ((ada, "Old and new industries side by side"), (bo, TOPICS[0])):
        phone.goto(f"{base}topics/new/")
        fill(phone, title=title)
        press(phone, re.compile("Propose"))
        expect(phone.locator("main")).to_contain_text(title)

    quiet = [QuietPhone(base, n) for n in range(QUIET)]
    for phone in quiet:
        phone.open("register/")
        phone.send(
            "register/", name=f"Person {phone.number}", city=CITIES[phone.number % 8], role="SME"
        )
    for phone, title in zip(quiet, TOPICS[1:], strict=False):
        phone.open("topics/new/")
        phone.send("topics/new/", title=title)
    for phone in quiet:
        names = sorted(set(RADIO.findall(phone.open("choose/all/"))))
        wants = {name: str((7 * n + 5 * phone.number) % 4) for n, name in enumerate(names)}
        phone.send("choose/all/", **wants)

    # interest, one topic after the other, those least seen first
    for phone in (ada, bo):
        phone.goto(f"{base}choose/")
        for answer in ("A must", "Gladly", "Perhaps", "Not for me"):
            press(phone, answer)

    # the office begins; everybody comes in but one
    office = people.comes(things["office"])
    office.goto(f"{desk}run/")
    press(office, re.compile("^Begin: "))
    press(office, "Begin it all the same")  # it is tomorrow
    for phone in quiet[:-1]:
        phone.open()
        phone.send("in/")
    for phone in (ada, bo):
        phone.goto(base)
        press(phone, "I am here")

    # the timetable: worked out, said how good it is, published
    office.goto(f"{desk}timetable/")
    press(office, "Make the timetable")
    expect(office.get_by_role("link", name="Publish it")).to_be_visible(timeout=60_000)
    assert "No timetable serves more interest" in said(office)
    follow(office, "Publish it")
    press(office, "Publish it")
    for phone in (ada, bo):
        phone.goto(f"{base}timetable/")
        expect(phone.locator("main .board li")).to_have_count(2)
    before = said(ada)

    # one did not come; a session moves; only those concerned are told
    office.goto(f"{desk}people/")
    row = office.locator("tr", has_text=f"Person {QUIET - 1}")
    press(office, re.compile("^Did not come"), inside=row)
    office.goto(f"{desk}timetable/")
    follow(office, "Old and new industries side by side")
    place = office.locator("#places tbody td button").first
    with office.expect_navigation():
        place.click()
    press(office, "Seat people again")
    follow(office, "Publish it")
    press(office, "Publish it")
    look_again(ada)
    expect(ada.locator("main")).to_contain_text("Your timetable has changed")
    assert said(ada) != before
    assert "Old and new industries" in letter_to(backstage.home, "ada@barcamp.example")

    # in the session: notes, then a project in eight fields
    office.goto(f"{desk}run/")
    for _part in range(4):
        press(office, re.compile("^Begin: "))
    assert "Round 1" in said(office)
    follow(ada, "Old and new industries side by side")
    press(ada, "I take notes")
    follow(ada, "Write the sheet")
    fill(ada, shared="Bordeaux brings both together.", together="A forum and a compendium.")
    press(ada, "Keep the sheet")
    follow(ada, "Make it a project")
    own, others = (ada.locator(f"main form > {kind}").count() for kind in (".field", "fieldset"))
    assert own + others == 8
    fill(
        ada,
        question="How can cities link traditional and new industries?",
        product="A compendium of good practice",
        email="ada@barcamp.example",
    )
    press(ada, "Make it a project")
    follow(ada, "See the project")
    address = ada.url

    # everybody reads it at once; another city joins with one form and the lead's yes
    assert "How can cities link traditional and new industries?" in said(ada)
    zoe = people.window(PHONE, java_script_enabled=False)
    zoe.goto(address)
    follow(zoe, "Join the project")
    fill(zoe, name="Suresnes", role="partner", person="Zoé", email="zoe@barcamp.example")
    press(zoe, "Ask to join")
    lead = people.window(PHONE, java_script_enabled=False)
    lead.goto(link_in(letter_to(backstage.home, "ada@barcamp.example"), site.address))
    follow(lead, re.compile("^Answer the request Suresnes"))
    fill(lead, is_in="yes")
    press(lead, "Send the answer")
    assert "Suresnes" in letter_to(backstage.home, "zoe@barcamp.example")
    zoe.goto(f"{address}?anew=1")
    assert "Suresnes" in said(zoe)

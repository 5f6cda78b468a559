"""A team and those whom it asks walk: the steps of a cycle, its survey, its room."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from backstage import Backstage
from served import Served
from walking import (
    People,
    days_from_now,
    fill,
    follow,
    last_part,
    letter_to,
    link_in,
    look_again,
    press,
    said,
)


def test_a_cycle_is_dated_begun_refused_and_ended(people: People, backstage: Backstage):
    team = backstage.do("a_team", code="DED5")
    lead, expert = people.comes(team["lead"]), people.comes(team["expert"])
    expert.goto(f"{team['desk']}findings/add/")
    expect(expert.locator("main")).to_contain_text("has not begun")
    expect(expert.locator("main [name=statement]")).to_have_count(0)

    lead.goto(team["desk"])
    expect(lead.locator("li[aria-current=step] h2")).to_contain_text("Survey of key actors")
    follow(lead, "Pre-assessment", inside=lead.locator("ol.way"))
    lead.locator("main [name=owner]").select_option(label="Walker Expert")
    fill(lead, begins=days_from_now(30), due=days_from_now(10))
    lead.locator("main [name=due]").press("Enter")
    expect(lead.locator("main [role=alert]")).to_contain_text("due before it begins")
    fill(lead, due=days_from_now(60))
    with lead.expect_navigation():
        lead.locator("main [name=due]").press("Enter")
    expect(lead.locator("ol.way > li").nth(1)).to_contain_text("Walker Expert")
    follow(lead, "Policy briefing", inside=lead.locator("ol.way"))
    expect(lead.locator("main")).to_contain_text("It begins after the step before it has begun")
    lead.goto(team["desk"])
    follow(lead, "Pre-assessment", inside=lead.locator("ol.way"))
    press(lead, "Begin this step")
    expert.reload()
    fill(
        expert,
        statement="The strategy names no owner.",
        node="A1.1",
        weight="weakness",
        evidence="document",
        source="Digital strategy 2019, chapter 4",
        confidence="high",
    )
    press(expert, "Keep it")
    expect(expert.locator("main")).to_contain_text("The strategy names no owner.")

    follow(lead, "Survey of key actors", inside=lead.locator("ol.way"))
    press(lead, "This step is done")
    expect(lead.locator("main [role=alert]")).to_contain_text("Something is missing")
    fill(lead, reason="The chamber asked the same people in spring.")
    press(lead, "This step is done")
    expect(lead.locator("ol.way > li").first).to_contain_text("Done")
    feed = lead.get_by_role("link", name="The dates as a calendar").get_attribute("href")
    calendar = lead.request.get(str(feed)).text()
    assert calendar.count("BEGIN:VEVENT") >= 4
    assert "Walker" not in calendar
    viewer = people.comes(team["viewer"], 360)
    viewer.goto(team["desk"])
    assert viewer.locator("ol.way h2 a").count() == 0


def test_a_survey_is_opened_answered_on_two_phones_and_on_paper_and_read(
    people: People, backstage: Backstage, site: Served
):
    team = backstage.do("a_team", code="RO42")
    lead = people.comes(team["lead"])
    lead.goto(f"{team['desk']}listen/")
    follow(lead, "Begin a survey")
    fill(lead, title="How do things stand?")
    press(lead, "Prepare this survey")
    survey = last_part(lead)
    workbook = lead.request.get(f"{team['desk']}listen/{survey}/form.xlsx").body()
    assert workbook[:2] == b"PK"
    lead.goto(f"{team['desk']}listen/{survey}/open/")
    fill(lead, closes=days_from_now(21))
    press(lead, "Open it now")
    email = f"mayor-{survey[:8]}@phone.example"
    fill(lead, people=f"Ada Mayor; Town hall; {email}; MAY; en\nBen; Firm; no address; SME; xx")
    press(lead, "Add them to the list")
    expect(lead.locator("ul.faults")).to_contain_text("Line 2")
    fill(lead, people=f"Ada Mayor; Town hall; {email}; MAY; en")
    press(lead, "Add them to the list")
    press(lead, "Write to 1 person")

    link = link_in(letter_to(backstage.home, email), site.address)
    phone = people.window(360, java_script_enabled=False)
    phone.goto(link)
    phone.locator("main [name=agree]").check()
    press(phone, "Begin")
    answer_page(phone)
    press(phone, "Save and go on")
    phone.context.close()
    tablet = people.window(768, java_script_enabled=False)
    tablet.goto(link)
    expect(tablet.locator("main")).to_contain_text("You have begun already")
    follow(tablet, "Go on")
    while "/summary/" not in tablet.url:
        answer_page(tablet)
        press(tablet, re.compile("^Save and "))
    press(tablet, "Send my answers")
    expect(tablet.locator("h1")).to_be_visible()
    assert tablet.url.endswith("/done/")

    expert = people.comes(team["expert"])
    expert.goto(f"{team['desk']}listen/{survey}/enter/")
    expert.locator("main #role").select_option("SME")
    press(expert, "Show the sheet")
    answer_page(expert)
    press(expert, "Keep, and on to the next sheet")
    expect(expert.locator("body")).to_contain_text("The sheet is kept.")
    results = f"{team['desk']}listen/{survey}/results/"
    expert.goto(results)
    expect(expert.locator("main")).to_contain_text("2 people answered so far.")
    backstage.do("answer_survey", survey=survey, roles={"MAY": 5, "SME": 6, "UNI": 5})
    lead.goto(f"{team['desk']}listen/{survey}/end/")
    lead.locator("#id_close_reason").fill("All groups were heard.")
    press(lead, "Close for good")
    lead.goto(results)
    expect(lead.locator("main")).to_contain_text("These results hold 18 of 18 people")
    expect(lead.locator("#questions tbody tr").first).to_contain_text(re.compile(r"\d"))
    table = lead.request.get(results.removesuffix("/") + ".csv")
    assert (table.status, email in table.text()) == (200, False)
    public = people.window()
    public.goto(f"{site.address}/en/territories/RO42/")
    assert "How do things stand?" not in said(public)


def answer_page(page: Page) -> None:
    """The first choice of the first question with choices, and words in the first box."""
    choices = page.locator("main fieldset input[type=radio][name^='q-']")
    if choices.count():
        choices.first.check()
    boxes = page.locator("main textarea")
    if boxes.count():
        boxes.first.fill("One address for small firms.")


def test_a_room_of_three_phones_puts_down_votes_and_sees_what_came_of_it(
    people: People, backstage: Backstage, site: Served
):
    team = backstage.do("a_team", code="FI20", steps=3)
    console = people.comes(team["lead"])
    console.goto(f"{team['desk']}convene/")
    fill(console, format_id="two-day-workshop", title="Two days by the sea")
    press(console, "Open it")
    meeting = f"{team['desk']}convene/{last_part(console)}/"
    console.goto(f"{meeting}materials/")
    cards = console.request.get(
        str(console.locator("main a[href$='cards.pdf']").evaluate("link => link.href"))
    )
    assert (cards.status, cards.body()[:5]) == (200, b"%PDF-")
    console.goto(f"{meeting}settings/")
    fill(console, place="Hall", date_1=days_from_now(0), date_2=days_from_now(1))
    press(console, "Keep it")
    console.goto(f"{meeting}people/")
    email = f"ada-{last_part(console)[:8]}@phone.example"
    fill(console, people=f"Ada Alm; Alm Ltd; {email}; SME")
    press(console, "Put them on the list")
    press(console, "Send the letters")
    console.goto(f"{meeting}run/")
    press(console, "Open the door")
    code = console.locator("dl.facts div", has_text="Code").locator("dd").inner_text()
    phones = [people.window(360) for _ in range(3)]
    office, firm, citizen = phones
    for phone, role in ((office, "OFF"), (citizen, "CIT")):
        phone.goto(f"{site.address}/en/room/")
        fill(phone, code=code.lower())
        press(phone, "Go in")
        fill(phone, role=role)
        press(phone, "Come in")
    firm.goto(link_in(letter_to(backstage.home, email), site.address))
    press(firm, "Come in now")
    choose(console, "begin:swot")
    follow(firm, "Look for news")
    fill(firm, text="People keep their promises.", quadrant="strength")
    firm.locator("#put-contribution button").click()
    expect(firm.locator("main [role=status]").first).to_contain_text("It stands on the board.")
    expect(citizen.locator("#put-contribution")).to_be_visible()  # it has followed by itself
    expect(citizen.locator("ul.board")).to_contain_text("People keep their promises.")
    press(citizen, "I see it differently")
    choose(console, "begin:vision")
    for phone, text in zip(phones, ("An owner", "A test bench", "Open hours"), strict=True):
        look_again(phone)
        put = phone.locator("#put-proposal")
        put.locator("[name=text]").fill(f"{text} for everybody by 2031.")
        put.locator("[value=ambition]").check()
        with phone.expect_navigation():
            put.locator("button").click()
    choose(console, "begin:vote")
    for phone in phones:
        look_again(phone)
        phone.locator("[data-dots=priority]").nth(1).fill("2")
        press(phone, "Keep my dots")
        expect(phone.locator("main [role=status]").first).to_contain_text("Your dots are kept.")
    console.goto(f"{meeting}votes/")
    expect(console.locator("main")).to_contain_text("3 people have voted.")
    assert console.locator("#vote-dots").count() == 0
    console.goto(f"{meeting}run/")
    press(console, "End this part")
    console.goto(f"{meeting}votes/")
    few = "Fewer than five people voted"
    expect(console.locator("main")).to_contain_text(f"3 people voted. {few}")
    follow(firm, "Results of votes")
    assert "A test bench" not in said(firm)
    backstage.do("let_time_pass", meeting=last_part(console))
    firm.reload()
    expect(firm.locator("main")).to_contain_text(few)
    follow(console, "Enter ballots from paper")
    for role in ("UNI", "EDU"):
        fill(console, role=role)
        console.locator("[data-dots=priority]").first.fill("2")
        press(console, "Count this ballot")
    console.goto(f"{meeting}votes/")
    expect(console.locator("#vote-dots tbody tr").first).to_contain_text("A test bench")
    firm.reload()
    expect(firm.locator("main ol").first).to_contain_text("A test bench")
    console.goto(f"{meeting}run/")
    press(console, "End the meeting")
    press(console, "End the meeting")  # it asks whether one is sure
    console.goto(meeting)
    press(console, "Begin the proceedings")
    follow(console, re.compile("^Proceedings"))
    expect(console.locator("#sections tbody tr")).not_to_have_count(0)


def choose(page: Page, value: str) -> None:
    """Press the button of a value."""
    with page.expect_navigation():
        page.locator(f"main button[value='{value}']").last.click()

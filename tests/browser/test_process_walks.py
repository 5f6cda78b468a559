"""The advisory process as people walk it: from the call to the signed briefing, by clicks and keys."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from backstage import Backstage
from served import Served, serve
from walking import People, fill, follow, letter_to, link_in, press, said

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    """A site with a worker."""
    with serve(worker=True) as served:
        yield served


@pytest.fixture(scope="module")
def backstage(site: Served) -> Iterator[Backstage]:
    """Whoever sets up what a walk is not about."""
    with Backstage(site) as held:
        held.do("ask_for_the_example")  # the worker makes it while people walk
        yield held


@pytest.fixture
def people(browser: Browser, site: Served) -> Iterator[People]:
    """Windows, in none of which an error may be said."""
    held = People(browser, site.address)
    yield held
    held.leave()
    assert held.wrong == []


def last_part(page: Page) -> str:
    """What names the thing in the address of a page."""
    return re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", page.url)[-1]


def days_from_now(count: int, form: str = "%Y-%m-%d") -> str:
    """A day as a date field takes it."""
    return (timezone.localdate() + timedelta(days=count)).strftime(form)


def test_a_call_from_its_first_word_to_the_feedback(
    people: People, backstage: Backstage, site: Served
):
    network = backstage.do("a_network", codes=["FRE1", "DED5"])
    office = people.comes(network["office"])
    office.goto(f"{network['desk']}calls/")
    follow(office, "Write a call")
    fill(office, title_en="Five regions of small firms", text_en="Tell us one challenge.")
    fill(office, opens=days_from_now(-1, "%Y-%m-%dT09:00"), places="1", reviews_each="2")
    press(office, "Keep the draft")
    follow(office, re.compile("^Change “"))
    fill(office, weight="3")
    press(office, "Keep the criterion")
    expect(office.locator("main")).to_contain_text("Weight 3")
    follow(office, "Preview")
    press(office, "Publish the call")
    call = last_part(office)

    stranger = people.window(360)
    stranger.goto(f"{site.address}/en/calls/")
    follow(stranger, "Five regions of small firms")
    follow(stranger, "Apply")
    email = f"{call[:8]}@stranger.example"
    fill(stranger, email=email)
    press(stranger, "Send me the link")
    stranger.goto(link_in(letter_to(backstage.home, email), site.address))
    press(stranger, "Sign in")
    fill(stranger, asked="FI20")
    press(stranger, "Begin the form")
    expression = last_part(stranger)
    press(stranger, "Submit")
    expect(stranger.locator("main [role=alert]").first).to_be_visible()
    for area in stranger.locator("main textarea").all():
        area.fill("Half of our small firms take orders by telephone. In five years none does.")
    fill(stranger, organisation="Council of the islands")
    press(stranger, "Save the draft")
    stranger.locator("main input[name=file]").set_input_files(
        {"name": "letter.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    press(stranger, "Attach and save")
    expect(stranger.locator("#files")).to_contain_text("letter.pdf")
    stranger.locator("main [name=may_publish]").check()
    press(stranger, "Submit")
    expect(stranger.locator("main")).to_contain_text("Submitted")

    backstage.do("hand_in_another", call=call, code="RO42")
    backstage.do("close_call", call=call)
    office.goto(f"{site.address}/en/desk/calls/{call}/expressions/{expression}/")
    expect(office.locator("main")).to_contain_text("orders by telephone")
    office.locator("main [name=eligible][value=yes]").check()
    press(office, "Keep and tell the applicant")
    backstage.do("find_eligible", call=call, but=expression)
    office.goto(f"{site.address}/en/desk/calls/{call}/reviewers/")
    emails = [f"{name}-{call[:8]}@reviewers.example" for name in ("ada", "ben")]
    for n, reviewer in enumerate(emails):
        fill(office, email=reviewer, name=f"Reviewer {n}", organisation=f"House {n}")
        press(office, "Ask")
    reader = people.comes(link_in(letter_to(backstage.home, emails[0]), site.address))
    assert "orders by telephone" not in said(reader)
    reader.locator("main [name=sure]").check()
    press(reader, "Keep")
    backstage.do("declare_none", call=call, email=emails[1])
    follow(office, "Assignment", inside=office.locator("body"))
    press(office, "Give them out so")
    reader.reload()
    follow(reader, re.compile("Åland"))
    for choice in reader.locator("main input[type=radio][value='4']").all():
        choice.check()
    fill(reader, comment_whole="A challenge that can be checked. Name who pays after 2027.")
    press(reader, "Submit the review")
    backstage.do("review_the_rest", call=call, best=expression)

    office.goto(f"{site.address}/en/desk/calls/{call}/ranking/")
    expect(office.locator("#ranking tbody tr")).to_have_count(2)
    follow(office, "To the decision")
    fill(office, method="Two reviewers scored each expression without seeing each other’s marks.")
    press(office, "Give the places")
    expect(office.locator("#decided")).to_contain_text("Selected")
    stranger.reload()
    expect(stranger.locator("#feedback")).to_contain_text("Name who pays after 2027.")
    assert "Reviewer 0" not in said(stranger)
    anybody = people.window()  # a page that was read before may be a minute old
    anybody.goto(f"{site.address}/en/calls/{call}/?decided")
    expect(anybody.locator("#decision")).to_contain_text("Council of the islands")


def test_a_cycle_is_dated_begun_refused_and_ended(people: People, backstage: Backstage):
    team = backstage.do("a_team", code="DED5")
    lead, expert = people.comes(team["lead"]), people.comes(team["expert"])
    expert.goto(f"{team['desk']}findings/add/")
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
    expect(expert.locator("main [role=alert]")).to_contain_text("has not begun")
    expect(expert.locator("main [name=statement]")).to_have_value("The strategy names no owner.")

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


def test_a_territory_is_pre_assessed_and_the_report_corrected_signed_and_published(
    people: People, backstage: Backstage, site: Served
):
    team = backstage.do("a_team", code="FRE1", steps=2)
    lead, expert = people.comes(team["lead"]), people.comes(team["expert"])
    expert.goto(f"{team['desk']}findings/")
    follow(expert, "Note a finding")
    fill(
        expert,
        statement="Small firms know none of the three advisors.",
        node="A3.3",
        weight="weakness",
        evidence="interview",
        source="Interviews, day 2",
        group="business",
        confidence="medium",
    )
    press(expert, "Keep it")
    expect(expert.locator("main")).to_contain_text("Small firms know none")
    expert.goto(f"{team['desk']}policies/")
    follow(expert, "List a policy")
    fill(
        expert,
        title="Digital voucher for crafts",
        body="Chamber of crafts",
        state="running",
        begins="2022",
        source="Chamber report 2025",
    )
    press(expert, "Keep it")
    expect(expert.locator("#policies")).to_contain_text("Digital voucher")
    expert.goto(f"{team['desk']}swot/")
    press(expert, "Draft it from readings and findings")
    points = expert.get_by_role("link", name=re.compile("^Judge"))
    drafted = points.count()
    assert drafted > 1
    follow(expert, re.compile("Judge.*Small firms know none"))
    fill(
        expert,
        state="kept",
        text="No advisor reaches small firms.",
        reason="The visit showed it more plainly.",
    )
    press(expert, "Keep it")
    follow(expert, re.compile("^Judge(?!.*No advisor)"))
    fill(expert, state="dropped", reason="It says what another point says already.")
    press(expert, "Keep it")
    expect(expert.locator("main")).to_contain_text("No advisor reaches small firms.")
    expect(expert.locator("main s")).to_have_count(1)

    expert.goto(f"{team['desk']}papers/")
    follow(expert, re.compile("Begin it.*Assessment report"))
    fill(expert, title="Where we stand")
    press(expert, "Begin it")
    paper, number = expert.url, last_part(expert)
    follow(expert, expert.locator("#sections tbody th a").first.inner_text())
    fill(expert, text="The council asked in spring how small firms can take orders digitally.")
    press(expert, "Keep your words")
    expect(expert.locator("main")).to_contain_text("source")  # a claim without one is named
    backstage.do("write_words", paper=number, texts="assessment_words")
    expert.goto(f"{paper}corrections/")
    fill(expert, until=days_from_now(21))
    press(expert, "Open it until this day")
    editor = people.comes(team["editor"])
    editor.goto(f"{paper}corrections/")
    fill(editor, section="policies", text="The voucher pays 8,000 euros, not 10,000.")
    press(editor, "Propose it")
    expert.reload()
    follow(expert, re.compile("^Answer it"))
    fill(expert, accepted="yes", answer="Mended in the inventory.")
    press(expert, "Keep the answer")
    expect(expert.locator("main")).to_contain_text("Accepted.")
    lead.goto(f"{paper}corrections/")
    fill(lead, because="Everybody who was asked has answered.")
    press(lead, "The host has no more to correct")
    for signer in (lead, expert):
        sign(signer, paper)
    publish(lead, paper)

    anybody = people.window(360)
    anybody.goto(f"{site.address}/en/papers/{number}/")
    expect(anybody.locator("article.paper")).to_contain_text("No advisor reaches small firms.")
    assert anybody.get_by_text("Signed by:").count() == 2
    open_files(anybody)


def sign(page: Page, paper: str, *, refused: str = "") -> None:
    """Read and sign; ``refused``: what is told where it cannot be signed yet."""
    page.goto(f"{paper}sign/")
    page.locator("main [name=agreed]").check()
    press(page, "Sign")
    if refused:
        expect(page.locator("main [role=alert]")).to_contain_text(refused)
    else:
        assert page.url == paper, said(page)


def publish(page: Page, paper: str) -> None:
    """Publish what both have signed."""
    page.goto(paper)
    follow(page, "Publish it")
    press(page, "Publish it")
    assert page.url == paper, said(page)


def open_files(page: Page) -> None:
    """Each file of a published paper is there, and of its kind."""
    begins = {"pdf": b"%PDF-", "docx": b"PK", "html": b"<!doctype html"}
    for name, first in begins.items():
        link = page.locator(f"main a[href$='.{name}']").first.get_attribute("href")
        answer = page.request.get(f"{page.url.partition('/en/')[0]}{link}")
        body = answer.body()
        assert (answer.status, body[: len(first)].lower()) == (200, first.lower())


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
        phone.goto(phone.url.partition("?")[0])
        put = phone.locator("#put-proposal")
        put.locator("[name=text]").fill(f"{text} for everybody by 2031.")
        put.locator("[value=ambition]").check()
        with phone.expect_navigation():
            put.locator("button").click()
    choose(console, "begin:vote")
    for phone in phones:
        phone.goto(phone.url.partition("?")[0])
        phone.locator("[data-dots=priority]").nth(1).fill("2")
        press(phone, "Keep my dots")
        expect(phone.locator("main [role=status]").first).to_contain_text("Your dots are kept.")
    console.goto(f"{meeting}votes/")
    expect(console.locator("main")).to_contain_text("3 people have voted.")
    assert console.locator("#vote-dots").count() == 0
    console.goto(f"{meeting}run/")
    press(console, "End this part")
    console.goto(f"{meeting}votes/")
    expect(console.locator("#vote-dots tbody tr").first).to_contain_text("A test bench")
    follow(firm, "Results of votes")
    assert "A test bench" not in said(firm)
    backstage.do("let_time_pass", meeting=last_part(console))
    firm.reload()
    expect(firm.locator("main ol").first).to_contain_text("A test bench")
    follow(console, "Enter ballots from paper")
    fill(console, role="UNI")
    console.locator("[data-dots=priority]").first.fill("3")
    press(console, "Count this ballot")
    console.goto(f"{meeting}run/")
    press(console, "End the meeting")
    console.goto(meeting)
    press(console, "Begin the proceedings")
    follow(console, re.compile("^Proceedings"))
    expect(console.locator("#sections tbody tr")).not_to_have_count(0)


def choose(page: Page, value: str) -> None:
    """Press the button of a value."""
    with page.expect_navigation():
        page.locator(f"main button[value='{value}']").last.click()


def test_a_plan_is_made_of_advice_and_a_promise_changed_in_a_table_and_adopted(
    people: People, backstage: Backstage, site: Served
):
    team = backstage.do("a_team", code="FRE1", steps=4)
    backstage.do("accept_advice", cycle=team["cycle"], count=2)
    backstage.do("hold_a_workshop", cycle=team["cycle"], action="One desk for small firms")
    lead = people.comes(team["lead"])
    lead.goto(f"{team['desk']}plan/")
    fill(lead, begins=days_from_now(20), capacity="12")
    press(lead, "Begin the plan")
    follow(lead, "From advice and workshop (3)")
    for source in lead.locator("main [name=source]").all():
        source.check()
    press(lead, "Take up what is marked")
    expect(lead.locator("tr[id^=action-]")).to_have_count(3)
    follow(lead, "One desk for small firms")
    fill(lead, owner="Chamber of crafts", begins=days_from_now(30), ends=days_from_now(10))
    press(lead, "Keep this action")
    expect(lead.locator("main [role=alert]")).to_be_visible()
    fill(lead, ends=days_from_now(120), effort="2", indicator="broadband_households")
    press(lead, re.compile("^Fill in today"))
    expect(lead.locator("main [name=baseline]")).not_to_have_value("")
    press(lead, "Keep this action")
    expect(lead.locator("main")).to_contain_text("Still missing: money.")

    lead.goto(f"{team['desk']}plan/")
    follow(lead, "Export and import")
    table = lead.request.get(f"{team['desk']}plan/table/plan.xlsx?head=ids").body()
    book = load_workbook(io.BytesIO(table))
    sheet = book["actions"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, 5):
        sheet.cell(row, columns["owner"]).value = f"Office {row}"
    changed = io.BytesIO()
    book.save(changed)
    lead.locator("main [name=table]").set_input_files(
        {"name": "plan.xlsx", "mimeType": "application/xlsx", "buffer": changed.getvalue()}
    )
    press(lead, "Look at it")
    expect(lead.locator("main")).to_contain_text("0 new, 3 changed, 0 as they were.")
    press(lead, "Take it")
    expect(lead.locator("main")).to_contain_text("Office 4")
    editor = people.comes(team["editor"])
    assert editor.goto(f"{team['desk']}plan/adopt/").status == 403  # type: ignore[union-attr]
    lead.goto(f"{team['desk']}plan/")
    follow(lead, "Adopt the plan")
    fill(lead, reason="Adopted by the council in its November session.")
    press(lead, "Adopt the plan")
    lead.goto(f"{team['desk']}plan/")
    public = lead.get_by_role("link", name="The plan as everybody reads it").get_attribute("href")
    anybody = people.window(360)
    anybody.goto(f"{site.address}{public}")
    expect(anybody.locator("main")).to_contain_text("One desk for small firms")
    expect(anybody.locator("main")).to_contain_text("in its November session")
    assert "Walker" not in said(anybody)


def test_a_briefing_is_begun_mended_signed_twice_and_published_with_its_one_page(
    people: People, backstage: Backstage, site: Served
):
    team = backstage.do("a_team", code="DED5", steps=4)
    backstage.do("accept_advice", cycle=team["cycle"], count=3)
    backstage.do("adopt_a_plan", cycle=team["cycle"])
    lead, expert = people.comes(team["lead"]), people.comes(team["expert"])
    for kind, texts in (("Policy briefing", "briefing"), ("One page for", "citizens")):
        lead.goto(f"{team['desk']}papers/")
        follow(lead, re.compile(f"Begin it.*{kind}"))
        fill(lead, title=f"{kind} 2031")
        press(lead, "Begin it")
        paper = lead.url
        follow(lead, "Check the whole document")
        if texts == "briefing":
            expect(lead.locator("main")).to_contain_text("fewer than two options were declined")
            sign(lead, paper, refused="fewer than two options were declined")
            decline_two(lead, team["desk"])
            lead.goto(paper)
            follow(lead, "The message")
            fill(lead, text="Vote on the plan, and name the vice-president as its owner.")
            press(lead, "Keep your words")
            lead.goto(f"{paper}check/")
            expect(lead.locator("main")).to_contain_text("Nothing to mend")
        backstage.do("write_words", paper=last_part(lead), texts=f"{texts}_words")
        for signer in (lead, expert):
            sign(signer, paper)
        publish(lead, paper)
        reader = people.window(360)
        reader.goto(f"{site.address}/en/papers/{re.findall('[0-9a-f-]{36}', paper)[-1]}/")
        expect(reader.locator("article.paper")).to_be_visible()
        open_files(reader)
    lead.goto(paper)
    assert lead.get_by_role("link", name="Read and sign").count() == 0


def decline_two(page: Page, desk: str) -> None:
    """Say of two pieces of advice what speaks against them."""
    for _ in range(2):
        page.goto(f"{desk}recommend/?decision=open")
        page.locator("main article h2 a").first.click()
        page.locator("main input[value=declined]").check()
        fill(page, reason="We have no staff for it before 2029.")
        press(page, "Keep this decision")


def test_an_office_sees_its_cohort_compares_it_and_begins_the_synthesis(
    people: People, backstage: Backstage
):
    network = backstage.do("a_network", codes=["FRE1", "DED5", "FI20", "RO42", "DE30"])
    backstage.do("a_team", code="DE30", steps=2)
    office = people.comes(network["office"])
    office.goto(f"{office.url.partition('/desk/')[0]}/desk/")
    follow(office, network["name"])
    names = office.locator("#cohort tbody th > a").all_inner_texts()
    assert (len(set(names)), names[0]) == (5, "Åland")  # by name, as names are sorted
    table = office.request.get(f"{network['desk']}cohort.csv").text()
    assert "DE30" in table
    follow(office, "Side by side", inside=office.locator("body"))
    expect(office.locator("#standings tbody tr")).to_have_count(5)
    office.locator("#what").focus()
    office.keyboard.press("ArrowDown")
    before = office.locator("figcaption").first.inner_text()
    press(office, "Show")
    assert office.locator("figcaption").first.inner_text() != before
    follow(office, "Who should talk", inside=office.locator("body"))
    alone = said(office)
    follow(office, re.compile("^Look beyond"))
    assert said(office) != alone
    follow(office, "Synthesis report", inside=office.locator("body"))
    fill(office, title="What five regions learnt")
    press(office, "Begin it")
    follow(office, "Key messages", inside=office.locator("#sections"))
    assert len(office.locator("main [name=text]").input_value()) > 40
    fill(office, text="Two of five regions name no owner for their plan.")
    press(office, "Keep your words")
    expect(office.locator("body")).to_contain_text("kept")


def test_the_invented_region_is_shown_from_the_first_page_to_its_papers(
    people: People, backstage: Backstage, site: Served
):
    backstage.do("wait_for_the_example")
    reader = people.window()
    reader.goto(f"{site.address}/en/")
    follow(reader, "On the way", inside=reader.locator("header"))
    expect(reader.locator("main")).to_contain_text("Example, invented")
    follow(reader, "Aldermark")
    expect(reader.locator("main")).to_contain_text("This region is invented.")
    assert reader.locator("ol.way > li.done").count() >= 3
    journey = reader.url
    follow(reader, re.compile("the action plan$"))
    expect(reader.locator("main")).to_contain_text("This plan is invented")
    for name in ("assessment report", "Proceedings", "policy briefing", "What changes"):
        reader.goto(journey)
        follow(reader, re.compile(name))
        expect(reader.locator("article.paper")).to_be_visible()
        expect(reader.locator(".kicker .tag")).to_have_text("Example")
    found = reader.request.get(f"{site.address}/en/find/?q=Aldermark").text()
    assert "XA01" not in found

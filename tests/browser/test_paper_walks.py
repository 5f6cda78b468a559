"""A team writes, checks, signs and publishes: the assessment report and the briefing."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from backstage import Backstage
from served import Served
from walking import People, days_from_now, fill, follow, last_part, press, said


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
    press(expert, "Draft it from figures and findings")
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


def decline_two(page: Page, desk: str) -> None:
    """Say of two pieces of advice what speaks against them."""
    for _ in range(2):
        page.goto(f"{desk}recommend/?decision=open")
        page.locator("main article h2 a").first.click()
        page.locator("main input[value=declined]").check()
        fill(page, reason="We have no staff for it before 2029.")
        press(page, "Keep this decision")

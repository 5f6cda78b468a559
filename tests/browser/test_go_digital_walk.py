"""Go Digital from end to end: a firm checks itself on a phone, an initiative enters the register, a
benchmark is scored and read.
"""

from __future__ import annotations

import csv
import io
import re

import pytest
from playwright.sync_api import Page, expect

from backstage import Backstage
from barriers import sides
from served import Served
from walking import People, days_from_now, fill, follow, last_part, press, said

PHONE = 360
ON = re.compile("^(Go on|Show my result)$")


# ── a firm checks itself ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("script", [True, False])
def test_a_firm_checks_itself_on_a_phone_comes_back_and_erases_all(
    people: People, site: Served, backstage: Backstage, script: bool
):
    code = backstage.do("go_digital_stage.code_of_a_check")
    firm = people.window(PHONE, java_script_enabled=script)
    firm.goto(f"{site.address}/en/check/{code.lower()}/")
    assert "no account" in said(firm)
    fill(firm, size="micro", sector="G")
    press(firm, "Begin")
    own = firm.locator("main .notice a").last.get_attribute("href") or ""
    assert answer_all(firm, level="1", point="yes", obstacles=("cost", "lack-of-skills")) == 16
    result = f"{site.address}{own}"
    assert firm.url == result
    expect(firm.locator("h1")).to_have_text("Your result")
    assert firm.locator("p.lead").inner_text().startswith("You stand at 25 of 100: ")
    expect(firm.locator("ol.way > li")).to_have_count(3)
    expect(firm.locator("ul.pillars > li")).to_have_count(6)
    # beside firms of its size and sector, of which there are ten and more
    beside = firm.locator("main ul.plain > li", has_text="like you").all_inner_texts()
    assert [re.search(r"like you \((.+?)\)", line)[1] for line in beside] == ["under 10 staff"]
    help_nearby = firm.locator("main .card h3 a").all_inner_texts()
    assert help_nearby
    assert "12 of 12, very high: the basic level is reached." in said(firm)
    assert sides(firm) == [PHONE, PHONE]

    # a year later, with nothing but the link
    later = people.window(PHONE, java_script_enabled=script)
    later.goto(result)
    follow(later, "Go through it once more")
    fill(later, part="whole", start="old")
    press(later, "Begin")
    for level in ("4", "3"):
        fill(later, **{name_of_question(later): level})
        press(later, "Go on")
    follow(later, "Your answers", inside=later.locator("footer"))
    press(later, "Show my result")
    expect(later.locator("h2", has_text="you rose from 25 to ")).to_be_visible()
    assert later.locator("#change td .above").all_inner_texts() == ["▲higher"]

    follow(later, "Erase everything")
    press(later, "Erase everything")
    expect(later.locator("h1")).to_have_text("Your answers are erased")
    gone = firm.goto(result)
    assert gone is not None
    assert gone.status == 404


def answer_all(page: Page, *, level: str, point: str, obstacles: tuple[str, ...]) -> int:
    """From the first screen to the result; gives back how many there were."""
    screens = 0
    while "/page/" in page.url:
        screens += 1
        assert sides(page) == [PHONE, PHONE]
        if page.locator("main [type=checkbox]").count():
            for one in obstacles:
                page.locator(f"main [value={one}]").check()
        else:
            answer = point if page.locator("main [value=yes]").count() else level
            for choice in page.locator(f"main [type=radio][value='{answer}']").all():
                choice.check()
        press(page, ON)
    return screens


def name_of_question(page: Page) -> str:
    """What a screen with one question asks, by the name of its field."""
    return page.locator("main [type=radio]").first.get_attribute("name") or ""


# ── the register ──────────────────────────────────────────────────────────────────────────────


def test_an_initiative_is_registered_read_by_a_second_region_and_public_at_once(
    people: People, site: Served, backstage: Backstage
):
    team = backstage.do("a_team", code="RO42")
    register, name = f"{team['desk']}register/", f"Web shop cheque {team['cycle'][:6]}"
    lead = people.comes(team["lead"])
    lead.goto(f"{team['desk']}measure/")
    follow(lead, re.compile("[Rr]egister of initiatives"))
    follow(lead, "Write an initiative down")
    fill(lead, title=name)
    press(lead, "Keep it")
    own = last_part(lead)
    assert "Not all is said yet that a second region needs." in said(lead)
    lacking = lead.locator("main .notice li").count()
    assert lacking == 12
    fill(
        lead,
        owner="County of Timis, office for trade",
        what="Pays half of the first web shop of a small firm.",
        level="regional",
        area="finance",
        target_group="Shops with fewer than ten staff",
        sizes="micro",
        obstacles="cost",
        instruments="voucher",
        budget="1200000",
        start="2024-01-01",
        target="Three of ten shops sell online",
        reach="2025: 150 (3 %)",
        evaluation="none",
        source="Evaluation report 2025, https://county.example/report",
        contact="Office for trade, trade@county.example",
        valid_until=days_from_now(400),
    )
    press(lead, "Keep it and hand it in to a second region")
    assert "It waits for somebody of a second region." in said(lead)
    public = f"{site.address}/en/initiatives/"
    anybody = people.window(PHONE)
    anybody.goto(f"{public}?q={name.replace(' ', '+')}")
    found = anybody.locator("main a[href^='/en/initiatives/']:not([href*='?'])", has_text=name)
    expect(found).to_have_count(0)

    peer = people.comes(backstage.do("go_digital_stage.a_peer", code="DED5"))
    peer.goto(f"{site.address}/en/desk/initiative-reviews/")
    follow(peer, name)
    assert "What you are asked" in said(peer)
    fill(peer, verdict="fit", said="Who does what is clear, and the report gives the figures.")
    press(peer, "Give this judgment")
    expect(peer.locator("body")).to_contain_text("It is in the register now.")
    anybody.goto(f"{public}?anew=1&q={name.replace(' ', '+')}")
    follow(anybody, name)
    expect(anybody.locator("main")).to_contain_text("Pays half of the first web shop")
    assert "Missing in the target:" in said(anybody)  # words without value, day and starting point

    # a table comes in, and is looked at before anything of it is taken
    lead.goto(register)
    table = lead.request.get(f"{register[:-1]}.csv").body().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [row["id"] for row in rows if row["title"] == name] == [own]
    new = {"title": f"Second {name}", "area": "training", "level": "regional"}
    wrong = {"title": f"Third {name}", "area": "magic"}
    lead.goto(f"{register}upload/")
    lead.locator("main [name=table]").set_input_files(
        {"name": "list.csv", "mimeType": "text/csv", "buffer": written([*rows, new, wrong])}
    )
    press(lead, "Look at it")
    assert "1 line can be taken in: 1 new, 0 changed." in said(lead)
    expect(lead.locator("ul.faults > li")).to_have_count(1)
    assert "magic" in lead.locator("ul.faults").inner_text()
    press(lead, "Take in this line")
    expect(lead.locator("main")).to_contain_text(f"Second {name}")
    assert "Third" not in said(lead)


def written(rows: list[dict[str, str]]) -> bytes:
    """Rows as CSV with the head of the first."""
    file = io.StringIO()
    table = csv.DictWriter(file, list(rows[0]), restval="")
    table.writeheader()
    table.writerows(rows)
    return file.getvalue().encode()


# ── the benchmark ─────────────────────────────────────────────────────────────────────────────


def test_a_benchmark_is_scored_on_a_phone_settled_published_and_read_by_one_criterion(
    people: People, site: Served, backstage: Backstage
):
    bench = backstage.do("go_digital_stage.a_bench")
    desk = f"{site.address}/en/{bench['bench']}"
    assessor = people.comes(bench["assessor"], PHONE)
    assessor.goto(f"{site.address}/en/desk/assessing/")
    follow(assessor, re.compile("^Evening courses"))
    score(assessor, "2", results="1")
    press(assessor, "Save the draft")
    expect(assessor.locator("body")).to_contain_text("The draft of your sheet is saved.")
    fill(assessor, value_consultation="4")
    press(assessor, "Hand the sheet in")
    assert "Say why" in said(assessor)  # 0 and 4 are read by everybody
    fill(assessor, why_consultation="Two hearings, with minutes.")
    press(assessor, "Hand the sheet in")
    assert "You are more than 1.5 apart from another." in said(assessor)
    assert sides(assessor) == [PHONE, PHONE]

    owner = people.comes(bench["owner"], PHONE)
    owner.goto(f"{site.address}/en/desk/assessing/")
    follow(owner, re.compile("^Evening courses"))
    score(owner, "3")
    press(owner, "Hand the sheet in")
    expect(owner.locator("main")).to_contain_text("Your sheet is handed in; it stands as it is.")

    office = people.comes(bench["bench_office"])
    office.goto(desk)
    follow(office, "Look at the differences")
    card = office.locator("main .card")
    expect(card).to_have_count(1)
    card.locator("select").select_option("2.5")
    card.locator("textarea").fill("We read the report again together and agreed.")
    press(office, "Keep the outcome")
    office.goto(desk)
    follow(office, "Look at the result and publish it")
    press(office, "Publish the benchmark")
    follow(office, "As everybody reads it")

    anybody = people.window(PHONE)
    anybody.goto(office.url)
    row = anybody.locator("#levels tbody tr", has_text="Evening courses")
    assert "talked over and settled" in row.inner_text()
    assert names(anybody) == sorted(names(anybody), key=str.casefold)
    filtered(anybody, order="results")
    assert levels(anybody, "Results") == sorted(levels(anybody, "Results"), reverse=True)
    assert names(anybody)[0].startswith("Evening courses")
    filtered(anybody, area="training")
    assert len(names(anybody)) < 4
    assert "fit what you ask for" in said(anybody) or "fits what you ask for" in said(anybody)
    assert sides(anybody) == [PHONE, PHONE]
    orders = anybody.locator("#order option").all_inner_texts()
    assert len(orders) == 11  # by name, or by one of ten; never by a sum


def score(page: Page, level: str, **other: str) -> None:
    """One level on every criterion but those that are named."""
    for choice in page.locator(f"main [type=radio][value='{level}']").all():
        choice.check()
    fill(page, **{f"value_{name}": value for name, value in other.items()})


def filtered(page: Page, **asked: str) -> None:
    """What the panel asks for."""
    page.locator("details.panel > summary").click()
    for name, value in asked.items():
        page.locator(f"details.panel [name={name}]").select_option(value)
    press(page, "Show", inside=page.locator("details.panel"))


def names(page: Page) -> list[str]:
    """The initiatives of the matrix as they stand."""
    return page.locator("#levels tbody th a").all_inner_texts()


def levels(page: Page, criterion: str) -> list[str]:
    """The column of a criterion."""
    heads = page.locator("#levels thead th").all_inner_texts()
    cells = page.locator(f"#levels tbody td:nth-child({heads.index(criterion) + 1}) b")
    return cells.all_inner_texts()

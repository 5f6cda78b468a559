"""A team makes a plan, and a reader finds the plan and the papers of the invented region."""

from __future__ import annotations

import io
import re

from openpyxl import load_workbook
from playwright.sync_api import expect

from backstage import Backstage
from served import Served
from walking import People, days_from_now, fill, follow, press, said


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
    follow(lead, "From advice and the short list (3)")
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
    # its last figure is too old for a target that lies ahead of the plan
    expect(lead.locator("main")).to_contain_text("Still missing: money, target band.")

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


def test_the_invented_region_is_shown_from_the_first_page_to_its_papers(
    people: People, site: Served
):
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

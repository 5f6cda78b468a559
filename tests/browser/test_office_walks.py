"""An office walks: from the first word of a call to its feedback, and through its cohort."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from backstage import Backstage
from served import Served
from walking import People, days_from_now, fill, follow, last_part, letter_to, link_in, press, said

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


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
    press(stranger, "Find it")
    stranger.locator("main [name=code]").first.check()
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

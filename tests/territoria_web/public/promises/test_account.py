"""The public account: its finding and counts agree, filters, former ends struck through, few queries."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from a_forum import a_forum, a_need
from planned import Planning, a_plan
from territoria_web.listen.models import Need
from territoria_web.plan.rules import Dated
from territoria_web.plan.services.actions import drop_action
from territoria_web.plan.services.need_links import link_needs
from territoria_web.track.models import Update
from territoria_web.track.services.updates import News, hide_update, tell_news_of
from tracked import AGAIN, LOANS, a_steward

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
ATOM = {"a": "http://www.w3.org/2005/Atom"}
TODAY = localdate()


def ago(days: int) -> date:
    return localdate() - timedelta(days=days)  # asked anew: a run may go past midnight


def told(p: Planning, number: int = 1, **news: object) -> Update:
    words = {"done": "The tender was <written>.", **news}
    return tell_news_of(action=p.one(number), news=News(**words), office="Library")  # type: ignore[arg-type]


def a_few() -> Planning:
    """Four promises: one late, one whose end was moved, one done, one dropped."""
    p = a_plan()
    p.add("Open a <data> desk", owner="City library", begins=ago(90), ends=ago(9), **LOANS)
    p.add("Light the stops", owner="Works", begins=ago(90), ends=ago(-90), indicator="Lamps")
    p.add("Run the night bus", owner="Works", begins=ago(90), ends=ago(-90), indicator="Trips")
    p.add("Build a tower", indicator="Height")
    p.adopt()
    told(p, 3, says="done", done="It runs every night.")
    counted = told(p, 1, figure=31.0, figure_period=str(TODAY.year))
    Update.objects.filter(pk=counted.pk).update(figure_period="2028")  # of the story, not of today
    p.change(2, ends=ago(-190))
    tower = p.one(4)
    drop_action(by=p.lead, action=tower, reason="The council did not fund it.", seen=tower.edit)
    p.adopt(AGAIN)
    return p


def at(p: Planning, end: str = "/") -> str:
    return f"/en/promises/{p.plan.public_id}{end}"


def shown(client: Client, url: str) -> str:
    page = client.get(url)
    assert page.status_code == 200
    return re.sub(r"\s+", " ", page.content.decode())


def test_a_draft_has_no_page(client: Client):
    p = a_plan()
    p.add()
    for end in ("/", ".json", ".csv", "/feed.atom", "/calendar.ics", "/1/"):
        assert client.get(at(p, end)).status_code == 404
    assert client.get("/en/promises/").context["page"]["finding"] == "No plan was adopted here yet."


def test_the_finding_agrees_with_the_totals_and_the_table(client: Client):
    p = a_few()
    page = client.get(at(p))
    said = "Of 3 actions, 1 is late and 0 silent. 1 of 1 that can be judged keeps the pace"
    assert page.context["page"]["finding"].startswith(said)
    assert [(n, url) for _l, n, url in page.context["delivery"]] == [
        (1, "?delivery=on+track#actions"),
        (1, "?delivery=late#actions"),
        (1, "?delivery=done#actions"),
    ]
    assert len(page.context["rows"]) == 3


def test_what_was_moved_dropped_and_declined_can_be_read(client: Client):
    p = a_few()
    p.advice(decision="declined", reason="Not ours.")
    text = shown(client, at(p))
    assert "<s>4 Build a tower</s>: The council did not fund it." in text
    assert f"<s>{page_day(ago(-90))}</s> {page_day(ago(-190))}" in text
    assert "1 piece of advice was declined, with the reason" in text
    assert "Open a &lt;data&gt; desk" in text


def test_the_page_of_a_dropped_action_leads_to_the_reason(client: Client):
    p = a_few()
    answer = client.get(f"{at(p)}4/")
    assert (answer.status_code, answer["Location"]) == (302, f"{at(p)}#dropped")


def page_day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def test_filters_leave_what_they_say_in_every_form(client: Client):
    p = a_few()
    assert [r["number"] for r in client.get(at(p) + "?owner=Works").context["rows"]] == [2, 3]
    late = client.get(at(p) + "?delivery=late")
    assert [r["number"] for r in late.context["rows"]] == [1]
    assert "1 of 3 actions fits what you ask for." in late.content.decode()
    assert f"/en/follow/{p.plan.public_id}/?delivery=late" in late.content.decode()
    assert client.get(at(p, ".csv") + "?delivery=late").content.count(b"\r\n") == 2
    rows = client.get(at(p, ".json") + "?owner=Works").json()["table"]["rows"]
    assert [row[0] for row in rows] == [2, 3]
    strange = client.get(at(p).replace("/en/", "/fr/") + "?delivery=never")
    assert (strange.status_code, "en retard (late)" in strange.content.decode()) == (400, True)
    assert client.get(at(p) + "?delivery=never").status_code == 400


def test_it_can_be_shown_on_pages_of_others(client: Client):
    p = a_few()
    page = client.get(at(p) + "?embed=1")
    assert "X-Frame-Options" not in page.headers
    assert "frame-ancestors *" in page.headers["Content-Security-Policy"]
    assert '<header class="top">' not in page.content.decode()


@pytest.mark.parametrize("lang", ["en", "fr", "de"])
def test_three_languages(client: Client, lang: str):
    p = a_few()
    for end in ("", f"{p.plan.public_id}/", f"{p.plan.public_id}/1/"):
        assert client.get(f"/{lang}/promises/{end}").status_code == 200


def test_fifty_actions_a_page(client: Client):
    p = a_plan()
    for n in range(52):
        p.add(f"Action {n}", indicator="x")
    p.adopt()
    assert len(client.get(at(p)).context["rows"]) == 50
    second = client.get(at(p) + "?page=2")
    assert [r["number"] for r in second.context["rows"]] == [51, 52]


@pytest.mark.parametrize("actions", [1, 3])
def test_a_page_asks_the_same_few_questions(
    client: Client, actions: int, django_assert_num_queries: DjangoAssertNumQueries
):
    p = a_plan()
    for n in range(actions):
        p.add(f"Action {n}", indicator="x")
    p.adopt()
    for url, count in ((at(p), 5), (at(p, "/1/"), 5), ("/en/promises/", 4)):
        client.get(url)
        with django_assert_num_queries(count, info=url):
            client.get(url)


def test_the_list_has_every_plan_and_examples_last(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
):
    for code in ("X1", "X2", "X3"):
        p = a_plan(code)
        p.add(indicator="x", ends=ago(1), begins=ago(9))
        p.adopt()
    p.cycle.example = True
    p.cycle.save()
    page = client.get("/en/promises/")
    assert [row["example"] for row in page.context["rows"]] == [False, False, True]
    said = "2 plans tell what becomes of their promises. 2 actions are promised in all. 2 of them are late."
    assert page.context["page"]["finding"] == said
    with django_assert_num_queries(4):
        client.get("/en/promises/")


# ── one action ────────────────────────────────────────────────────────────────────────────────


def test_an_action_tells_what_was_promised_first_and_now(client: Client):
    p = a_plan()
    first, second = Dated("Tender out", ago(20)), Dated("Desk open", ago(-30))
    p.add("Open a desk", owner="Library", ends=ago(-60), milestones=(first, second), **LOANS)
    p.adopt()
    stood = p.one(1).milestones.all()
    later = tuple(
        Dated(m.text, ago(-40) if m.text == "Desk open" else m.due, str(m.public_id)) for m in stood
    )
    p.change(1, owner="City", target_low=30.0, milestones=later)
    p.adopt(AGAIN)
    url = at(p, "/1/")
    page, text = client.get(url), shown(client, url)
    assert page.context["page"]["finding"].startswith("Late by 20 days: Tender out was due")
    assert f"<s>{page_day(ago(-30))}</s> {page_day(ago(-40))}" in text
    assert "<s>40–60 by 2030</s> 30–60 by 2030" in text
    assert "Owner: <s>Library</s> → City" in text
    assert text.count("<svg") == 3  # both lamps twice, and the mark of the site
    assert client.get(at(p, "/2/")).status_code == 404
    body = client.get(at(p, "/1.json")).json()
    assert (body["promised_first"]["owner"], body["promised"]["owner"]) == ("Library", "City")


def test_news_that_was_taken_off_leaves_its_reason_and_no_word_else(client: Client):
    p = a_few()
    update = told(p, 2, done="Mrs Miller did it.")
    hide_update(by=p.lead, update=update, reason="It names somebody by name.")
    text = shown(client, at(p, "/2/"))
    assert "Reason: It names somebody by name." in text
    for end in ("/2/", "/2.json", "/2.csv", "/feed.atom", "/2/?embed=1"):
        assert b"Miller" not in client.get(at(p, end)).content


def test_needs_are_linked_as_long_as_they_are_public(client: Client):
    p = a_plan()
    p.add("Run the night bus", indicator="Trips")
    forum = a_forum(p.cycle, p.lead)
    need = a_need(forum)
    action = p.one(1)
    link_needs(by=p.lead, action=action, needs=[need.public_id], seen=action.edit)
    p.adopt()
    link = reverse("public:need", args=[forum.code, need.number])
    assert f'<a href="{link}">1 A bus after ten at night</a>' in shown(client, at(p, "/1/"))
    Need.objects.filter(pk=need.pk).update(state="rejected")
    text = shown(client, at(p, "/1/"))
    assert ("1 need that is not public any more" in text, need.title in text) == (True, False)


# ── feed and calendar ─────────────────────────────────────────────────────────────────────────


def test_the_feed_keeps_the_numbers_of_its_entries(client: Client):
    p = a_few()
    answer = client.get(at(p, "/feed.atom"))
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ET.fromstring(answer.content)
    ids = [e.text for e in feed.findall("a:entry/a:id", ATOM)]
    assert len(set(ids)) == 4  # two news of actions that stand, two versions
    assert feed.findtext("a:id", "", ATOM) == p.plan.public_id.urn
    for held in (feed, *feed.findall("a:entry", ATOM)):
        for name in ("id", "title", "updated", "author/a:name"):
            assert held.findtext(f"a:{name}", "", ATOM)
    newest = max(e.text or "" for e in feed.findall("a:entry/a:updated", ATOM))
    assert feed.findtext("a:updated", "", ATOM) == newest
    told(p, 2)
    again = ET.fromstring(client.get(at(p, "/feed.atom")).content)
    assert [e.text for e in again.findall("a:entry/a:id", ATOM)][1:] == ids


def test_the_calendar_has_ends_and_milestones(client: Client):
    p = a_few()
    held = Calendar.from_ical(client.get(at(p, "/calendar.ics")).content)
    said = [str(e["summary"]) for e in held.walk("VEVENT")]
    assert "Action 2 is due: Light the stops" in said
    assert client.get(at(p, "/calendar.ics")).content == client.get(at(p, "/calendar.ics")).content


def test_how_often_news_comes_is_a_promise_as_well(client: Client):
    p = a_few()
    a_steward(p, 2, every_days=30)
    assert client.get(at(p)).context["account"].row(2).silence.allowed == 45


def test_the_day_of_an_adoption_is_that_of_the_site(client: Client):
    p = a_few()
    midnight = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)  # the next day in Brussels
    with connection.cursor() as cursor:
        cursor.execute("UPDATE plan_planversion SET made = %s WHERE number = 2", [midnight])
    (row,) = client.get("/en/promises.json").json()["table"]["rows"]
    assert (row[0], row[4]) == (str(p.plan.public_id), "2026-03-02")

"""Projects in public: no person without consent, what is late and silent, filters, feed, calendar."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from a_project import Doing, S, a_project
from territoria_web.act.models import Delegation, Partner, Project, ProjectForum
from territoria_web.act.services.project_changes import tell_news

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
KINDS = ("", "json", "csv")


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def everything(client: Client, d: Doing) -> str:
    """All that anybody gets of a project."""
    stem = d.public().rstrip("/")
    beside = [f"{stem}.json", f"{stem}.csv", "/en/projects.json", "/en/projects.csv"]
    feeds = ["/en/projects/projects.atom", "/en/projects/projects.ics", d.public("project.ics")]
    return "".join(page(client, url) for url in (d.public(), "/en/projects/", *beside, *feeds))


def test_nobody_is_named_without_consent_and_no_address_or_room_is_ever_told(client: Client):
    d = a_project(S.RUNNING)
    d.row.exchanges.update(link="https://room.example/secret")
    tell_news(project=d.row, doer=d.by(), said="The tool is out.")
    found = everything(client, d)
    words = ("Person of", "@city.example", "room.example", "Milano", "Pau")
    assert [word in found for word in words] == [False] * 5
    Partner.objects.filter(name="Bilbao").update(may_be_named=True)
    assert "Person of Bilbao" in page(client, d.public())
    stem = d.public().rstrip("/")
    assert "Person of" not in page(client, f"{stem}.json") + page(client, f"{stem}.csv")


def test_a_city_that_nobody_stands_for_is_marked_wherever_it_is_named(client: Client):
    d = a_project(S.RUNNING)
    d.row.partners.filter(name="Bordeaux").update(vouched=False)
    mark = "not confirmed by the city yet"
    stem = d.public().rstrip("/")
    text = page(client, d.public())
    assert [text.count(f"({mark})</span>"), f"Bordeaux ({mark})." in text] == [1, True]
    assert page(client, "/en/projects/").count(mark) == 1
    data = client.get(f"{stem}.json").json()
    assert [one["confirmed"] for one in data["partners"]] == [False, True]
    (row,) = csv.DictReader(io.StringIO(page(client, "/en/projects.csv").lstrip("\ufeff")))
    found = [row[name].lower() for name in ("cities", "lead_confirmed", "cities_unconfirmed")]
    assert found == ["1", "false", "1"]


def test_what_is_late_missed_moved_and_silent_stands_on_the_page(client: Client):
    day = timezone.localdate()
    d = a_project(S.RUNNING, due=day - timedelta(days=1), first_due=day - timedelta(days=90))
    Project.objects.update(said=timezone.now() - timedelta(days=200))
    d.row.exchanges.update(day=day - timedelta(days=1), moved_from=day - timedelta(days=30))
    text = page(client, d.public())
    words = ("overdue", "It is silent", "Not held", "<s>", "Join the project")
    assert [word in text for word in words] == [True] * 5
    rows = list(csv.DictReader(io.StringIO(page(client, "/en/projects.csv").lstrip("\ufeff"))))
    assert [(r["overdue"].lower(), r["silent"].lower()) for r in rows] == [("true", "true")]


def test_a_proposal_is_nowhere_and_a_stopped_one_stays_with_its_reason(client: Client):
    d = a_project(S.PROPOSED)
    assert client.get(d.public()).status_code == 404
    assert "Old trades" not in page(client, "/en/projects/")
    stopped = a_project(S.STOPPED, network=d.network, reason="Nobody left.", ended=timezone.now())
    text = page(client, stopped.public())
    assert ["Nobody left." in text, "Join the project" in text] == [True, False]


def test_only_complete_delegations_with_consent_are_shown(client: Client):
    d = a_project(S.RUNNING)
    forum = ProjectForum.objects.create(
        project=d.row, title="Autumn forum", begins=timezone.localdate()
    )
    told = {"sector": "14", "tool": "Shop", "before": "12", "after": "30", "testimony": "We sell."}
    whole, bare = d.partner("Bilbao"), d.partner()
    Delegation.objects.create(forum=forum, partner=whole, company="Txapela", consent=True, **told)
    Delegation.objects.create(forum=forum, partner=bare, company="Secret SA", **told)
    text = everything(client, d)
    assert ["Txapela" in text, "Secret SA" in text] == [True, False]
    assert "2 delegations are named. 1 of them has no company" in page(client, d.public())


def test_filters_by_axis_and_state_count_what_is_left(client: Client):
    d = a_project(title="Open one", axis="C2")
    a_project(S.RUNNING, network=d.network, title="Running one", axis="C3")
    answer = client.get("/en/projects/?axis=C3")
    assert [row.standing.project.title for row in answer.context["rows"]] == ["Running one"]
    assert answer.context["page"]["finding"] == "1 project of 2 fits what you ask for."
    assert "Nothing fits" in page(client, "/en/projects/?axis=C3&state=open")
    assert client.get("/en/projects/?state=nonsense").status_code == 400
    assert page(client, "/en/projects.csv?state=open").count("Open one") == 1


def test_the_calendar_is_whole_and_its_numbers_stay(client: Client):
    d = a_project()
    calendar = Calendar.from_ical(client.get(d.public("project.ics")).content)
    uids = {str(event["UID"]) for event in calendar.walk("VEVENT")}
    d.row.exchanges.update(day=timezone.localdate() + timedelta(days=90))
    again = Calendar.from_ical(client.get(d.public("project.ics")).content)
    assert {str(event["UID"]) for event in again.walk("VEVENT")} == uids
    assert f"exchange-{d.exchange().public_id}@territoria" in uids


def test_news_stands_in_the_feed_of_all_projects(client: Client):
    d = a_project()
    tell_news(project=d.row, doer=d.by(), said="The <tool> is out.")
    feed = page(client, "/en/projects/projects.atom")
    assert ["Old trades, new tools – News" in feed, "&amp;lt;tool&amp;gt;" in feed] == [True, True]


def test_an_invented_project_says_so_and_is_not_counted(client: Client):
    d = a_project(example=True)
    assert "invented" in page(client, d.public())
    finding = client.get("/en/projects/").context["page"]["finding"]
    assert finding == "No project of real cities is here yet. An invented one shows how it goes."


def test_an_invented_project_is_in_no_feed_and_no_calendar(client: Client):
    d = a_project(example=True)
    tell_news(project=d.row, doer=d.by(), said="The tool is out.")
    told = page(client, "/en/projects/projects.atom") + page(client, "/en/projects/projects.ics")
    assert (d.row.title in told, client.get(d.public("project.ics")).status_code) == (False, 404)
    assert "project.ics" not in page(client, d.public())


def test_pages_ask_the_database_as_often_for_three_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
):
    d = a_project()
    for url in ("/en/projects/", d.public()):
        client.get(url)
    with django_assert_num_queries(3):
        client.get("/en/projects/")
    with django_assert_num_queries(6):
        client.get(d.public())
    for _more in range(2):
        a_project(network=d.network)
        Partner.objects.create(project=d.row, name="More", state="agreed")
    with django_assert_num_queries(3):
        client.get("/en/projects/")
    with django_assert_num_queries(6):
        client.get(d.public())

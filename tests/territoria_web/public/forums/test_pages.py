"""What everybody reads of a forum: needs with their answers, nothing of whoever said them."""

from __future__ import annotations

import csv
import io
import json
import uuid

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from a_forum import a_forum, a_need, a_voice, supported
from desk_team import Team, a_team
from territoria_web.listen.models import Conversation, Forum, Need
from territoria_web.listen.queries.need_reports import Ways
from territoria_web.listen.services.need_imports import import_needs
from territoria_web.listen.services.need_results import commit_need, note_topic
from territoria_web.listen.services.need_states import answer_need, reopen_need, retire_need
from territoria_web.listen.services.needs import Said, say_need

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
WHY = "There is no money for it this year."
DISTRICTS = [{"id": "n", "name": "North", "share": 40}, {"id": "s", "name": "South", "share": 60}]


@pytest.fixture
def team() -> Team:
    return a_team()


@pytest.fixture
def forum(team: Team) -> Forum:
    return a_forum(team.cycle, team.lead, districts=DISTRICTS)


def at(forum: Forum, more: str = "needs/") -> str:
    return f"/en/forum/{forum.code}/{more}"


def fresh(need: Need) -> Need:
    return Need.objects.select_related("forum__cycle__territory").get(pk=need.pk)


def test_the_list_shows_what_is_public_and_nothing_of_its_authors(forum: Forum, client: Client):
    supported(a_need(forum, "Benches", spot=(50.61234, 3.01234)), 2)
    hidden = a_need(forum, "Names of people")
    Need.objects.filter(pk=hidden.pk).update(state="rejected")
    page = client.get(at(forum))
    assert [card["need"].number for card in page.context["cards"]] == [1]
    rows = list(csv.DictReader(io.StringIO(client.get(at(forum, "needs.csv")).content.decode())))
    assert [(r["number"], r["supports"], r["latitude"]) for r in rows] == [("1", "2", "50.612")]
    for beside in ("needs/", "needs.json", "needs.csv", "needs.geojson", "open311/requests.xml"):
        said = client.get(at(forum, beside))
        assert (beside, said.status_code) == (beside, 200)
        assert b"ada@example.org" not in said.content
        assert b"Names of people" not in said.content
        assert b"50.6123" not in said.content


def test_filters_choose_and_what_is_not_known_is_said(forum: Forum, client: Client):
    a_need(forum, "Benches", district="n")
    a_need(forum, "Ramps", district="s")
    a_need(forum, "Lamps", district="n")
    Need.objects.filter(number=3).update(state="declined")

    def numbers(query: str) -> list[int]:
        cards = client.get(f"{at(forum)}?{query}").context["cards"]
        return [card["need"].number for card in cards]

    assert (numbers(""), numbers("district=n")) == ([3, 2, 1], [3, 1])
    assert (numbers("state=declined"), numbers("sort=waiting")) == ([3], [1, 2])
    page = client.get(f"{at(forum)}?district=west&state=rejected")
    assert page.context["strange"] == [("District", "west"), ("State", "rejected")]
    assert "The filter “District” does not know “west”; we left it out." in page.content.decode()
    assert len(page.context["cards"]) == 3


def test_where_nobody_supports_a_need_it_is_said_in_words(forum: Forum, client: Client):
    need = a_need(forum)
    one = client.get(at(forum, f"needs/{need.number}/")).content.decode()
    assert ("Nobody supports it yet." in one, "0 people" in one) == (True, False)
    assert "<span>nobody supports it yet</span>" in client.get(at(forum)).content.decode()
    supported(need, 1)
    assert "<span>1 supports it</span>" in client.get(at(forum)).content.decode()


def test_the_office_is_named_unless_another_system_answered(
    team: Team, forum: Forum, client: Client
):
    report = {"service_request_id": "R-2", "status": "closed", "description": "A bin is missing."}
    import_needs(
        by=team.lead,
        forum=forum,
        content=json.dumps([report]).encode(),
        file_name="r.json",
        ways=Ways("Fix it", publish=True),
    )
    need = Need.objects.get()
    office = "Citizens’ office answers: citizens@example.org."

    def page() -> str:
        return client.get(at(forum, f"needs/{need.number}/")).content.decode()

    assert (office in page(), "Every line stands here with its day" in page()) == (False, True)
    reopen_need(by=team.lead, need=fresh(need), said=WHY, seen=fresh(need).edit)
    answer_need(by=team.lead, need=fresh(need), state="declined", said=WHY, seen=fresh(need).edit)
    assert office in page()
    assert office in client.get(at(forum, f"needs/{a_need(forum).number}/")).content.decode()


def test_the_most_supported_come_first(forum: Forum, client: Client):
    for title, people in (("Benches", 1), ("Ramps", 3), ("Lamps", 2)):
        supported(a_need(forum, title), people)
    page = client.get(f"{at(forum)}?sort=supports")
    assert [card["need"].title for card in page.context["cards"]] == ["Ramps", "Lamps", "Benches"]
    told = json.loads(client.get(at(forum, "needs.json") + "?sort=supports").content)
    assert [row["supports"] for row in told["ranking"]["places"]] == [3, 2, 1]


def test_the_map_has_every_need_with_a_place_in_its_table(forum: Forum, client: Client):
    page = client.get(at(forum))
    assert (page.context["pictures"], "What will be here" in page.content.decode()) == (None, True)
    a_need(forum, "Benches", spot=(50.61, 3.01))
    a_need(forum, "Ramps")
    wide, slim = client.get(at(forum)).context["pictures"]
    assert ([row[1].text for row in wide.rows], slim.width) == (["Benches"], 328)
    told = json.loads(client.get(at(forum, "needs.geojson")).content)
    points = {f["id"]: f["geometry"] and f["geometry"]["coordinates"] for f in told["features"]}
    assert points == {1: [3.01, 50.61], 2: None}


@pytest.mark.parametrize(("more", "queries"), [("needs/", 8), ("needs/?sort=supports", 10)])
def test_the_list_asks_as_often_for_three_as_for_one(
    forum: Forum,
    client: Client,
    more: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
):
    a_need(forum, "Benches", spot=(50.61, 3.01))
    client.get(at(forum, more))
    with django_assert_num_queries(queries):
        client.get(at(forum, more))
    for title in ("Ramps", "Lamps"):
        supported(a_need(forum, title, spot=(50.62, 3.02)), 2)
    client.get(at(forum, more))
    with django_assert_num_queries(queries):
        client.get(at(forum, more))


def test_a_need_tells_its_story_from_the_first_day_to_the_plan(
    team: Team, forum: Forum, client: Client
):
    need = supported(a_need(forum, "Benches"), 3)
    plan = str(uuid.uuid4())
    facts = {"plan": plan, "action": "x", "number": 4, "title": "Sit down everywhere"}
    commit_need(need=need, by=team.lead, facts=facts)
    page = client.get(at(forum, "needs/1/"))
    told = [(line.title, links) for line, links in page.context["story"]]
    link = [("Sit down everywhere", f"/en/promises/{plan}/4/")]
    assert told == [
        ("Received", []),
        ("Published", []),
        ("In the plan", link),
    ]
    assert (page.context["people"], page.context["takes_support"]) == (3, True)
    assert page.context["page"]["finding"].startswith("In the plan (")


def test_a_retired_need_says_where_it_is_followed_and_keeps_its_supports(
    team: Team, forum: Forum, client: Client
):
    first, second = a_need(forum, "Benches"), supported(a_need(forum, "More benches"), 2)
    retire_need(by=team.lead, need=second, into=first, said=WHY, seen=fresh(second).edit)
    page = client.get(at(forum, "needs/2/"))
    (_line, links) = page.context["story"][-1]
    assert links == [("Need 1: Benches", at(forum, "needs/1/"))]
    assert (page.context["people"], page.context["takes_support"]) == (2, False)
    assert client.get(at(forum, "needs/1/")).context["people"] == 0


def test_a_reason_stands_with_its_day_and_its_office(team: Team, forum: Forum, client: Client):
    need = a_need(forum)
    answer_need(by=team.lead, need=need, state="declined", said=WHY, seen=fresh(need).edit)
    line, _links = client.get(at(forum, "needs/1/")).context["story"][-1]
    assert (line.title, line.said, line.office) == ("Declined", WHY, "Citizens’ office")
    rows = client.get(at(forum, "needs/1.csv")).content.decode().splitlines()
    assert rows[-1].endswith(f"state,declined,{WHY},,Citizens’ office")


@pytest.mark.parametrize("state", ["received", "held", "rejected", "withdrawn"])
def test_what_is_not_public_is_not_there(forum: Forum, client: Client, state: str):
    a_need(forum)
    Need.objects.update(state=state)
    for more in ("needs/1/", "needs/1.json", "open311/requests/1.json"):
        assert client.get(at(forum, more)).status_code == 404


def test_the_first_page_shows_only_what_there_is(forum: Forum, client: Client):
    page = client.get(at(forum, ""))
    assert (page.context["latest"], page.context["talks"], page.context["services"]) == ([], [], 0)
    assert page.context["page"]["finding"] == "No need is published here yet."
    a_need(forum)
    for state in ("draft", "closed", "open"):
        Conversation.objects.create(forum=forum, title=state, state=state)
    page = client.get(at(forum, ""))
    assert [one["title"] for one in page.context["talks"]] == ["open", "closed"]
    assert [row["need"].number for row in page.context["latest"]] == [1]


def test_a_closed_forum_stays_readable(forum: Forum, client: Client):
    a_need(forum)
    Forum.objects.update(is_open=False)
    for more in ("", "needs/", "needs/1/", "data/"):
        page = client.get(at(forum, more))
        assert (page.status_code, page.context["takes"]) == (200, False)


def test_what_happens_with_what_is_said_is_said(forum: Forum, client: Client):
    page = client.get(at(forum, "data/"))
    assert len(page.context["kept"]) == 6
    assert "until 24 months after you were last here" in page.content.decode()
    assert client.get("/en/forum/NOBODY/data/").status_code == 404


def test_pages_are_the_same_for_everyone_and_small(forum: Forum, client: Client):
    for n in range(30):
        say_need(
            forum=forum, said=Said(title=f"Need of kind {n}", spot=(50.6, 3.0)), voice=a_voice(forum, f"a{n}@example.org")
        )  # fmt: skip
    page = client.get(at(forum))
    assert (len(page.content) < 150_000, client.cookies.keys()) == (True, {}.keys())
    assert [c["need"].number for c in client.get(at(forum) + "?page=2").context["cards"]] == [
        *(5, 4, 3, 2),
        1,
    ]


def test_words_that_were_taken_off_stand_in_no_other_need(team: Team, forum: Forum, client: Client):
    loud, quiet = a_need(forum, "Ms Loud of street 5"), a_need(forum, "Quiet at night")
    third = a_need(forum, "Less noise at night")
    for double, into in ((loud, quiet), (third, quiet)):
        retire_need(by=team.lead, need=double, into=into, said=WHY, seen=fresh(double).edit)
    Need.objects.filter(pk=loud.pk).update(state="rejected")
    story = client.get(at(forum, f"needs/{quiet.number}/")).context["story"]
    assert [link for _line, links in story for link in links] == [
        (f"Need {loud.number}", ""),
        (f"Need {third.number}: Less noise at night", at(forum, f"needs/{third.number}/")),
    ]
    Need.objects.filter(pk=quiet.pk).update(state="held")
    for page in ("needs/", f"needs/{third.number}/", "needs.csv"):
        assert "Quiet at night" not in client.get(at(forum, page)).content.decode()


def test_a_meeting_is_told_with_its_day_in_words(team: Team, forum: Forum, client: Client):
    need = a_need(forum)
    for day in ("2027-03-02", ""):
        note_topic(need=need, by=team.lead, facts={"meeting": "Round table", "day": day})
    story = client.get(at(forum, "needs/1/")).context["story"]
    said = [links for line, links in story if line.kind == "topic"]
    assert said == [[("Round table, 2 March 2027", "")], [("Round table", "")]]

"""The team's side: offering services, reading words, entering sheets, hanging up codes."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desk_team import Team, a_file, a_member, a_team, signed_in
from rated_services import LIBRARY, POOL, a_forum, a_service, rated
from territoria_web.desk.journal_lines import read_aloud
from territoria_web.listen.models import Forum, Rating, Service
from territoria_web.listen.services.services_offered import Offer
from territoria_web.people.models import Entry, Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
HERE = "citizens/services/"


@pytest.fixture
def forum(team: Team) -> Forum:
    return a_forum(team.cycle)


@pytest.fixture
def desk(team: Team) -> Client:
    return signed_in(team.lead)


def sheet(service: Service, *lines: tuple[str, str, str], **more: str) -> dict[str, Any]:
    """A sheet of ten lines as it is sent."""
    said: dict[str, Any] = {
        "channel": "paper",
        "day": timezone.localdate().isoformat(),
        "nonce": "0" * 31 + "1",
        "line-TOTAL_FORMS": "10",
        "line-INITIAL_FORMS": "0",
    }
    for n, (solved, step, words) in enumerate(lines):
        said |= {f"line-{n}-solved": solved, f"line-{n}-satisfaction": step}
        said[f"line-{n}-comment"] = words
    return said | more


def test_a_service_is_offered_and_its_poster_printed(team: Team, forum: Forum, desk: Client):
    empty = desk.post(team.at(f"{HERE}new/"), {"name-en": "Town library"})
    assert (empty.status_code, Service.objects.count()) == (422, 0)
    names = {"name-en": "Town library", "name-fr": "Bibliothèque", "office": "Culture"}
    made = desk.post(team.at(f"{HERE}new/"), names)
    service = Service.objects.get()
    assert made["Location"] == team.at(f"{HERE}{service.public_id}/")
    page = desk.get(made["Location"]).content.decode()
    assert f"/en/forum/{forum.code}/services/{service.code}/widget/" in page
    poster = desk.get(made["Location"] + "poster/", {"in": "fr"}).content.decode()
    assert ("Bibliothèque" in poster, f"/fr/voice/{forum.code}" in poster) == (True, True)
    assert "<svg" in poster


def test_another_question_begins_a_new_series_and_the_second_is_told(
    team: Team, forum: Forum, desk: Client
):
    service = a_service(forum)
    at = team.at(f"{HERE}{service.public_id}/")
    asked = {
        **{f"name-{language}": name for language, name in LIBRARY.names.items()},
        "question-en": "Did you get the book?",
        "question-fr": "Avez-vous eu le livre ?",
        "seen": "0",
    }
    answer = desk.post(at, asked, follow=True).content.decode()
    assert "A new series begins" in answer
    late = desk.post(at, {**asked, "question-en": "And now?"})
    assert (late.status_code, "Somebody changed this meanwhile" in late.content.decode()) == (
        422,
        True,
    )
    form = late.context["form"]
    assert (form["question-en"].value(), form["seen"].value()) == ("And now?", "1")
    desk.post(at, {"is_open": "0"})
    service.refresh_from_db()
    assert (service.instrument, service.is_open) == (2, False)
    deeds = Entry.objects.filter(about=f"forum {forum.public_id}")
    told = [one.sentence for one in read_aloud(deeds)]
    assert len(told) == 3
    assert all("Town library" in sentence for sentence in told)


def test_a_name_with_quotes_does_not_end_the_text_for_other_websites(
    team: Team, forum: Forum, desk: Client
):
    service = a_service(forum, Offer({"en": 'The "old" pool', "fr": "La piscine"}))
    page = desk.get(team.at(f"{HERE}{service.public_id}/")).content.decode()
    (area,) = re.findall(r'<textarea id="service-widget"[^>]*>(.*?)</textarea>', page)
    assert 'title="The &quot;old&quot; pool"' in html.unescape(area)


def test_words_wait_are_read_and_shown_or_not(team: Team, forum: Forum, desk: Client):
    service = a_service(forum)
    rated(service, comment="The lift is broken.")
    rated(service, comment="Mrs Miller was rude.")
    assert "2 comments" in desk.get(team.at(HERE)).content.decode()
    at = team.at(f"{HERE}{service.public_id}/comments/")
    lift, rude = Rating.objects.order_by("pk")

    def press(rating: Rating, **more: str) -> Any:
        slot = rating.public_id.hex
        told = {"number": str(rating.public_id), "seen": "new", **more}
        return desk.post(
            at,
            {"slot": slot, "do": more.get("do", "")}
            | {f"{slot}-{name}": value for name, value in told.items()},
        )

    assert press(lift, do="show").status_code == 302
    assert press(rude, do="hide").status_code == 422
    assert press(rude, do="hide", rule="private", reason="It names somebody.").status_code == 302
    late = press(rude, do="show")  # as it stood before
    slot = rude.public_id.hex
    assert (late.status_code, late.context["sent"]["seen"].value()) == (422, "hidden")
    assert f'name="{slot}-seen" value="hidden"' in late.content.decode()
    states = dict(Rating.objects.values_list("comment", "comment_state"))
    assert states == {"The lift is broken.": "shown", "Mrs Miller was rude.": "hidden"}
    assert press(lift, do="show", number="no number").status_code == 422


def test_a_sheet_is_entered_with_its_channel(team: Team, forum: Forum):
    service = a_service(forum)
    expert = signed_in(a_member("FRE1", Role.EXPERT))
    at = team.at(f"{HERE}{service.public_id}/enter/")
    half = expert.post(at, sheet(service, ("yes", "5", ""), ("no", "", "Closed at noon")))
    assert (half.status_code, Rating.objects.count()) == (422, 0)
    page = half.content.decode()
    assert ("Say this as well" in page, "Closed at noon" in page) == (True, True)
    told = sheet(service, ("yes", "5", ""), ("no", "1", "Closed at noon"), channel="counter")
    assert expert.post(at, told)["Location"] == f"{at}?channel=counter"
    expert.post(at, told)
    held = Rating.objects.values_list("channel", "satisfaction", "entered_by__email")
    assert sorted(held) == [
        ("counter", 1, "expert-fre1@example.org"),
        ("counter", 5, "expert-fre1@example.org"),
    ]


def test_a_file_is_taken_whole_and_once(team: Team, forum: Forum, desk: Client):
    service = a_service(forum)
    at = team.at(f"{HERE}{service.public_id}/import/")
    day = timezone.localdate().isoformat()
    wrong = f"day;solved;satisfaction\n{day};yes;6\nyesterday;no;1\n"
    refused = desk.post(at, {"file": a_file(wrong)})
    page = refused.content.decode()
    assert (refused.status_code, Rating.objects.count()) == (422, 0)
    assert ("Satisfaction is a number from 1 to 5." in page, "Give the day" in page) == (True, True)
    good = f"day,solved,satisfaction,comment\n{day},Yes,5,Fine\n{day},no,1,\n"
    for _time in range(2):
        assert desk.post(at, {"file": a_file(good)}).status_code == 302
    held = Rating.objects.values_list("channel", "solved", "satisfaction", "comment_state")
    assert sorted(held) == [("import", "no", 1, "none"), ("import", "yes", 5, "new")]


def test_the_export_holds_only_what_is_shown(team: Team, forum: Forum, desk: Client):
    few, enough = a_service(forum), a_service(forum, POOL)
    rated(few, 4)
    rated(enough, 7, channel="paper")
    lines = desk.get(team.at(f"{HERE}export.csv")).content.decode().split("\r\n")
    assert [line.split(",")[1:7] for line in lines[1:3]] == [
        ["Swimming pool", "all", "", "1", "5", "5"],
        ["Swimming pool", "channel", "on paper", "1", "5", "5"],
    ]
    assert few.code not in "".join(lines)


@pytest.mark.parametrize("services", [1, 3])
def test_the_list_costs_the_same_however_long(
    team: Team, forum: Forum, desk: Client, services: int
):
    for offer in (LIBRARY, POOL, LIBRARY)[:services]:
        rated(a_service(forum, offer), 5)
    desk.get(team.at(HERE))
    with CaptureQueriesContext(connection) as queries:
        desk.get(team.at(HERE))
    assert len(queries) == 9


def test_a_service_of_another_forum_is_not_found(team: Team, desk: Client):
    a_forum(team.cycle)
    other = a_service(a_forum(a_team("DED5").cycle, code="OTHER2"))
    for path in ("", "poster/", "comments/", "enter/"):
        assert desk.get(team.at(f"{HERE}{other.public_id}/{path}")).status_code == 404

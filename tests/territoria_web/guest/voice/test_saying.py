"""Saying a need on a phone without account and without JavaScript: three steps, nothing lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from a_forum import a_forum, a_need, supported
from desk_team import a_team
from territoria_web.guest.voice import saying
from territoria_web.library.saying import said_in, spoken
from territoria_web.listen.models import Consent, Forum, Need, Support, Voice
from territoria_web.listen.services.needs import take_back

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]

TOWN = [3.0, 50.6, 3.12, 50.68]
DISTRICTS = [
    {"id": "n", "name": "North", "share": 40, "latitude": 50.66, "longitude": 3.05},
    {"id": "s", "name": "South", "share": 60, "latitude": 50.61, "longitude": 3.06},
]


@pytest.fixture
def forum() -> Forum:
    team = a_team()
    return a_forum(team.cycle, team.lead, frame=TOWN, districts=DISTRICTS)


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody took a minute; a test that fills the form in no time would be taken for a machine."""
    monkeypatch.setattr(saying, "dwell_of", lambda _request: 60.0)


def at(forum: Forum) -> str:
    return f"/en/voice/{forum.code}/need/"


def fields(page: Any) -> dict[str, str]:
    """What the form on the page sends, as a browser without JavaScript would."""
    form = page.context["form"]
    held = {f.html_name: f.value() for f in form if f.value() not in (None, False, "")}
    return {"step": str(page.context["step"]), **{k: str(v) for k, v in held.items()}}


def through(client: Client, forum: Forum, **last: str) -> Any:
    """All three steps; the answer to the last."""
    page = client.get(at(forum))
    page = client.post(
        at(forum), {**fields(page), "title": "Benches at the school", "text": "Two."}
    )
    page = client.post(at(forum), {**fields(page), "place": "Old square", "district": "n"})
    return client.post(at(forum), {**fields(page), **last})


def test_three_steps_without_an_address_and_the_link_to_keep(forum: Forum, client: Client):
    answer = through(client, forum)
    need = Need.objects.get()
    assert (need.number, need.title, need.text, need.district) == (
        *(1, "Benches at the school", "Two."),
        "n",
    )
    assert (need.state, need.voice is not None, need.channel) == ("received", True, "web")
    page = client.get(answer["Location"])
    assert page.context["page"]["title"] == "Thank you. Your need has number 1."
    assert page.context["link"].startswith("http://testserver/en/voice/mine/")
    assert client.get(page.context["link"]).status_code == 200
    assert mail.outbox == []


def test_nothing_is_sent_and_no_cookie_is_set_before_the_last_step(forum: Forum, client: Client):
    page = client.get(at(forum))
    page = client.post(at(forum), {**fields(page), "title": "Benches"})
    client.post(at(forum), {**fields(page)})
    assert (Need.objects.count(), Voice.objects.count()) == (0, 0)
    assert [name for name in client.cookies if name.startswith("voice")] == []


def test_what_does_not_hold_is_said_beside_the_field_and_nothing_is_lost(
    forum: Forum, client: Client
):
    page = client.get(at(forum))
    bad = client.post(at(forum), {**fields(page), "title": "Bus", "text": "More of them."})
    assert (bad.status_code, bad.context["step"], set(bad.context["form"].errors)) == (
        *(422, 1),
        {"title"},
    )
    assert bad.context["form"]["text"].value() == "More of them."


def test_back_keeps_everything_whatever_it_is(forum: Forum, client: Client):
    page = client.post(at(forum), {**fields(client.get(at(forum))), "title": "Benches"})
    page = client.post(at(forum), {**fields(page), "place": "x", "back": "1"})
    assert (page.status_code, page.context["step"]) == (200, 1)
    assert (page.context["form"]["title"].value(), fields(page)["place"]) == ("Benches", "x")


def test_a_wish_for_letters_needs_an_address_and_an_address_a_wish(forum: Forum, client: Client):
    page = through(client, forum, told="on")
    assert (page.status_code, set(page.context["form"].errors)) == (422, {"email"})
    page = through(client, forum, email="ada@example.org")
    assert (page.status_code, set(page.context["form"].errors)) == (422, {"told"})
    page = through(client, forum, email="ada", asked="on")
    assert (page.status_code, page.context["form"].errors["email"]) == (
        422,
        ["This is no e-mail address."],
    )
    assert Need.objects.count() == 0


def test_an_address_is_written_to_once_and_the_button_of_the_letter_publishes(
    forum: Forum,
    client: Client,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):
    settings.MAIL_IN_BACKGROUND = False
    with django_capture_on_commit_callbacks(execute=True):
        answer = through(client, forum, email="Ada@example.org", told="on")
    assert client.get(answer["Location"]).context["waits_for_mail"]
    (letter,) = mail.outbox
    (link,) = re.findall(r"http://testserver(/\S+)", letter.body)
    assert letter.to == ["ada@example.org"]
    other = Client()
    assert other.get(link).context["page"]["finding"] == "ada@example.org"
    voice = Voice.objects.get()
    assert (voice.confirmed, voice.email, Need.objects.get().state) == (None, "", "received")
    assert other.post(link)["Location"].startswith("/en/voice/mine/")
    voice.refresh_from_db()
    assert (voice.email, Need.objects.get().state) == ("ada@example.org", "published")
    assert [c.purpose for c in Consent.objects.filter(withdrawn=None)] == ["told"]


def test_a_strange_or_old_link_of_a_letter_confirms_nothing(client: Client):
    page = client.get("/en/voice/confirm/nothing/")
    assert page.status_code == 404
    assert page.context["page"]["title"] == "This link confirms nothing any more"


def test_a_form_sent_twice_says_it_once(forum: Forum, client: Client):
    page = client.post(at(forum), {**fields(client.get(at(forum))), "title": "Benches here"})
    page = client.post(at(forum), fields(page))
    last, second = fields(page), Client()  # whose cookie of the first answer has not come yet
    first = client.post(at(forum), last)["Location"]
    assert (second.post(at(forum), last)["Location"], Need.objects.count()) == (first, 1)


def test_one_press_supports_what_another_said_and_the_own_words_stay(forum: Forum, client: Client):
    a_need(forum, "More benches at the school")
    page = client.post(
        at(forum), {**fields(client.get(at(forum))), "title": "Benches at the school"}
    )
    assert [one["number"] for one in page.context["similar"]] == [1]
    page = client.post(at(forum), {**fields(page), "support": "1"})
    assert (page.status_code, page.context["step"], page.context["thanks"].number) == (200, 2, 1)
    assert fields(page)["title"] == "Benches at the school"
    assert Support.objects.get().voice == Voice.objects.order_by("pk").last()
    client.post(at(forum), {**fields(page), "support": "1"})
    assert Support.objects.count() == 1


def test_a_press_on_the_map_puts_a_mark_moves_it_and_takes_it_away(forum: Forum, client: Client):
    page = client.post(at(forum), {**fields(client.get(at(forum))), "title": "Benches"})
    assert [one.name for one in page.context["maps"]] == ["wide", "slim"]
    page = client.post(at(forum), {**fields(page), "slim.x": "144", "slim.y": "60"})
    north, east = page.context["spot"]
    assert (round(east, 2), 50.6 < north < 50.68) == (3.06, True)
    page = client.post(at(forum), {**fields(page), "wide.x": "0", "wide.y": "0"})  # by keyboard
    assert (page.context["spot"], page.context["nowhere"]) == ((north, east), True)
    page = client.post(at(forum), {**fields(page), "wide.x": "1", "wide.y": "1"})
    assert page.context["spot"] != (north, east)
    page = client.post(at(forum), {**fields(page), "unmark": "1"})
    assert page.context["spot"] is None


def test_a_marked_spot_is_said_with_the_need(forum: Forum, client: Client):
    page = client.post(at(forum), {**fields(client.get(at(forum))), "title": "Benches"})
    page = client.post(at(forum), {**fields(page), "slim.x": "144", "slim.y": "60"})
    page = client.post(at(forum), fields(page))
    client.post(at(forum), fields(page))
    assert round(Need.objects.get().longitude or 0, 2) == 3.06


@pytest.mark.parametrize(
    "spot",
    [
        {"latitude": "0", "longitude": "0"},
        {"latitude": "50.7", "longitude": "3.05"},
        {"latitude": "123", "longitude": "500"},
        {"latitude": "here", "longitude": "there"},
        {"latitude": "50.64"},
    ],
)
def test_a_spot_that_is_not_on_the_map_is_dropped_and_said_once(
    forum: Forum, client: Client, spot: dict[str, str]
):
    page = client.post(at(forum), {**fields(client.get(at(forum))), "title": "Benches"})
    for more in ({}, {"here": "here"}, {"step": "3"}):
        again = client.post(at(forum), {**fields(page), **spot, **more})
        assert (again.status_code, again.context["step"], again.context["form"].errors) == (
            *(422, 2),
            {"place": ["This spot is not on the map. Choose it again, or leave it out."]},
        )
        assert (again.context["spot"], fields(again).keys() & spot.keys()) == (None, set())
    assert client.post(at(forum), fields(again)).context["where"] == "not said"


def test_a_spot_at_the_edge_of_the_map_is_on_it(forum: Forum, client: Client):
    page = client.post(at(forum), {**fields(client.get(at(forum))), "title": "Benches"})
    for press in ({"wide.x": "0", "wide.y": "1"}, {"slim.x": "288", "slim.y": "1"}):
        page = client.post(at(forum), {**fields(page), **press})
        look = client.post(at(forum), fields(page))
        assert look.context["where"] == "with a mark on the map"


def test_without_a_map_nothing_is_marked_on_it(forum: Forum, client: Client):
    Forum.objects.update(frame=[])
    page = client.post(at(forum), {**fields(client.get(at(forum))), "title": "Benches"})
    spot = {"latitude": "50.64", "longitude": "3.05"}
    assert client.post(at(forum), {**fields(page), **spot}).status_code == 422
    a_need(forum, spot=(50.64, 3.05))  # the map lies around it
    assert client.post(at(forum), {**fields(page), **spot}).context["step"] == 3


def test_a_field_that_nobody_sees_holds_the_need_for_a_look(forum: Forum, client: Client):
    answer = through(client, forum, subject_line="https://example.org")
    need = Need.objects.get()
    assert (need.state, need.rule, need.spam_reasons[0]) == (
        *("held", "check"),
        "A field that people do not see was filled.",
    )
    assert "looks at it first" in client.get(answer["Location"]).context["page"]["finding"]


def test_the_team_reads_why_in_its_own_language(forum: Forum, client: Client):
    Forum.objects.update(languages=["fr", "de"])
    through(client, forum, subject_line="https://example.org")
    reason = "A field that people do not see was filled."
    with said_in("fr"):
        assert Need.objects.get().spam_reasons[0] == spoken(reason) != reason


def test_three_hundred_behind_one_address_are_taken(forum: Forum):
    need = a_need(forum)
    address = f"/en/voice/{forum.code}/needs/{need.number}/support/"
    assert {Client().post(address).status_code for _ in range(300)} == {302}
    assert need.supports.count() == 300


def test_who_sends_in_no_time_is_told_to_the_team(
    forum: Forum, client: Client, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(saying, "dwell_of", lambda _request: 1.0)
    through(client, forum)
    need = Need.objects.get()
    said = ["Sent less than 3 seconds after the form was shown."]
    assert (need.state, need.spam, need.spam_reasons) == ("received", 0.5, said)


def test_a_closed_forum_takes_nothing(forum: Forum, client: Client):
    Forum.objects.update(is_open=False)
    assert client.get(at(forum)).status_code == 410
    assert client.post(at(forum), {"title": "Benches here"}).status_code == 410
    assert client.get("/en/voice/NOBODY/need/").status_code == 404


def test_a_form_of_somebody_else_is_asked_again(forum: Forum, client: Client):
    page = client.post(at(forum), {"title": "Benches here", "step": "3"})
    assert (page.status_code, page.context["step"], Need.objects.count()) == (422, 1, 0)


def test_the_page_of_thanks_opened_later_says_where_it_stands(forum: Forum, client: Client):
    where = through(client, forum)["Location"]
    assert client.get(where).context["is_public"] is False
    Need.objects.update(state="accepted")
    page = client.get(where)
    assert page.context["is_public"] is True
    assert "reads it" not in page.content.decode()


def test_the_page_of_thanks_is_for_its_author(forum: Forum, client: Client):
    where = through(client, forum)["Location"]
    assert client.get(where.replace("/1/", "/2/")).status_code == 404
    other = a_need(forum, "A ramp at the hall")
    assert client.get(where.replace("/1/", f"/{other.number}/")).status_code == 404


def test_pages_are_kept_nowhere_and_small(forum: Forum, client: Client):
    for _one in range(3):
        supported(a_need(forum, "Benches at the school", spot=(50.65, 3.05)), 2)
    page = client.post(at(forum), {**fields(client.get(at(forum))), "title": "Benches, school"})
    assert "no-store" in page["Cache-Control"]
    assert len(page.content) < 100_000


def test_a_need_that_takes_no_supports_makes_nobody_somebody(forum: Forum, client: Client):
    need = a_need(forum, "Benches at the school")
    Need.objects.filter(pk=need.pk).update(state="declined")
    before = Voice.objects.count()
    page = client.post(at(forum), {**fields(client.get(at(forum))), "title": "Benches, school"})
    answer = client.post(at(forum), {**fields(page), "support": str(need.number)})
    kept = [name for name in answer.cookies if name.startswith("voice")]
    assert (answer.status_code, kept, Voice.objects.count()) == (200, [], before)


def test_a_form_whose_need_was_taken_back_is_refused_in_words(forum: Forum, client: Client):
    page = client.post(at(forum), {**fields(client.get(at(forum))), "title": "Benches, school"})
    last = fields(client.post(at(forum), fields(page)))
    assert client.post(at(forum), last).status_code == 302
    take_back(need=Need.objects.get())
    again = client.post(at(forum), last)
    assert (again.status_code, Need.objects.count()) == (422, 1)
    assert "What this form said was taken back." in again.content.decode()


def test_the_slower_of_two_presses_leads_to_what_the_quicker_said(
    forum: Forum, client: Client, monkeypatch: pytest.MonkeyPatch
):
    page = client.post(at(forum), {**fields(client.get(at(forum))), "title": "Benches, school"})
    last = fields(client.post(at(forum), fields(page)))
    first = client.post(at(forum), last)
    monkeypatch.setattr(saying, "said_before", lambda _forum, _form: None)
    slower = Client().post(at(forum), {**last, "email": "ada@example.org", "told": "on"})
    assert (slower["Location"], Consent.objects.count()) == (first["Location"], 0)


def test_signs_that_nobody_sees_are_no_letters(forum: Forum, client: Client):
    typed = {**fields(client.get(at(forum))), "step": "3", "title": "a" + 9 * "\u202e" + "b"}
    answer = client.post(at(forum), typed)
    assert (answer.status_code, answer.context["step"], Voice.objects.count()) == (422, 1, 0)


def test_an_address_that_no_row_can_hold_is_refused_before_anything_is_kept(
    forum: Forum, client: Client
):
    answer = through(client, forum, email=f"{'a' * 250}@example.org", told="on")
    assert (answer.status_code, Need.objects.count(), Voice.objects.count()) == (422, 0, 0)
    assert answer.context["form"].errors["email"] == ["This is no e-mail address."]


def test_what_one_said_oneself_is_shown_as_alike_and_not_supported(forum: Forum, client: Client):
    through(client, forum)
    Need.objects.update(state="published")
    page = client.post(
        at(forum), {**fields(client.get(at(forum))), "title": "Benches at the school"}
    )
    assert [(one["number"], one["takes"]) for one in page.context["similar"]] == [(1, False)]
    page = client.post(at(forum), {**fields(page), "support": "1"})
    assert (page.status_code, "thanks" in page.context, Support.objects.count()) == (200, False, 0)


def test_what_is_held_is_not_said_to_be_published_by_a_press(forum: Forum, client: Client):
    told = {"email": "ada@example.org", "told": "on", "subject_line": "x"}
    page = client.get(through(client, forum, **told)["Location"])
    assert page.context["waits_for_mail"]
    assert "then your need is published" not in page.content.decode()

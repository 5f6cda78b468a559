"""Telling how an action goes by a mailed link: three questions, nothing lost, foreign links, letters."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from pytest_django import Settings

from planned import Planning
from territoria_web.people.models import Entry
from territoria_web.track.models import Steward, Update
from territoria_web.track.track_rules import MOST_NEWS_A_DAY, steward_token
from tracked import AGAIN, a_steward, promised, row, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture(autouse=True)
def counted_anew(settings: Settings) -> None:
    settings.MAIL_IN_BACKGROUND = False
    cache.clear()


def begun() -> tuple[Planning, Steward, str]:
    p = promised()
    steward = a_steward(p)
    return p, steward, reverse("guest:tell", args=[steward_token(steward)])


def sent(client: Client, url: str, **typed: str) -> dict[str, str]:
    """What a browser sends of the form as it stands, with some answers typed."""
    form = client.get(url).context["form"]
    held = {"key": str(form["key"].value())}
    for tick, on in form.milestones():
        if tick.value():
            held |= {tick.html_name: "on", on.html_name: on.value().isoformat()}
    return {**held, **typed}


def test_three_answers_are_public_at_once_without_an_account(client: Client):
    p, _steward, url = begun()
    before = Entry.objects.count()
    today = localdate()
    typed = {
        "done": "The tender is <out>.",
        "says": "holds",
        "reached-0": "on",
        "spent": "12 000,50",
    }
    answer = client.post(url, sent(client, url, **typed, hindrance="The law office is slow."))
    assert (answer.status_code, answer["Location"]) == (302, f"{url}told/")
    (update,) = Update.objects.all()
    assert (update.says, update.via, update.by, update.office) == (
        "going",
        "link",
        None,
        "City library",
    )
    assert (update.reached, str(update.spent)) == ({step(p): today.isoformat()}, "12000.50")
    assert Entry.objects.count() == before
    public = client.get(reverse("public:promise", args=[p.plan.public_id, 1])).content.decode()
    assert ("The tender is &lt;out&gt;." in public, "Tender out: reached on" in public) == (
        True,
        True,
    )
    assert client.get(f"{url}told/").status_code == 200


def test_sending_it_twice_tells_it_once(client: Client):
    _p, _steward, url = begun()
    typed = sent(client, url, done="The tender is out.", says="holds")
    assert [client.post(url, typed).status_code for _ in "12"] == [302, 302]
    assert Update.objects.count() == 1


def test_another_day_needs_the_day_and_the_reason_and_nothing_is_lost(client: Client):
    p, _steward, url = begun()
    said = {"says": "another-day", "done": "The tender is out."}
    answer = client.post(url, sent(client, url, **said))
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (422, ["expected"])
    assert "The tender is out." in answer.content.decode()
    day = (localdate() + timedelta(days=400)).isoformat()
    answer = client.post(url, sent(client, url, **said, expected=day))
    assert sorted(answer.context["form"].errors) == ["reason"]
    why = "The law office needs until then."
    assert client.post(url, sent(client, url, **said, expected=day, reason=why)).status_code == 302
    assert str(row(p, localdate()).expected) == day


def test_a_tick_that_is_taken_away_is_taken_back(client: Client):
    p, _steward, url = begun()
    client.post(url, sent(client, url, **{"says": "holds", "reached-0": "on"}))
    again = sent(client, url, says="holds", done="It was not out after all, sorry.")
    del again["reached-0"]
    client.post(url, again)
    assert next(u.reached for u in Update.objects.all()) == {step(p): None}
    assert row(p, localdate()).delivery.reached == 0


def test_links_that_open_nothing_lead_to_a_calm_page(client: Client):
    p, steward, url = begun()
    a_steward(p, email="new@example.org")
    fresh = Steward.objects.get(pk=steward.pk)
    for one in (url, "/en/tell/x/", "/en/tell/a:b/told/", f"{url}no-letters/"):
        answer = client.get(one)
        assert (answer.status_code, "opens nothing" in answer.content.decode()) == (404, True)
    assert client.get(reverse("guest:tell", args=[steward_token(fresh)])).status_code == 200


def test_of_what_is_dropped_nothing_is_left_to_tell(client: Client):
    from territoria_web.plan.services.actions import drop_action

    p, _steward, url = begun()
    p.add("Another", indicator="x")
    action = p.one(1)
    drop_action(by=p.lead, action=action, reason="The council did not fund it.", seen=action.edit)
    p.adopt(AGAIN)
    assert client.get(url).status_code == 410


def test_who_wants_no_letters_can_still_tell(client: Client):
    _p, steward, url = begun()
    assert "One press" in client.get(f"{url}no-letters/").content.decode()
    client.post(f"{url}no-letters/")
    steward.refresh_from_db()
    assert (steward.declined is not None, client.get(url).status_code) == (True, 200)


def test_a_link_tells_only_so_much_a_day(client: Client):
    _p, _steward, url = begun()
    for n in range(MOST_NEWS_A_DAY):
        client.post(url, sent(client, url, done=f"A sentence, number {n}.", says="holds"))
    answer = client.post(url, sent(client, url, done="One sentence more.", says="holds"))
    assert (answer.status_code, Update.objects.count()) == (422, MOST_NEWS_A_DAY)


def test_the_link_goes_to_no_other_site_and_is_kept_nowhere(client: Client):
    _p, _steward, url = begun()
    answer = client.get(url)
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "sessionid" not in answer.cookies

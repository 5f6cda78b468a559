"""Letters on a plan: asked for, confirmed by a button, changed, stopped with one press."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from planned import Planning
from territoria_web.track.models import Follower
from territoria_web.track.track_rules import confirm_token, follower_token
from tracked import promised

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture(autouse=True)
def counted_anew(settings: Settings) -> None:
    settings.MAIL_IN_BACKGROUND = False
    cache.clear()


WISH = {"email": "bo@example.org", "pace": "weekly"}


def page(p: Planning) -> str:
    return reverse("guest:follow", args=[p.plan.public_id])


def followed(client: Client, p: Planning, **wish: str) -> Follower:
    row = Follower.objects.create(plan=p.plan, email="bo@example.org", made=p.plan.made)
    client.post(reverse("guest:follow-confirm", args=[confirm_token(row, "weekly", wish)]))
    row.refresh_from_db()
    return row


def test_the_wish_of_the_account_page_is_carried_to_the_letter_and_holds_once_confirmed(
    client: Client, django_capture_on_commit_callbacks
):
    p = promised()
    form = client.get(page(p) + "?owner=City+library&delivery=nonsense")
    assert form.context["page"]["finding"] == "About the actions with: Owner: City library"
    hidden = dict(form.context["chosen"])
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(page(p), {**WISH, **hidden})["Location"] == "/en/follow/sent/"
    assert client.get("/en/follow/sent/").status_code == 200
    (letter,) = mail.outbox
    link = re.search(r"http://testserver(\S+confirm\S+)", letter.body)
    assert (letter.to, link is not None) == (["bo@example.org"], True)
    assert link is not None
    assert client.get(link[1]).status_code == 200
    assert Follower.objects.get().confirmed is None  # programmes open links, too
    following = client.post(link[1])["Location"]
    row = Follower.objects.get()
    assert (row.pace, row.chosen, row.confirmed is not None) == (
        "weekly",
        {"owner": "City library"},
        True,
    )
    assert client.get(following).status_code == 200


def test_nobody_learns_whether_an_address_follows_nor_changes_its_wish(
    client: Client, django_capture_on_commit_callbacks
):
    p = promised()
    followed(client, p)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(page(p), {"email": "BO@example.org ", "pace": "monthly"})
    assert (answer["Location"], len(mail.outbox)) == ("/en/follow/sent/", 1)
    assert [(f.pace, f.confirmed is not None) for f in Follower.objects.all()] == [("weekly", True)]


def test_five_letters_a_day_to_one_address(client: Client, django_capture_on_commit_callbacks):
    p = promised()
    with django_capture_on_commit_callbacks(execute=True):
        for _n in range(7):
            assert client.post(page(p), WISH).status_code == 302
    assert len(mail.outbox) == 5


def test_what_is_wrong_is_said_and_drafts_cannot_be_followed(client: Client):
    p = promised()
    answer = client.post(page(p), {"email": "bo@", "pace": "hourly"})
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (422, ["email", "pace"])
    assert client.get("/en/follow/00000000-0000-0000-0000-000000000000/").status_code == 404


def test_letters_are_changed_and_stopped_and_the_address_is_erased(client: Client):
    p = promised()
    row = followed(client, p, owner="City library")
    url = reverse("guest:following", args=[follower_token(row)])
    client.post(url, {"pace": "monthly", "all": "1"})
    row.refresh_from_db()
    assert (row.pace, row.chosen) == ("monthly", {})
    assert "erased" in client.post(url, {"stop": "1"}).content.decode()
    assert Follower.objects.count() == 0
    assert [client.get(one).status_code for one in (url, "/en/following/x/")] == [404, 404]


def test_a_mail_programme_stops_them_with_one_press_and_can_do_nothing_else():
    client = Client(enforce_csrf_checks=True)
    p = promised()
    row = Follower.objects.create(plan=p.plan, email="bo@example.org", made=p.plan.made)
    url = reverse("guest:following", args=[follower_token(row)])
    for body in ({"stop": "1"}, {"pace": "weekly"}, {"List-Unsubscribe": "One-Click", "stop": "1"}):
        assert client.post(url, body).status_code == 403
    assert client.get(url).status_code == 200
    for _press in "12":
        assert client.post(url, {"List-Unsubscribe": "One-Click"}).status_code == 204
    assert Follower.objects.count() == 0


def test_an_address_that_no_row_can_hold_is_refused():
    p = promised()
    typed = {"email": f"{'a' * 250}@example.org", "pace": "weekly"}
    answer = Client().post(f"/en/follow/{p.plan.public_id}/", typed)
    assert (answer.status_code, Follower.objects.count()) == (422, 0)

"""The third walk, as a mayor could read it: a need from a phone reaches the tracker, and its author
says whether it is solved.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from a_forum import a_forum
from meeting_room import Workshop, a_workshop
from territoria_web.convene.queries.brought import spots_of
from territoria_web.convene.services.bringing import bring_in
from territoria_web.guest.voice import saying
from territoria_web.listen.models import Forum, Need
from territoria_web.listen.need_rules import ASK_AFTER
from territoria_web.listen.services.need_letters import ask_authors
from territoria_web.plan.models import Action, Plan
from territoria_web.plan.queries.plans import actions_of, state_of
from territoria_web.plan.rules import Draft
from territoria_web.plan.services.actions import add_action
from territoria_web.plan.services.need_links import link_needs
from territoria_web.plan.services.plans import begin_plan
from territoria_web.plan.services.versions import adopt_plan
from territoria_web.track.services.stewards import ask_now, name_steward

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
ORIGIN = "http://testserver"


@pytest.fixture(autouse=True)
def at_once(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters go out at once, and whoever fills in a form took a minute over it."""
    settings.MAIL_IN_BACKGROUND = False
    monkeypatch.setattr(saying, "dwell_of", lambda _request: 60.0)


def sent(page: Any) -> dict[str, str]:
    """What the form on a page sends, as a browser without JavaScript would."""
    held = {f.html_name: f.value() for f in page.context["form"]}
    return {k: str(v) for k, v in held.items() if v not in (None, False, "")}


def said_by_phone(forum: Forum, title: str, email: str) -> Client:
    """Somebody says in three steps what is missing, and leaves an address."""
    phone, at = Client(), f"/en/voice/{forum.code}/need/"
    page = phone.get(at)
    page = phone.post(at, {**sent(page), "step": "1", "title": title})
    page = phone.post(at, {**sent(page), "step": "2", "place": "Old square"})
    last = {"step": "3", "email": email, "told": "on", "asked": "on"}
    assert phone.post(at, {**sent(page), **last}).status_code == 302
    return phone


def link_in(letter: Any, part: str) -> str:
    """The address in a letter that holds these words."""
    return next(w for w in letter.body.split() if part in w).removeprefix(ORIGIN)


def pressed(client: Client, address: str, **fields: str) -> Any:
    """Open a link of a letter and press its button."""
    assert client.get(address).status_code == 200
    return client.post(address, fields, follow=True)


def a_need_at_a_meeting(held: Workshop, need: Need) -> None:
    spot = spots_of(held.meeting)[0].key
    bring_in(by=held.lead, meeting=held.meeting, spot=spot, needs=[need.public_id], origin=ORIGIN)


def promised(held: Workshop, need: Need) -> Action:
    """An action answers it, in a plan that is adopted."""
    plan: Plan = begin_plan(by=held.lead, cycle=held.meeting.cycle, begins=date(2027, 1, 1))
    draft = Draft(
        title="Run the night bus again", owner="Transport office", indicator="Passengers at night"
    )
    action = add_action(by=held.lead, plan=plan, draft=draft)
    link_needs(by=held.lead, action=action, needs=[need.public_id], seen=action.edit)
    adopt_plan(
        by=held.lead,
        plan=plan,
        reason="Adopted by the council on 4 March 2027.",
        seen=state_of(plan, actions_of(plan)),
        origin=ORIGIN,
    )
    return action


def asked_for_news(held: Workshop, action: Action) -> None:
    """Whoever tells how it goes gets a letter."""
    name_steward(
        by=held.lead,
        action=action,
        name="Ola",
        email="ola@example.org",
        language="en",
        every_days=90,
    )
    ask_now(by=held.lead, actions=[action], origin=ORIGIN)


def told_by_its_owner(link: str, done: str) -> None:
    """The owner opens the link of the letter and says that it is done, without an account."""
    owner = Client()
    page = owner.get(link)
    answer = owner.post(link, {**sent(page), "done": done, "says": "done"})
    assert answer.status_code == 302, answer.content.decode()[:3000]


def story(forum: Forum, need: Need) -> str:
    page = Client().get(f"/en/forum/{forum.code}/needs/{need.number}/").content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_a_need_from_a_phone_is_followed_to_its_authors_solved(
    django_capture_on_commit_callbacks: Any,
):
    held = a_workshop()
    forum = a_forum(held.meeting.cycle, held.lead)
    with django_capture_on_commit_callbacks(execute=True):
        phone = said_by_phone(forum, "A bus after ten at night", "ada@example.org")
    need = Need.objects.get()
    assert need.state == Need.State.RECEIVED
    with django_capture_on_commit_callbacks(execute=True):
        pressed(phone, link_in(mail.outbox[-1], "/confirm/"))
    assert "Published" in story(forum, need)

    with django_capture_on_commit_callbacks(execute=True):
        a_need_at_a_meeting(held, need)
        action = promised(held, need)
    with django_capture_on_commit_callbacks(execute=True):
        asked_for_news(held, action)
    with django_capture_on_commit_callbacks(execute=True):
        link = link_in(mail.outbox[-1], "/tell/")
        told_by_its_owner(link, "It runs every night until one o’clock.")
    letters = [letter.subject for letter in mail.outbox if letter.to == ["ada@example.org"]]
    assert len(letters) == 4  # is it your address; at the meeting; in the plan; delivered
    account = Client().get(f"/en/promises/{action.plan.public_id}/1/").content.decode()
    assert "It runs every night until one o’clock." in account

    Need.objects.update(since=timezone.now() - ASK_AFTER - timedelta(days=1))
    with django_capture_on_commit_callbacks(execute=True):
        assert ask_authors(origin=ORIGIN) == 1
    with django_capture_on_commit_callbacks(execute=True):
        pressed(phone, link_in(mail.outbox[-1], "/solved/"), solved="yes")
    need.refresh_from_db()
    assert need.state == Need.State.CONFIRMED
    told = story(forum, need)
    lines = (
        "Received",
        "Published",
        "It is a topic at a meeting",
        "In the plan",
        "Delivered",
        "Its author says: solved",
    )
    places = [told.index(line) for line in lines]
    assert places == sorted(places)

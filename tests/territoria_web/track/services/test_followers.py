"""Letters on a plan: only with news, once, on what was chosen; addresses nobody confirmed are erased."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from pytest_django import Settings

from planned import Planning
from territoria_web.plan.services.actions import drop_action
from territoria_web.track.models import Follower
from territoria_web.track.services import followers
from territoria_web.track.services.followers import (
    confirm_follower,
    drop_unconfirmed,
    follow_plan,
    write_digests,
)
from territoria_web.track.track_rules import confirm_token
from tracked import AGAIN, ORIGIN, adopted, noon, promised, tell

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
DAY = date(2027, 2, 1)


@pytest.fixture(autouse=True)
def at_once(settings: Settings) -> None:
    settings.MAIL_IN_BACKGROUND = False


def follower(p: Planning, **fields: Any) -> Follower:
    known = {"email": "bo@example.org", "pace": "weekly", "made": noon(DAY)}
    since = {"confirmed": noon(DAY), "written": noon(DAY)}
    return Follower.objects.create(plan=p.plan, **{**known, **since, **fields})


def written(day: date) -> int:
    return write_digests(origin=ORIGIN, now=noon(day))


def test_a_digest_goes_out_with_news_only_and_once(django_capture_on_commit_callbacks):
    p = promised()
    row = follower(p)
    week = DAY + timedelta(days=7)
    with django_capture_on_commit_callbacks(execute=True):
        assert written(week) == 0
        tell(p, DAY + timedelta(days=2), done="The tender was written by two offices.")
        assert written(DAY + timedelta(days=6)) == 0
        assert [written(week), written(week), written(week + timedelta(days=8))] == [1, 0, 0]
    (letter,) = mail.outbox
    assert letter.subject == "Lakeland: what became of the plan"
    assert "1 Open a data desk\n– 3 February 2027: It goes on\n– The tender was" in letter.body
    stop = letter.extra_headers["List-Unsubscribe"]
    assert stop.startswith(f"<{ORIGIN}/en/following/")
    assert stop[1:-1] in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    row.refresh_from_db()
    assert row.written == noon(week)


def test_it_tells_what_became_late_what_was_adopted_and_what_was_chosen(
    django_capture_on_commit_callbacks,
):
    p = promised()
    p.add("Another", indicator="x", owner="Works")
    p.change(1, ends=date(2027, 12, 1))
    adopted(p, date(2027, 2, 20), "The council gave it more time in spring.")
    follower(p)
    follower(p, email="works@example.org", chosen={"owner": "WORKS"})
    follower(p, email="nobody@example.org", chosen={"numbers": [7]})
    with django_capture_on_commit_callbacks(execute=True):
        assert written(date(2027, 3, 3)) == 2
    both, works = (letter.body for letter in mail.outbox)
    assert "– Ends: 1 September 2027 → 1 December 2027" in both
    assert "– Late by 2 days: Tender out was due on 1 March 2027." in both
    assert ("2 Another" in both, "2 Another" in works, "Tender" in works) == (True, True, False)


def test_what_was_late_before_is_not_told_again():
    p = promised()
    follower(p, written=noon(date(2027, 3, 3)))
    assert written(date(2027, 3, 10)) == 0


def test_nobody_is_written_to_who_did_not_confirm_and_their_address_is_erased():
    p = promised()
    tell(p, DAY + timedelta(days=1))
    follower(p, confirmed=None, written=None)
    follower(p, email="ada@example.org")
    assert written(DAY + timedelta(days=8)) == 1
    assert drop_unconfirmed(now=noon(DAY + timedelta(days=14))) == 0
    assert drop_unconfirmed(now=noon(DAY + timedelta(days=15))) == 1
    assert [f.email for f in Follower.objects.all()] == ["ada@example.org"]


def test_a_link_confirms_what_was_asked_for_with_it_and_nothing_once_they_stopped():
    p = promised()
    row = follower(p, confirmed=None, written=None)
    token = confirm_token(row, "monthly", {"numbers": [1]})
    held = confirm_follower(token=token)
    assert held is not None
    assert (held.pace, held.chosen, held.written) == ("monthly", {"numbers": [1]}, held.confirmed)
    row.delete()
    assert (confirm_follower(token=token), confirm_follower(token="x")) == (None, None)


def test_a_plan_that_was_adopted_again_is_news_to_all():
    p = promised()
    follower(p)
    p.change(1, owner="Works")
    adopted(p, DAY + timedelta(days=3), AGAIN)
    assert written(DAY + timedelta(days=7)) == 1


def test_who_follows_one_action_is_told_that_the_plan_drops_it(django_capture_on_commit_callbacks):
    p = promised()
    p.add("Another", indicator="x")
    adopted(p, DAY - timedelta(days=1))
    follower(p, chosen={"numbers": [1]})
    follower(p, email="other@example.org", chosen={"numbers": [2]})
    action = p.one(1)
    drop_action(by=p.lead, action=action, reason="The council did not fund it.", seen=action.edit)
    adopted(p, DAY + timedelta(days=3), AGAIN)
    with django_capture_on_commit_callbacks(execute=True):
        assert written(DAY + timedelta(days=7)) == 1
    (letter,) = mail.outbox
    assert letter.to == ["bo@example.org"]
    assert "1 Open a data desk\n– Dropped in the plan of 4 February 2027" in letter.body


def test_after_a_few_letters_a_day_no_address_is_kept(monkeypatch: pytest.MonkeyPatch):
    p = promised()
    monkeypatch.setattr(followers, "may_ask_to_confirm", lambda *_told, **_more: False)
    follow_plan(
        plan=p.plan, email="bo@example.org", language="en", pace="weekly", chosen={}, origin=ORIGIN
    )
    assert not Follower.objects.exists()

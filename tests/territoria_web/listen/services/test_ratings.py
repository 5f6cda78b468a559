"""Ratings come in, count once, are never refused for how they came, and their words are read first."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils import timezone

from rated_services import BY_PEOPLE, a_forum, a_service, rated
from territoria_web.listen.models import Rating, Service, Vouch
from territoria_web.listen.rating_rules import MANY_ALIKE
from territoria_web.listen.services.ratings import (
    CameIn,
    Judged,
    enter_ratings,
    hide_comment,
    rate_service,
    show_comment,
)
from territoria_web.listen.services.services_offered import set_service_open
from territoria_web.people.models import Entry, User
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counters() -> None:
    cache.clear()


@pytest.fixture
def service() -> Service:
    return a_service(a_forum())


@pytest.fixture
def clerk() -> User:
    return User.objects.create_user("ada@example.org")


def send(service: Service, judged: Judged, nonce: str = "", **came: object) -> bool:
    how = CameIn(**{"dwell": 9.0, **came})  # type: ignore[arg-type]
    return rate_service(
        service=service, judged=judged, channel="web", nonce=nonce or uuid4().hex, came=how
    )


def test_a_form_counts_once_and_keeps_the_day_alone(service: Service):
    judged = Judged("partly", 4, "  The lift is broken. ", {"age": "under 30"})
    assert [send(service, judged, "same"), send(service, judged, "same")] == [True, False]
    row = Rating.objects.get()
    assert (row.solved, row.satisfaction, row.comment) == ("partly", 4, "The lift is broken.")
    assert (row.comment_state, row.day, row.margins) == (
        "new",
        timezone.localdate(),
        {"age": "under 30"},
    )
    assert (row.unusual, row.entered_by) == (False, None)
    assert Entry.objects.filter(what="enter ratings").count() == 0


@pytest.mark.parametrize(
    ("judged", "field"),
    [
        (Judged("maybe", 4), "solved"),
        (Judged("yes", 6), "satisfaction"),
        (Judged("yes", 4, "x" * 1001), "comment"),
        (Judged("yes", 4, margins={"age": "ninety"}), "margins"),
        (Judged("yes", 4, day=timezone.localdate() + timedelta(days=2)), "day"),
    ],
)
def test_what_is_none_of_the_answers_is_said(service: Service, judged: Judged, field: str):
    with pytest.raises(ValidationError) as refused:
        send(service, judged)
    assert set(refused.value.message_dict) == {field}


def test_what_looks_like_a_machines_is_kept_apart_and_never_refused(service: Service):
    fine = Judged("yes", 5)
    assert send(service, fine, trap=True)
    assert send(service, fine, dwell=0.2)
    assert send(service, fine, dwell=None)
    copied = Judged("yes", 5, "Buy cheap medicine at www.pills.shop and http://pills.biz now!!!")
    assert send(service, copied, dwell=2.0)
    assert send(service, fine)
    assert list(Rating.objects.order_by("pk").values_list("unusual", flat=True)) == [
        *(True, True, True, True),
        False,
    ]


def test_many_alike_in_a_minute_are_counted_apart_unless_the_team_vouches(service: Service):
    rated(service, MANY_ALIKE + 2)
    assert Rating.objects.filter(unusual=True).count() == 2
    now = timezone.now()
    Vouch.objects.create(
        forum=service.forum, begins=now, ends=now + timedelta(hours=1), reason="A class"
    )
    rated(service, 3)
    assert Rating.objects.filter(unusual=True).count() == 2


def test_a_closed_service_takes_none(service: Service, clerk: User):
    set_service_open(by=clerk, service=service, is_open=False)
    with pytest.raises(ValidationError):
        rated(service)
    set_service_open(by=clerk, service=service, is_open=True)
    rated(service)
    deeds = list(Entry.objects.order_by("pk").values_list("what", flat=True))
    assert deeds == ["offer service", "close service", "reopen service"]


def test_a_sheet_is_entered_once_with_its_channel_and_who_did_it(service: Service, clerk: User):
    day = timezone.localdate() - timedelta(days=3)
    rows = [Judged("yes", 5, day=day), Judged("no", 1, "Two hours in the queue.", day=day)]
    entered = [
        enter_ratings(by=clerk, service=service, rows=rows, channel="paper", nonce="sheet")
        for _time in range(2)
    ]
    assert entered == [2, 0]
    held = Rating.objects.values_list("channel", "entered_by__email", "day", "unusual")
    assert set(held) == {("paper", "ada@example.org", day, False)}
    entry = Entry.objects.get(what="enter ratings")
    assert entry.after == {"title": "Town library", "figures": 2, "kind": "paper"}


def test_a_sheet_with_one_wrong_line_is_not_entered_at_all(service: Service, clerk: User):
    rows = [Judged("yes", 5), Judged("yes", 9)]
    with pytest.raises(ValidationError):
        enter_ratings(by=clerk, service=service, rows=rows, channel="paper", nonce="sheet")
    assert Rating.objects.count() == 0


def test_words_are_shown_or_hidden_by_a_rule_with_a_reason(service: Service, clerk: User):
    rated(service, comment="Mrs Miller was rude to everybody.")
    rating = Rating.objects.get()
    with pytest.raises(ValidationError) as refused:
        hide_comment(by=clerk, rating=rating, rule="", reason="", seen="new")
    assert set(refused.value.message_dict) == {"rule", "reason"}
    hide_comment(by=clerk, rating=rating, rule="private", reason="It names a person.", seen="new")
    with pytest.raises(ChangedMeanwhile):
        show_comment(by=clerk, rating=rating, seen="new")
    show_comment(by=clerk, rating=rating, seen="hidden")
    assert (rating.comment_state, rating.comment_rule) == ("shown", "")
    deeds = list(Entry.objects.order_by("pk").values_list("what", flat=True))
    assert deeds == ["offer service", "hide comment", "show comment"]


def test_a_rating_without_words_has_nothing_to_show(service: Service, clerk: User):
    assert rate_service(
        service=service, judged=Judged("yes", 3), channel="qr", nonce="n", came=BY_PEOPLE
    )
    with pytest.raises(ChangedMeanwhile):
        show_comment(by=clerk, rating=Rating.objects.get(), seen="none")

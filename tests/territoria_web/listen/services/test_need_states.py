"""What becomes of a need: states that may follow, each with its reason; news; one followed under another."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from a_forum import a_forum, a_need, supported
from a_survey import a_cycle
from territoria_web.listen.models import Forum, Need, NeedEvent
from territoria_web.listen.need_rules import CHOSEN, S
from territoria_web.listen.services.need_states import (
    answer_need,
    go_to,
    locked,
    reopen_need,
    retire_need,
    tell_news,
)
from territoria_web.people.models import Entry, User
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = pytest.mark.django_db
WHY = "The budget of next year has room for it."


@pytest.fixture
def lead() -> User:
    return User.objects.create_user("lead@example.org")


@pytest.fixture
def forum(lead: User) -> Forum:
    return a_forum(a_cycle(), lead)


@pytest.fixture
def need(forum: Forum) -> Need:
    return a_need(forum)


def fresh(need: Need) -> Need:
    return Need.objects.get(pk=need.pk)


def answered(lead: User, need: Need, state: str, **more: str) -> NeedEvent:
    return answer_need(by=lead, need=need, state=state, said=WHY, seen=fresh(need).edit, **more)


@pytest.mark.parametrize("state", CHOSEN)
def test_an_answer_is_a_state_with_reason_date_and_office(lead: User, need: Need, state: str):
    event = answered(lead, need, state, passed_to="The region" if state == S.NOT_OURS else "")
    held = fresh(need)
    assert (held.state, held.reason, held.since) == (state, WHY, event.when)
    assert (event.by, event.office, event.is_public) == (lead, "Citizens’ office", True)
    entry = Entry.objects.get(what="answer need")
    assert entry.after == {"number": 1, "state": state, "reason": WHY}


def test_the_promise_is_kept_by_the_first_answer_and_not_by_looking_into_it(lead: User, need: Need):
    answered(lead, need, "under-review")
    assert fresh(need).answered is None
    first = answered(lead, need, "accepted").when
    answered(lead, need, "declined")
    assert fresh(need).answered == first


def test_what_is_delivered_without_a_word_before_is_answered_by_it(lead: User, need: Need):
    answered(lead, need, "delivered")
    assert fresh(need).answered is not None


def test_another_office_may_answer_and_to_whom_it_was_passed_is_said(lead: User, need: Need):
    event = answered(lead, need, "not-ours", passed_to=" The  region ", office="Roads office")
    assert (event.office, event.facts) == ("Roads office", {"passed_to": "The region"})
    assert fresh(need).passed_to == "The region"
    event = answered(lead, need, "under-review", passed_to="Nobody")
    assert (fresh(need).passed_to, event.facts) == ("", {})


@pytest.mark.parametrize(
    ("state", "said", "wrong"),
    [
        ("accepted", "Yes.", "said"),
        ("accepted", "x" * 1001, "said"),
        ("not-ours", WHY, "passed_to"),
        ("received", WHY, "__all__"),
        ("confirmed", WHY, "__all__"),
    ],
)
def test_an_answer_without_reason_or_that_cannot_follow_is_refused(
    lead: User, need: Need, state: str, said: str, wrong: str
):
    with pytest.raises(ValidationError) as refused:
        answer_need(by=lead, need=need, state=state, said=said, seen=need.edit)
    named = list(refused.value.error_dict) if hasattr(refused.value, "error_dict") else ["__all__"]
    assert (named, fresh(need).state) == ([wrong], "published")
    assert Entry.objects.filter(what="answer need").count() == 0


def test_of_two_who_answer_the_second_is_told_and_nothing_is_written(lead: User, need: Need):
    answered(lead, need, "accepted")
    with pytest.raises(ChangedMeanwhile):
        answer_need(by=lead, need=need, state="declined", said=WHY, seen=need.edit)
    assert (fresh(need).state, need.events.filter(state="declined").count()) == ("accepted", 0)


def test_each_state_counts_the_edits_and_writes_one_line(lead: User, need: Need):
    before = need.edit
    held = locked(need)
    go_to(held, S.UNDER_REVIEW, said=WHY, by=lead)
    assert (held.edit, fresh(need).edit) == (before + 1, before + 1)
    assert [event.state for event in need.events.all()] == ["received", "published", "under-review"]


def test_what_happened_elsewhere_before_keeps_its_day(need: Need):
    when = timezone.now() - timedelta(days=3)
    event = go_to(locked(need), S.DELIVERED, said=WHY, when=when)
    assert (event.when, fresh(need).since) == (when, when)


def test_news_leave_the_state_and_are_public(lead: User, need: Need):
    event = tell_news(by=lead, need=need, said="The bus company has written back.")
    assert (event.kind, event.state, event.is_public, fresh(need).state) == (
        *("news", "", True, "published"),
    )
    assert fresh(need).answered is None


def test_nothing_new_is_told_of_what_nobody_sees(lead: User, forum: Forum):
    hidden = a_need(forum, spam=0.9)
    with pytest.raises(ValidationError):
        tell_news(by=lead, need=hidden, said="The bus company has written back.")


def test_supports_are_never_moved_when_a_need_is_followed_under_another(lead: User, forum: Forum):
    need, double = supported(a_need(forum), 3), supported(a_need(forum, "Buses at night"), 2)
    before = [set(one.supports.values_list("pk", flat=True)) for one in (need, double)]
    event = retire_need(by=lead, need=double, into=need, said=WHY, seen=double.edit)
    after = [set(one.supports.values_list("pk", flat=True)) for one in (need, double)]
    assert before == after
    held = fresh(double)
    assert (held.state, held.retired_into, held.answered) == ("duplicate", need, event.when)
    assert event.facts == {"into": need.number}
    joined = need.events.get(kind="joined")
    assert joined.facts == {"from": double.number}


def test_a_need_is_not_followed_under_itself_nor_elsewhere_nor_under_what_is_not_followed(
    lead: User, forum: Forum, need: Need
):
    hidden = a_need(forum, spam=0.9)
    elsewhere = a_need(a_forum(a_cycle(), lead))
    double = a_need(forum, "Buses at night")
    retire_need(by=lead, need=double, into=need, said=WHY, seen=double.edit)
    for into in (need, hidden, elsewhere, double):
        with pytest.raises(ValidationError) as refused:
            retire_need(by=lead, need=need, into=into, said=WHY, seen=fresh(need).edit)
        assert list(refused.value.error_dict) == ["into"]
    assert fresh(need).state == "published"


@pytest.mark.parametrize("state", ["declined", "not-ours", "duplicate", "delivered"])
def test_what_ended_is_looked_into_again_with_a_reason(
    lead: User, forum: Forum, need: Need, state: str
):
    if state == "duplicate":
        retire_need(by=lead, need=need, into=a_need(forum), said=WHY, seen=need.edit)
    else:
        answered(lead, need, state, passed_to="The region" if state == "not-ours" else "")
    event = reopen_need(by=lead, need=need, said=WHY, seen=fresh(need).edit)
    held = fresh(need)
    assert (held.state, held.retired_into, event.said) == ("under-review", None, WHY)


def test_a_reopened_double_is_followed_itself_by_whatever_deed(
    lead: User, forum: Forum, need: Need
):
    retire_need(by=lead, need=need, into=a_need(forum), said=WHY, seen=need.edit)
    answered(lead, need, "under-review")
    assert fresh(need).retired_into is None

"""What a need becomes in later rooms, and the last word of its author."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from a_forum import a_forum, a_need
from a_survey import a_cycle
from territoria_web.listen.models import Forum, Need
from territoria_web.listen.services.need_results import (
    MOST_WORDS,
    commit_need,
    deliver_need,
    note_topic,
    say_solved,
)
from territoria_web.listen.services.need_states import answer_need
from territoria_web.people.models import User

pytestmark = pytest.mark.django_db
WHY = "The night bus runs from Monday on."
ACTION = {"plan": "p", "action": "a", "number": 3, "title": "A night bus"}


@pytest.fixture
def lead() -> User:
    return User.objects.create_user("lead@example.org")


@pytest.fixture
def forum(lead: User) -> Forum:
    return a_forum(a_cycle(), lead)


@pytest.fixture
def need(forum: Forum) -> Need:
    return a_need(forum)


def state(need: Need) -> str:
    return Need.objects.get(pk=need.pk).state


def test_a_topic_at_a_meeting_is_a_look_into_it(lead: User, need: Need):
    event = note_topic(need=need, by=lead, facts={"meeting": "Two days", "day": "2027-03-01"})
    assert (event.kind, event.facts["meeting"], state(need)) == (
        *("topic", "Two days", "under-review"),
    )
    note_topic(need=need, by=lead, facts={"meeting": "Another"})
    assert need.events.filter(state="under-review").count() == 1


def test_an_adopted_action_is_a_promise(lead: User, need: Need):
    event = commit_need(need=need, by=lead, facts=ACTION)
    held = Need.objects.get(pk=need.pk)
    assert (held.state, held.answered is not None, event.facts) == ("committed", True, ACTION)


def test_a_second_action_adds_a_line_and_leaves_the_state(lead: User, need: Need):
    for _one in range(2):
        commit_need(need=need, by=lead, facts=ACTION)
    assert (need.events.filter(kind="action").count(), state(need)) == (1, "committed")


def test_what_is_not_public_is_promised_nothing(lead: User, forum: Forum):
    hidden = a_need(forum, spam=0.9)
    with pytest.raises(ValidationError):
        commit_need(need=hidden, by=lead, facts=ACTION)
    assert (state(hidden), hidden.events.filter(kind="action").count()) == ("held", 0)


def test_it_is_delivered_once_and_not_where_it_was_answered_otherwise(
    lead: User, forum: Forum, need: Need
):
    told = {"by": lead, "said": WHY, "facts": ACTION}
    assert [bool(deliver_need(need=need, **told)) for _one in range(2)] == [True, False]
    declined = a_need(forum, "A second thing")
    answer_need(by=lead, need=declined, state="declined", said=WHY, seen=declined.edit)
    assert (bool(deliver_need(need=declined, **told)), state(declined)) == (False, "declined")


@pytest.mark.parametrize(
    ("solved", "after"), [("yes", "confirmed"), ("partly", "not-solved"), ("no", "not-solved")]
)
def test_its_author_has_the_last_word(lead: User, need: Need, solved: str, after: str):
    deliver_need(need=need, by=lead, said=WHY, facts=ACTION)
    say_solved(need=need, solved=solved, said="It comes at ten, not at eleven.")
    held = Need.objects.get(pk=need.pk)
    assert (held.state, held.solved, held.solved_said) == (
        *(after, solved, "It comes at ten, not at eleven."),
    )
    assert [e.facts for e in need.events.filter(kind="author")] == [{"solved": solved}]


def test_the_later_word_counts(lead: User, need: Need):
    deliver_need(need=need, by=lead, said=WHY, facts=ACTION)
    for solved in ("yes", "no", "partly", "yes"):
        say_solved(need=need, solved=solved)
    assert (state(need), need.events.filter(kind="author").count()) == ("confirmed", 4)


def test_it_is_delivered_again_where_it_was_not_solved(lead: User, need: Need):
    deliver_need(need=need, by=lead, said=WHY, facts=ACTION)
    say_solved(need=need, solved="no")
    assert deliver_need(need=need, by=lead, said=WHY, facts=ACTION)
    held = Need.objects.get(pk=need.pk)
    assert (held.state, held.solved, held.asked) == ("delivered", "", None)


@pytest.mark.parametrize(
    ("solved", "said"), [("maybe", ""), ("", ""), ("yes", "x" * 1001)], ids=str
)
def test_what_is_no_answer_is_refused(lead: User, need: Need, solved: str, said: str):
    deliver_need(need=need, by=lead, said=WHY, facts=ACTION)
    with pytest.raises(ValidationError):
        say_solved(need=need, solved=solved, said=said)
    assert state(need) == "delivered"


def test_before_it_is_delivered_there_is_nothing_to_judge(need: Need):
    with pytest.raises(ValidationError):
        say_solved(need=need, solved="yes")
    assert state(need) == "published"


def test_the_same_word_twice_is_one_line_of_the_story(lead: User, need: Need):
    answer_need(by=lead, need=need, state="delivered", said=WHY, seen=need.edit)
    for _press in range(3):
        say_solved(need=need, solved="yes")
    assert need.events.filter(kind="author").count() == 1


def test_a_word_is_changed_a_few_times_a_day_and_again_tomorrow(lead: User, need: Need):
    deliver_need(need=need, by=lead, said=WHY, facts=ACTION)
    for press in range(MOST_WORDS):
        say_solved(need=need, solved="no" if press % 2 else "yes")
    with pytest.raises(ValidationError, match="tomorrow"):
        say_solved(need=need, solved="no")
    say_solved(need=need, solved="yes", said="It still comes at ten.")  # no other word
    held = Need.objects.get(pk=need.pk)
    assert (held.state, held.solved_said, need.events.filter(kind="author").count()) == (
        *("confirmed", "It still comes at ten."),
        MOST_WORDS,
    )
    need.events.update(when=timezone.now() - timedelta(days=1))
    say_solved(need=need, solved="no")
    assert state(need) == "not-solved"

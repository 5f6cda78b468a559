"""What is held or not published, by a rule and with a reason; words with their original; second looks."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from a_forum import a_forum, a_need, a_voice
from a_survey import a_cycle
from territoria_web.listen.models import Appeal, Forum, Need
from territoria_web.listen.queries.need_choices import may_appeal
from territoria_web.listen.services.need_moderation import (
    appeal,
    change_words,
    decide_appeal,
    hold_need,
    publish_need,
    reject_need,
)
from territoria_web.listen.services.need_states import answer_need
from territoria_web.listen.services.needs import Said, say_need
from territoria_web.people.models import Entry, User
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = pytest.mark.django_db
WHY = "It names a neighbour with her address."
ASKED = "It is about the street, not about her."


@pytest.fixture
def lead() -> User:
    return User.objects.create_user("lead@example.org")


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("editor@example.org")


@pytest.fixture
def forum(lead: User) -> Forum:
    return a_forum(a_cycle(), lead)


@pytest.fixture
def unread(forum: Forum) -> Need:
    return say_need(forum=forum, said=Said(title="Mrs Smith is loud"), voice=a_voice(forum))


def fresh(need: Need) -> Need:
    return Need.objects.get(pk=need.pk)


def seen(need: Need) -> dict[str, Any]:
    return {"need": need, "seen": fresh(need).edit}


def changed(by: User, need: Need, title: str = "A loud house", **more: Any):
    told = {"title": title, "text": "", "rule": "private", "said": WHY, **more}
    return change_words(by=by, **seen(need), **told)


def test_what_was_read_is_published_once(lead: User, unread: Need):
    event = publish_need(by=lead, **seen(unread))
    held = fresh(unread)
    assert (held.state, held.published, event.by) == ("published", event.when, lead)
    with pytest.raises(ValidationError):
        publish_need(by=lead, **seen(unread))


@pytest.mark.parametrize(("service", "state"), [(hold_need, "held"), (reject_need, "rejected")])
def test_what_is_kept_back_has_its_rule_and_reason_for_its_author_alone(
    lead: User, unread: Need, service: Any, state: str
):
    event = service(by=lead, **seen(unread), rule="private", said=WHY)
    held = fresh(unread)
    assert (held.state, held.rule, held.reason) == (state, "private", WHY)
    assert (event.state, event.rule, event.said, event.is_public) == (state, "private", WHY, False)


@pytest.mark.parametrize(
    ("rule", "said", "wrong"), [("", WHY, "rule"), ("mood", WHY, "rule"), ("private", "no", "said")]
)
def test_nothing_is_kept_back_without_a_rule_and_a_reason(
    lead: User, unread: Need, rule: str, said: str, wrong: str
):
    with pytest.raises(ValidationError) as refused:
        reject_need(by=lead, **seen(unread), rule=rule, said=said)
    assert (list(refused.value.error_dict), fresh(unread).state) == ([wrong], "received")


def test_what_is_public_can_be_taken_off_and_published_again(lead: User, forum: Forum):
    need = a_need(forum)
    first = need.published
    reject_need(by=lead, **seen(need), rule="illegal", said=WHY)
    publish_need(by=lead, **seen(need))
    assert (fresh(need).state, fresh(need).published) == ("published", first)


def test_of_two_who_moderate_the_second_is_told(lead: User, editor: User, unread: Need):
    publish_need(by=lead, need=unread, seen=0)
    with pytest.raises(ChangedMeanwhile):
        reject_need(by=editor, need=unread, rule="private", said=WHY, seen=0)
    with pytest.raises(ChangedMeanwhile):
        change_words(
            by=editor, need=unread, title="Other words", text="", rule="private", said=WHY, seen=0
        )


def test_words_are_changed_and_the_first_ones_kept(lead: User, unread: Need):
    event = changed(lead, unread)
    changed(lead, unread, "A very loud house")
    held = fresh(unread)
    assert (held.title, held.original) == (
        *("A very loud house", {"title": "Mrs Smith is loud", "text": ""}),
    )
    assert (event.kind, event.rule, event.said) == ("words", "private", WHY)
    assert "Smith" not in str(list(Entry.objects.values_list("before", "after")))


@pytest.mark.parametrize(
    "told",
    [{"title": "Hey"}, {"text": "x" * 2001}, {"rule": "mood"}, {"said": "no"}]
    + [{"title": "Mrs Smith is loud"}],
)
def test_words_that_cannot_be_kept_or_change_nothing_are_refused(
    lead: User, unread: Need, told: dict[str, str]
):
    with pytest.raises(ValidationError):
        changed(lead, unread, **told)
    assert (fresh(unread).title, fresh(unread).original) == ("Mrs Smith is loud", None)


def test_its_author_asks_for_a_second_look_once_at_a_time(lead: User, unread: Need):
    with pytest.raises(ValidationError):
        appeal(need=unread, text=ASKED)
    reject_need(by=lead, **seen(unread), rule="private", said=WHY)
    with pytest.raises(ValidationError):
        appeal(need=unread, text="No!")
    row = appeal(need=unread, text=ASKED)
    assert (row.decided, may_appeal(fresh(unread))) == (None, False)
    with pytest.raises(ValidationError):
        appeal(need=unread, text=ASKED)
    assert Entry.objects.filter(what__contains="appeal").count() == 0


def test_the_second_look_is_taken_by_somebody_else(lead: User, editor: User, unread: Need):
    reject_need(by=lead, **seen(unread), rule="private", said=WHY)
    row = appeal(need=unread, text=ASKED)
    with pytest.raises(ValidationError):
        decide_appeal(by=lead, row=row, upheld=False, said=WHY)
    assert Appeal.objects.get().decided is None
    event = decide_appeal(by=editor, row=row, upheld=True, said="You are right, she is not named.")
    assert (fresh(unread).state, event.facts) == ("published", {"upheld": True})
    with pytest.raises(ValidationError):
        decide_appeal(by=editor, row=row, upheld=False, said=WHY)


def test_whoever_answered_meanwhile_may_decide_on_words_that_another_changed(
    lead: User, editor: User, forum: Forum
):
    need = a_need(forum, "Mrs Smith is loud")
    changed(lead, need)
    answer_need(by=editor, **seen(need), state="under-review", said=WHY)
    row = appeal(need=need, text=ASKED)
    with pytest.raises(ValidationError):
        decide_appeal(by=lead, row=row, upheld=True, said=WHY)
    decide_appeal(by=editor, row=row, upheld=True, said="The name was never in it.")
    held = fresh(need)
    assert (held.title, held.original, held.state) == ("Mrs Smith is loud", None, "under-review")


def test_what_was_declined_is_looked_into_again_where_its_author_was_right(
    lead: User, editor: User, forum: Forum
):
    need = a_need(forum)
    answer_need(by=lead, **seen(need), state="declined", said=WHY)
    row = appeal(need=need, text=ASKED)
    decide_appeal(by=editor, row=row, upheld=True, said="The money has been found.")
    assert fresh(need).state == "under-review"
    lines = [event.kind for event in need.events.filter(is_public=True)]
    assert lines == ["state", "state", "state", "appeal", "appeal", "state"]


def test_what_the_site_held_by_itself_may_be_decided_by_anybody(lead: User, forum: Forum):
    need = a_need(forum, spam=0.9)
    row = appeal(need=need, text=ASKED)
    decide_appeal(by=lead, row=row, upheld=False, said="It advertises watches.")
    held = fresh(need)
    assert (held.state, may_appeal(held)) == ("held", True)

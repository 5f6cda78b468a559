"""A need comes in, from a phone, a counter or paper; is supported once by each; is taken back."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from a_forum import a_forum, a_need, a_voice, supported
from a_survey import a_cycle
from territoria_web.listen.models import Forum, Need, Support
from territoria_web.listen.services.need_moderation import appeal, hold_need
from territoria_web.listen.services.need_states import answer_need
from territoria_web.listen.services.needs import (
    Said,
    end_support,
    publish_confirmed,
    say_need,
    sign_sheet,
    support_need,
    take_back,
)
from territoria_web.people.models import Entry, User
from territoria_web.territories.models import Cycle

pytestmark = pytest.mark.django_db
BUS = Said(title="A bus after ten at night", text="From the station to the hill.")
WHY = "The budget of next year has room for it."


@pytest.fixture
def lead() -> User:
    return User.objects.create_user("lead@example.org")


@pytest.fixture
def forum(lead: User) -> Forum:
    return a_forum(a_cycle(), lead, districts=[{"id": "N", "name": "North"}])


def deeds() -> list[str]:
    held = Entry.objects.exclude(what="open forum").order_by("pk")
    return list(held.values_list("what", flat=True))


def states(need: Need) -> list[str]:
    return list(need.events.filter(kind="state").values_list("state", flat=True))


def test_what_nobody_confirmed_waits_and_no_citizen_stands_in_the_journal(forum: Forum):
    need = say_need(forum=forum, said=BUS, voice=a_voice(forum))
    assert (need.state, need.number, states(need), deeds()) == ("received", 1, ["received"], [])


def test_it_goes_out_at_once_where_its_author_is_confirmed_or_the_forum_reads_afterwards(
    forum: Forum,
):
    assert a_need(forum).state == "published"
    forum.moderation = Forum.Moderation.AFTER
    assert say_need(forum=forum, said=BUS, voice=a_voice(forum)).state == "published"


def test_what_looks_like_a_machines_is_held_whoever_says_it(forum: Forum):
    need = a_need(forum, spam=0.7, spam_reasons=("Written in capitals.",))
    assert (need.state, need.rule, need.spam_reasons) == ("held", "check", ["Written in capitals."])
    assert [event.is_public for event in need.events.all()] == [True, False]


def test_once_the_address_is_confirmed_what_waited_goes_out(forum: Forum):
    voice = a_voice(forum)
    waits = say_need(forum=forum, said=BUS, voice=voice)
    strange = say_need(forum=forum, said=Said(title="Buy watches", spam=0.9), voice=voice)
    other = say_need(forum=forum, said=BUS, voice=a_voice(forum))
    voice.confirmed = voice.made
    voice.save()
    publish_confirmed(voice=voice)
    found = [Need.objects.get(pk=need.pk).state for need in (waits, strange, other)]
    assert found == ["published", "held", "received"]


def test_a_clerk_enters_it_from_paper_with_its_signatures(lead: User, forum: Forum):
    need = say_need(forum=forum, said=BUS, channel="paper", by=lead, signatures=30)
    assert (need.state, need.channel, need.entered_by) == ("published", "paper", lead)
    assert [(s.people, s.channel, s.entered_by) for s in need.supports.all()] == [
        (30, "paper", lead)
    ]
    assert deeds() == ["count signatures", "enter need"]


def test_a_number_is_never_given_twice(forum: Forum):
    numbers = [a_need(forum, f"Need of a kind {n}").number for n in range(3)]
    assert numbers == [1, 2, 3]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (Said(title="Bus"), "title"),
        (Said(title="x" * 121), "title"),
        (Said(title="A bus at night", text="x" * 2001), "text"),
        (Said(title="A bus at night", theme="no-such-theme"), "theme"),
        (Said(title="A bus at night", district="S"), "district"),
        (Said(title="A bus at night", spot=(91.0, 3.0)), "place"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_its_field(forum: Forum, said: Said, field: str):
    with pytest.raises(ValidationError) as refused:
        say_need(forum=forum, said=said)
    assert (list(refused.value.message_dict), Need.objects.count()) == ([field], 0)


def test_words_are_kept_as_plain_text(forum: Forum):
    need = say_need(forum=forum, said=Said(title=" A  bus\x07 at night ", text="One\r\ntwo\x00"))
    assert (need.title, need.text) == ("A bus at night", "One\ntwo")


def test_a_closed_forum_or_cycle_takes_nothing(lead: User, forum: Forum):
    need = a_need(forum)
    for change in ("forum", "needs", "cycle"):
        held = Forum.objects.select_related("cycle").get(pk=forum.pk)
        if change == "cycle":
            held.cycle.state = Cycle.State.CLOSED
        else:
            setattr(held, "is_open" if change == "forum" else "takes_needs", False)
        with pytest.raises(ValidationError):
            say_need(forum=held, said=BUS)
        if change != "needs":
            need.forum = held
            with pytest.raises(ValidationError):
                support_need(need=need, voice=a_voice(forum))


def test_its_author_has_said_it_and_does_not_support_it(forum: Forum):
    need = a_need(forum)
    assert need.voice is not None
    with pytest.raises(ValidationError, match="is yours"):
        support_need(need=need, voice=need.voice)
    assert need.supports.count() == 0


def test_somebody_supports_a_need_once_and_takes_it_back(forum: Forum):
    need, voice = a_need(forum), a_voice(forum)
    assert [support_need(need=need, voice=voice, dwell=4.5) for _time in range(2)] == [True, False]
    assert [(s.people, s.dwell) for s in need.supports.all()] == [(1, 4.5)]
    end_support(need=need, voice=voice)
    assert need.supports.count() == 0


def test_what_is_not_public_or_ended_takes_no_supports(lead: User, forum: Forum):
    waits = say_need(forum=forum, said=BUS, voice=a_voice(forum))
    declined = a_need(forum)
    answer_need(by=lead, need=declined, state="declined", said=WHY, seen=declined.edit)
    for need in (waits, Need.objects.get(pk=declined.pk)):
        with pytest.raises(ValidationError):
            support_need(need=need, voice=a_voice(forum))
    with pytest.raises(ValidationError):
        sign_sheet(need=Need.objects.get(pk=declined.pk), people=3, channel="paper", by=lead)
    assert Support.objects.count() == 0


@pytest.mark.parametrize("people", [0, -1, 10_001])
def test_a_sheet_of_nobody_or_of_too_many_is_refused(lead: User, forum: Forum, people: int):
    with pytest.raises(ValidationError):
        sign_sheet(need=a_need(forum), people=people, channel="paper", by=lead)
    assert deeds() == []


def test_its_author_takes_it_back_and_its_words_are_erased_but_not_its_number(forum: Forum):
    need = supported(a_need(forum, place="Church square"), 2)
    take_back(need=need)
    need.refresh_from_db()
    assert (need.state, need.title, need.text, need.place, need.voice, need.number) == (
        *("withdrawn", "–", "", "", None, 1),
    )
    assert a_need(forum, "The next one").number == 2


def test_being_looked_into_is_no_answer_yet(lead: User, forum: Forum):
    need = a_need(forum)
    answer_need(by=lead, need=need, state="under-review", said=WHY, seen=need.edit)
    take_back(need=need)
    assert Need.objects.get(pk=need.pk).state == "withdrawn"


def test_what_the_team_answered_is_not_taken_back(lead: User, forum: Forum):
    need = a_need(forum)
    answer_need(by=lead, need=need, state="accepted", said=WHY, seen=need.edit)
    with pytest.raises(ValidationError):
        take_back(need=need)
    need.refresh_from_db()
    assert (need.state, need.title) == ("accepted", "A bus after ten at night")


def test_taken_back_it_keeps_nothing_that_its_author_wrote(lead: User, forum: Forum):
    need = a_need(forum)
    hold_need(by=lead, need=need, rule="check", said="We look at it first.", seen=need.edit)
    appeal(need=need, text="I am no machine, please look.")
    take_back(need=need)
    held = Need.objects.get(pk=need.pk)
    assert (held.spam_reasons, list(held.appeals.all())) == ([], [])

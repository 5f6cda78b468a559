"""Who tells how an action goes: named, asked when news is due, once, by a link that can be renewed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.http import Http404
from pytest_django import DjangoAssertNumQueries, Settings

from planned import Planning, a_plan
from territoria_web.people.models import Entry
from territoria_web.plan.services.actions import drop_action
from territoria_web.territories.rules import ChangedMeanwhile
from territoria_web.track.models import Steward
from territoria_web.track.queries.doors import steward_at
from territoria_web.track.services.stewards import (
    ask_now,
    ask_stewards,
    decline_to_tell,
    forget_stewards,
    name_steward,
)
from territoria_web.track.services.updates import News, tell_news_of
from territoria_web.track.track_rules import steward_token
from tracked import AGAIN, ORIGIN, a_steward, adopted, noon, promised, tell

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
FIRST = date(2027, 1, 4)
DUE = FIRST + timedelta(days=90)


@pytest.fixture(autouse=True)
def at_once(settings: Settings) -> None:
    settings.MAIL_IN_BACKGROUND = False


def asked(day: date) -> int:
    """How many are written to that day; when they were, counts as that day."""
    count = ask_stewards(origin=ORIGIN, today=day)
    if count:
        Steward.objects.update(written=noon(day))
    return count


def test_a_letter_goes_out_when_news_is_due_and_again_after_two_weeks_until_there_is_news(
    django_capture_on_commit_callbacks,
):
    p = promised()
    a_steward(p, language="fr")
    with django_capture_on_commit_callbacks(execute=True):
        days = (DUE - timedelta(days=1), DUE, DUE + timedelta(days=13), DUE + timedelta(days=14))
        assert [asked(day) for day in days] == [0, 1, 0, 1]
    tell(p, DUE + timedelta(days=15))
    assert asked(DUE + timedelta(days=30)) == 0
    first = mail.outbox[0]
    assert (len(mail.outbox), first.to) == (2, ["ada@example.org"])
    assert f"{ORIGIN}/fr/tell/" in first.body


def test_done_given_up_and_dropped_actions_are_not_asked_about():
    p = promised()
    a_steward(p)
    tell(p, FIRST, says="done", done="The desk is open.")
    tell(p, FIRST + timedelta(days=1))
    assert asked(DUE + timedelta(days=30)) == 0
    draft = a_plan("X2")
    draft.add()
    a_steward(draft)
    assert asked(DUE) == 0


def test_who_declined_or_has_no_address_is_not_asked_until_another_is_named():
    p = promised()
    decline_to_tell(steward=a_steward(p))
    assert asked(DUE) == 0
    a_steward(p, email="")
    assert asked(DUE) == 0
    a_steward(p, email="bo@example.org")
    assert asked(DUE) == 1


def test_another_address_ends_the_links_of_the_former():
    p = promised()
    token = steward_token(a_steward(p))
    assert steward_at(token).email == "ada@example.org"
    a_steward(p, name="Ada Again")
    assert steward_at(token).name == "Ada Again"
    fresh = a_steward(p, email="bo@example.org")
    for one in (token, "", "x:y", steward_token(fresh)[:-1]):
        with pytest.raises(Http404):
            steward_at(one)
    assert steward_at(steward_token(fresh)).email == "bo@example.org"


def test_what_does_not_hold_is_said_beside_its_field():
    p = promised()
    with pytest.raises(ValidationError) as raised:
        a_steward(p, email="ada", every_days=3)
    assert sorted(raised.value.message_dict) == ["email", "every_days"]


def test_the_team_may_ask_earlier_but_not_twice_a_day():
    p = promised()
    a_steward(p)
    before = Entry.objects.count()
    assert [ask_now(by=p.lead, actions=[p.one(1)], origin=ORIGIN) for _ in "12"] == [1, 0]
    assert [e.what for e in Entry.objects.order_by("pk")[before:]] == ["ask steward"]


def a_dozen(actions: int, code: str) -> Planning:
    p = a_plan(code)
    for n in range(1, actions + 1):
        p.add(f"Action {n}", indicator="x")
        a_steward(p, n)
    adopted(p, FIRST)
    return p


@pytest.mark.parametrize("actions", [1, 3])
def test_as_many_queries_for_one_as_for_three(
    actions: int, django_assert_num_queries: DjangoAssertNumQueries
):
    a_dozen(actions, "X3")
    with django_assert_num_queries(6):  # two of them: the savepoint around it
        assert ask_stewards(origin=ORIGIN, today=DUE) == actions


def test_half_a_year_after_the_end_nobody_is_named_any_more():
    p = a_plan()
    action = p.add(indicator="Loans")
    p.adopt()
    row = name_steward(
        by=p.lead, action=action, name="Ola", email="ola@x.example", language="en", every_days=90
    )
    update = tell_news_of(action=action, news=News(says="done", done="It stands."), office="Parks")
    day = update.made.date()
    assert forget_stewards(today=day + timedelta(days=183)) == 0
    assert forget_stewards(today=day + timedelta(days=185)) == 1
    before = row.renewed
    row.refresh_from_db()
    assert (row.name, row.email, row.renewed) == ("", "", before + 1)


def test_of_two_who_name_somebody_at_once_the_second_is_told():
    p = promised()
    a_steward(p, seen="")
    for seen in ("", "older"):
        with pytest.raises(ChangedMeanwhile):
            a_steward(p, name="Bo", email="bo@example.org", seen=seen)
    assert Steward.objects.get().name == "Ada"


def test_who_declined_gets_letters_again_once_they_said_so():
    p = promised()
    decline_to_tell(steward=a_steward(p))
    a_steward(p, every_days=60)
    assert asked(DUE) == 0
    a_steward(p, may_write_again=True)
    assert asked(DUE) == 1


def test_half_a_year_after_the_plan_dropped_it_nobody_is_named_any_more():
    p = promised()
    a_steward(p)
    p.add("Another", indicator="x")
    a_steward(p, 2)
    Steward.objects.update(made=noon(FIRST))
    one = p.one(1)
    drop_action(by=p.lead, action=one, reason="The council did not fund it.", seen=one.edit)
    adopted(p, DUE, AGAIN)
    assert forget_stewards(today=DUE + timedelta(days=183)) == 0
    p.change(2, owner="Works")
    adopted(p, DUE + timedelta(days=100), AGAIN)
    assert forget_stewards(today=DUE + timedelta(days=184)) == 1
    assert list(Steward.objects.order_by("action").values_list("name", flat=True)) == ["", "Ada"]

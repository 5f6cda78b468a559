"""Words and days that move stay readable; calls, news once, the product delivered, actions linked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from a_project import Doing, S, a_project
from planned import a_plan
from territoria_web.act.queries.project_story import story_of
from territoria_web.act.services.project_actions import link_actions
from territoria_web.act.services.project_changes import (
    Wording,
    call_for_partners,
    change_project,
    deliver_product,
    hand_in_again,
    tell_news,
)
from territoria_web.act.services.project_journal import NotTakenNow
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
DUE, LATER = date(2028, 5, 1), date(2028, 11, 1)
TODAY = date(2028, 1, 1)


def wording(d: Doing, **fields: object) -> Wording:
    names = ("title", "question", "product", "due", "every_months")
    return Wording(**{**{name: getattr(d.row, name) for name in names}, **fields})


def test_a_moved_day_needs_a_reason_and_the_first_one_stays_readable():
    d = a_project(due=DUE)
    with pytest.raises(ValidationError) as refused:
        change_project(
            project=d.row, doer=d.by(), wording=wording(d, due=LATER), seen=0, today=TODAY
        )
    assert set(refused.value.message_dict) == {"why"}
    moved = wording(d, due=LATER, why="Translations take longer.")
    change_project(project=d.row, doer=d.by(), wording=moved, seen=0, today=TODAY)
    assert (d.now().due, d.row.first_due) == (LATER, DUE)
    (line,) = story_of(d.row)
    assert line.sentence == "The product was due on 1 May 2028; now it is due on 1 November 2028."
    assert line.said == "Translations take longer."
    back = wording(d, due=DUE, why="They did not.")
    change_project(project=d.row, doer=d.by(), wording=back, seen=1, today=TODAY)
    assert d.now().first_due is None


def test_the_product_is_promised_for_no_day_that_has_passed_but_an_overdue_one_may_stand():
    d = a_project(due=DUE)
    late = DUE + timedelta(days=40)
    past = wording(d, due=DUE + timedelta(days=1), why="Soon.")
    with pytest.raises(ValidationError) as refused:
        change_project(project=d.row, doer=d.by(), wording=past, seen=0, today=late)
    assert set(refused.value.message_dict) == {"due"}
    change_project(project=d.row, doer=d.by(), wording=wording(d, title="N"), seen=0, today=late)
    held = a_project(S.PROPOSED, network=d.network, due=DUE)
    told = {"project": held.row, "doer": held.by(), "sought": "", "seen": 0, "today": late}
    with pytest.raises(ValidationError) as refused:
        hand_in_again(**told, wording=wording(held))
    assert set(refused.value.message_dict) == {"due"}
    hand_in_again(**told, wording=wording(held, due=late), exchange=late)
    assert held.now().due == late


def test_former_words_stand_in_the_story_and_the_slower_one_changes_nothing():
    d = a_project()
    new = wording(d, title="New tools", question="How do trades change?")
    change_project(project=d.row, doer=d.by(), wording=new, seen=0)
    (line,) = story_of(d.now())
    assert line.former == (
        "Formerly its name was: Old trades, new tools",
        "Formerly the question was: How can cities join traditional and new industries?",
    )
    with pytest.raises(ChangedMeanwhile):
        change_project(project=d.row, doer=d.office(), wording=wording(d, title="Mine"), seen=0)
    with pytest.raises(ValidationError):
        change_project(project=d.row, doer=d.by(), wording=wording(d, question="No."), seen=1)
    change_project(project=d.row, doer=d.by(), wording=wording(d), seen=1)  # nothing differs
    assert (d.now().edit, d.row.story.count()) == (1, 1)


def test_a_call_names_who_is_sought_and_may_end():
    d = a_project()
    until = timezone.localdate() + timedelta(days=30)
    call_for_partners(project=d.row, doer=d.by(), sought="Chambers", open_until=until, seen=0)
    assert (d.now().sought, d.row.open_until) == ("Chambers", until)
    yesterday = timezone.localdate() - timedelta(days=1)
    with pytest.raises(ValidationError):
        call_for_partners(project=d.row, doer=d.by(), sought="x", open_until=yesterday, seen=1)


def test_the_product_is_delivered_on_a_day_that_has_come():
    d, told = a_project(S.RUNNING), {"url": "https://example.org/book", "seen": 0}
    with pytest.raises(ValidationError):
        deliver_product(project=d.row, doer=d.by(), day=LATER, today=DUE, **told)
    deliver_product(project=d.row, doer=d.by(), day=DUE, today=LATER, **told)
    assert (d.now().delivered, d.row.delivered_url) == (DUE, "https://example.org/book")


def test_news_that_is_sent_twice_stands_once_and_breaks_the_silence():
    d = a_project(S.RUNNING, said=timezone.now() - timedelta(days=300))
    first = tell_news(project=d.row, doer=d.by("Bilbao"), said="The tool is  out.\r\n")
    assert tell_news(project=d.row, doer=d.by("Bilbao"), said="The tool is  out.") == first
    assert (first.who, d.row.story.count()) == ("Bilbao", 1)
    assert timezone.localdate(d.now().said) == timezone.localdate()
    with pytest.raises(NotTakenNow):
        tell_news(project=d.row, doer=d.by("Milano"), said="We are in.")


def test_actions_of_the_own_plan_are_linked_and_those_of_others_stay():
    d, p, q = a_project(), a_plan("X1"), a_plan("X2")
    mine, more, theirs = p.add(), p.add("Train shops"), q.add()
    d.row.actions.add(theirs)
    told = {"project": d.row, "doer": d.by("Bilbao"), "plan": p.plan}
    link_actions(**told, actions=[mine.public_id, more.public_id, theirs.public_id])
    assert set(d.row.actions.all()) == {mine, more, theirs}
    link_actions(**told, actions=[more.public_id])
    link_actions(**told, actions=[more.public_id])
    assert set(d.row.actions.all()) == {more, theirs}
    assert d.row.story.filter(what="actions linked").count() == 2
    more.state = more.State.DROPPED  # no longer offered, and no change of anybody's
    more.save()
    link_actions(**told, actions=[])
    assert more in d.row.actions.all()
    assert d.row.story.filter(what="actions linked").count() == 2

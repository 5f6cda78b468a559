"""An action answers needs of people; once a plan is adopted, their stories say so."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from a_forum import a_forum, a_need, supported
from planned import Planning, a_plan
from territoria_web.listen.models import Need
from territoria_web.listen.services.needs import take_back
from territoria_web.plan.queries.need_links import answered_by, offered_needs
from territoria_web.plan.queries.versions import changes_between
from territoria_web.plan.services.need_links import link_needs
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = pytest.mark.django_db
S = Need.State


@pytest.fixture(autouse=True)
def letters_at_once(settings: Any):
    settings.MAIL_IN_BACKGROUND = False


def linked(p: Planning, *needs: Need) -> None:
    action = p.one(1)
    ids = [need.public_id for need in needs]
    link_needs(by=p.lead, action=action, needs=ids, seen=action.edit)


def begun() -> tuple[Planning, Need]:
    p = a_plan()
    p.add("Run the night bus again", indicator="Passengers at night")
    return p, a_need(a_forum(p.cycle, p.lead))


def state(need: Need) -> str:
    need.refresh_from_db()
    return need.state


def test_a_need_is_in_the_plan_once_a_version_that_answers_it_is_adopted():
    p, need = begun()
    linked(p, need)
    assert state(need) == S.PUBLISHED
    p.adopt()
    assert state(need) == S.COMMITTED
    told = need.events.get(state=S.COMMITTED).facts
    assert (told["number"], told["title"]) == (1, "Run the night bus again")


def test_its_author_is_told_once_whatever_is_adopted_later(django_capture_on_commit_callbacks):
    p, need = begun()
    linked(p, need)
    with django_capture_on_commit_callbacks(execute=True):
        p.adopt(origin="https://town.example")
    p.add("Another", indicator="Loans")
    with django_capture_on_commit_callbacks(execute=True):
        p.adopt(origin="https://town.example", reason="Adopted again by the council in May 2027.")
    assert [letter.to for letter in mail.outbox] == [["ada@example.org"]]
    assert need.events.filter(state=S.COMMITTED).count() == 1


def test_a_version_keeps_what_it_answers_and_tells_the_change():
    p, need = begun()
    first = p.adopt()
    linked(p, need)
    second = p.adopt(reason="Adopted again by the council in May 2027.")
    (changed,) = changes_between(first.body, second.body)
    assert [(c.field, len(c.before), len(c.after)) for c in changed.changes] == [("answers", 0, 1)]


def test_versions_from_before_there_were_needs_are_compared_as_well():
    p, _need = begun()
    body = p.adopt().body
    older = {
        **body,
        "actions": [{k: v for k, v in a.items() if k != "answers"} for a in body["actions"]],
    }
    assert changes_between(older, body) == []


def test_only_public_needs_of_this_place_can_be_answered():
    p, need = begun()
    hidden = a_need(need.forum, "A bench at the school", email="")
    for strange in (hidden.public_id, uuid.uuid4()):
        with pytest.raises(ValidationError):
            link_needs(by=p.lead, action=p.one(1), needs=[strange], seen=p.one(1).edit)
    assert answered_by(p.one(1)) == []


def test_of_two_who_choose_at_once_the_second_is_told():
    p, need = begun()
    seen = p.one(1).edit
    linked(p, need)
    with pytest.raises(ChangedMeanwhile):
        link_needs(by=p.lead, action=p.one(1), needs=[], seen=seen)


def test_the_most_supported_needs_are_offered_first():
    p, need = begun()
    other = supported(a_need(need.forum, "A ramp at the library"), 2)
    assert [(n, n.people) for n in offered_needs(p.cycle)] == [(other, 2), (need, 0)]


def test_a_need_that_its_author_takes_back_does_not_stop_the_plan():
    p, need = begun()
    other = a_need(need.forum, "A ramp at the library")
    linked(p, need, other)
    take_back(need=need)
    p.adopt()
    assert [Need.objects.get(pk=one.pk).state for one in (need, other)] == [
        S.WITHDRAWN,
        S.COMMITTED,
    ]

"""An action carries on initiatives of the territory's register; versions of the plan keep which."""

from __future__ import annotations

import uuid

import pytest
from django.core.exceptions import ValidationError

from a_register import a_draft, registered
from desk_team import Team, a_team
from planned import Planning, a_plan
from territoria_web.measure.models import Initiative
from territoria_web.people.models import Entry
from territoria_web.plan.queries.initiative_links import actions_carrying, offered_initiatives
from territoria_web.plan.queries.versions import changes_between
from territoria_web.plan.services.initiative_links import link_initiatives
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = pytest.mark.django_db


def begun() -> tuple[Planning, Initiative]:
    p = a_plan("FRE1")
    p.add("More cheques", indicator="Cheques")
    _team, made = registered(Team(p.cycle, p.lead))
    return p, made


def linked(p: Planning, *initiatives: uuid.UUID) -> None:
    action = p.one(1)
    link_initiatives(by=p.lead, action=action, initiatives=initiatives, seen=action.edit)


def test_a_version_keeps_what_is_carried_on_and_tells_of_changes():
    p, made = begun()
    first = p.adopt()
    assert actions_carrying(made) == []
    linked(p, made.public_id)
    second = p.adopt()
    assert [(one.number, one.title) for one in actions_carrying(made)] == [(1, "More cheques")]
    (changed,) = changes_between(first.body, second.body)
    assert [(c.field, c.before) for c in changed.changes] == [("initiatives", [])]
    entry = Entry.objects.get(what="link initiatives")
    assert entry.after["initiatives"] == [made.title]
    linked(p)
    assert len(actions_carrying(made)) == 1


def test_only_what_stands_in_the_own_register_can_be_carried_on():
    p, made = begun()
    _team, draft = a_draft(Team(p.cycle, p.lead), title="Draft")
    other = registered(a_team("FI20"))[1]
    assert list(offered_initiatives(p.cycle.territory)) == [made]
    for key in (draft.public_id, other.public_id, uuid.uuid4()):
        with pytest.raises(ValidationError):
            linked(p, key)


def test_whoever_was_slower_is_told():
    p, made = begun()
    with pytest.raises(ChangedMeanwhile):
        link_initiatives(by=p.lead, action=p.one(1), initiatives=[made.public_id], seen=-1)

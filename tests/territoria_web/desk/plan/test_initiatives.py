"""Which initiatives an action carries on: ticked at the desk, seen on both public pages once adopted."""

from __future__ import annotations

import pytest
from django.test import Client

from a_register import registered
from desk_team import Team, signed_in
from planned import a_plan

pytestmark = pytest.mark.django_db


def test_initiatives_are_ticked_and_linked_both_ways(client: Client):
    p = a_plan("FRE1")
    p.add("More cheques", indicator="Cheques")
    action = f"/en/desk/{p.cycle.public_id}/plan/actions/{p.one(1).public_id}/"
    desk = signed_in(p.lead)
    assert "No initiatives to tick yet" in desk.get(f"{action}initiatives/").content.decode()
    _team, made = registered(Team(p.cycle, p.lead))
    told = {"initiatives": [str(made.public_id)], "seen": p.one(1).edit}
    assert desk.post(f"{action}initiatives/", told)["Location"] == action
    assert "It carries on these initiatives" in desk.get(action).content.decode()
    p.adopt()
    promise, page = f"/en/promises/{p.plan.public_id}/1/", f"/en/initiatives/{made.slug}/"
    assert f'href="{page}"' in client.get(promise).content.decode()
    assert f'href="{promise}"' in client.get(page).content.decode()


def test_whoever_was_slower_keeps_the_ticks():
    p = a_plan("FRE1")
    p.add("More cheques")
    _team, made = registered(Team(p.cycle, p.lead))
    where = f"/en/desk/{p.cycle.public_id}/plan/actions/{p.one(1).public_id}/initiatives/"
    answer = signed_in(p.lead).post(where, {"initiatives": [str(made.public_id)], "seen": 9})
    form = answer.context["form"]
    assert (answer.status_code, form["initiatives"].value()) == (422, [str(made.public_id)])

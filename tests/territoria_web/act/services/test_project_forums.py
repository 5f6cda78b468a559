"""A forum with its delegations: one a partner, incomplete without a company that bears witness."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from a_project import S, a_project
from territoria_web.act.rules.projects import is_complete
from territoria_web.act.services.project_forums import (
    ForumFrame,
    Witness,
    change_forum,
    name_delegation,
    plan_forum,
)
from territoria_web.act.services.project_journal import NotTakenNow
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
FRAME = ForumFrame("Autumn forum", date(2027, 10, 4))
WITNESS = Witness(3, "Txapela", "14", "Online shop", "12 people", "30 people", "We sell.", True)


def test_a_delegation_is_incomplete_until_its_company_has_told_all_and_agreed():
    d = a_project(S.RUNNING)
    forum = plan_forum(project=d.row, doer=d.by(), frame=FRAME, seen=0)
    told = {"project": d.row, "doer": d.by("Bilbao"), "forum": forum}
    row = name_delegation(**told, witness=Witness(3), seen=0)
    assert not is_complete(row)
    again = name_delegation(**told, witness=WITNESS, seen=1)
    assert (again.pk, is_complete(again)) == (row.pk, True)
    with pytest.raises(ChangedMeanwhile):
        name_delegation(**told, witness=Witness(4), seen=1)
    with pytest.raises(ValidationError):
        name_delegation(**told, witness=Witness(0), seen=2)
    with pytest.raises(NotTakenNow):
        name_delegation(**{**told, "doer": d.by("Milano")}, witness=WITNESS, seen=0)
    assert d.row.story.filter(what="delegation named").count() == 1


def test_a_company_takes_its_consent_back_when_the_project_is_done():
    d = a_project(S.RUNNING)
    forum = plan_forum(project=d.row, doer=d.by(), frame=FRAME, seen=0)
    told = {"project": d.row, "doer": d.by("Bilbao"), "forum": forum}
    name_delegation(**told, witness=WITNESS, seen=0)
    d.row.state = S.DONE
    d.row.save()
    assert not is_complete(name_delegation(**told, witness=replace(WITNESS, consent=False), seen=1))


def test_a_forum_moves_visibly_and_gets_a_report():
    d = a_project(S.RUNNING)
    forum = plan_forum(project=d.row, doer=d.by(), frame=FRAME, seen=0)
    moved = ForumFrame("Autumn forum", date(2027, 11, 4), date(2027, 11, 5))
    told = {"project": d.row, "doer": d.office(), "forum": forum}
    change_forum(**told, frame=moved, seen=0)
    report = ForumFrame(**{**moved.__dict__, "report": "Forty people came."})
    change_forum(**told, frame=report, seen=1)
    assert [line.what for line in d.row.story.all()] == [
        "forum reported",
        "forum moved",
        "forum planned",
    ]
    for wrong in (
        ForumFrame(" ", date(2027, 1, 1)),
        ForumFrame("F", FRAME.begins, date(2027, 1, 1)),
    ):
        with pytest.raises(ValidationError):
            change_forum(**told, frame=wrong, seen=2)

"""Initiatives are begun, written, handed in, withdrawn; the last edition stays public meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from a_register import RECORD, a_draft, judged, registered, waiting, written
from desk_team import a_team
from territoria_web.measure.models import Initiative
from territoria_web.measure.queries.initiative_tables import ReceivedInitiative
from territoria_web.measure.queries.records import Claim, Record, record_of
from territoria_web.measure.queries.register import published_editions
from territoria_web.measure.services.register import (
    begin_initiative,
    hand_in_initiative,
    take_in_initiatives,
    withdraw_initiative,
    write_initiative,
)
from territoria_web.people.models import Entry
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = pytest.mark.django_db


def test_a_record_is_kept_as_it_was_told():
    team, made = a_draft()
    made.refresh_from_db()
    assert record_of(made.body) == RECORD
    assert (made.state, made.language, list(made.writers.all())) == ("draft", "en", [team.lead])


def test_an_address_is_never_that_of_another_or_of_a_text_of_the_library(monkeypatch):
    team, one = a_draft()
    _team, two = a_draft(team)
    assert two.slug == f"{one.slug}-2"
    monkeypatch.setattr("territoria_web.measure.services.register.territory_name", lambda _t: "Kit")
    assert a_draft(team, title="Digital")[1].slug == "kit-digital-2"


def test_all_that_is_wrong_is_refused_by_field():
    team = a_team()
    record = replace(RECORD, level="moon", claims=(Claim("Sales", "up", "E4"),), title="\u200b")
    with pytest.raises(ValidationError) as refused:
        begin_initiative(by=team.lead, territory=team.cycle.territory, record=record, language="en")
    assert sorted(refused.value.message_dict) == ["claims", "level", "title"]


def test_whoever_was_slower_is_told_and_writes_nothing():
    team, made = a_draft()
    written(team, made, title="A cheque")
    with pytest.raises(ChangedMeanwhile):
        write_initiative(by=team.lead, initiative=made, record=RECORD, seen=0)
    made.refresh_from_db()
    assert (made.title, made.edit) == ("A cheque", 1)


def test_the_same_words_once_more_change_nothing():
    team, made = waiting()
    assert written(team, made).state == "submitted"
    assert written(team, made, title="A cheque").state == "draft"


def test_it_is_handed_in_once_nothing_is_lacking():
    team, made = a_draft(what="", obstacles=(), end=date(2025, 1, 1))
    with pytest.raises(ValidationError) as refused:
        hand_in_initiative(by=team.lead, initiative=made, seen=0)
    assert sorted(refused.value.message_dict) == ["obstacles", "what", "what_failed"]
    made = written(team, made)
    hand_in_initiative(by=team.lead, initiative=made, seen=1)
    made.refresh_from_db()
    assert made.state == "submitted"


def test_writing_what_is_in_the_register_leaves_the_edition_public():
    team, made = registered()
    written(team, made, title="A cheque")
    assert [(e.number, e.title) for e in published_editions()] == [(1, RECORD.title)]
    hand_in_initiative(by=team.lead, initiative=made, seen=1)
    judged(made)
    assert [(e.number, e.title) for e in published_editions()] == [(2, "A cheque")]
    with pytest.raises(ValueError, match="never changed"):
        published_editions()[0].save()


def test_one_is_withdrawn_with_a_reason_and_for_good():
    team, made = registered()
    with pytest.raises(ValidationError, match="at least 20 characters"):
        withdraw_initiative(by=team.lead, initiative=made, reason="Gone.", seen=0)
    withdraw_initiative(by=team.lead, initiative=made, reason="It ended without money.", seen=0)
    assert published_editions() == []
    with pytest.raises(ValidationError, match="withdrawn"):
        written(team, made, title="A cheque")
    deeds = Entry.objects.filter(about=f"initiative {made.public_id}").order_by("pk")
    assert list(deeds.values_list("what", flat=True)) == [
        *("begin initiative", "hand in initiative", "review initiative", "publish initiative"),
        "withdraw initiative",
    ]


def test_a_table_is_taken_in_as_a_whole_or_not_at_all():
    team, made = a_draft()
    place = team.cycle.territory
    lines = (
        ReceivedInitiative(2, Record(title="Courses"), "", None, ()),
        ReceivedInitiative(3, replace(RECORD, title="Cheque"), "", made, ("title",)),
    )
    written(team, Initiative.objects.get(pk=made.pk), what="Pays a third.")
    with pytest.raises(ValidationError, match="changed meanwhile"):
        take_in_initiatives(by=team.lead, territory=place, language="en", received=lines)
    assert list(Initiative.objects.values_list("title", flat=True)) == [RECORD.title]


def test_a_file_that_is_taken_in_twice_at_once_makes_each_line_once():
    team, file = a_team(), uuid4()
    told = {"by": team.lead, "territory": team.cycle.territory, "language": "en", "key": file}
    lines = tuple(ReceivedInitiative(row, RECORD, "en", None, ()) for row in (2, 3))
    for _pressed in range(2):
        take_in_initiatives(received=lines, **told)
    assert Initiative.objects.count() == 2

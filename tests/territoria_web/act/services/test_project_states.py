"""The life of a project: published, given back, begun, parked, stopped, closed with one draft."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from a_project import ORIGIN, Doing, P, S, a_project
from territoria_web.act.models import Card
from territoria_web.act.services.project_changes import Wording, hand_in_again
from territoria_web.act.services.project_journal import NotTakenNow
from territoria_web.act.services.project_states import (
    CLOSING,
    begin_project,
    close_project,
    park_project,
    publish_project,
    reopen_project,
    return_project,
    stop_project,
)
from territoria_web.people.models import Entry
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
FIVE = dict.fromkeys(CLOSING, "Told.")


def test_the_office_gives_a_proposal_back_the_city_hands_it_in_again_and_it_is_published():
    d = a_project(S.PROPOSED)
    office, told = d.office(), {"origin": ORIGIN}
    with pytest.raises(ValidationError):
        return_project(project=d.row, doer=office, reason=" ", seen=0, **told)
    back = return_project(project=d.row, doer=office, reason="Say which partners.", seen=0, **told)
    assert (back.state, back.reason) == (S.PROPOSED, "Say which partners.")
    wording = Wording(back.title, back.question, back.product, back.due, 4)
    again = hand_in_again(
        project=back, doer=d.by(), wording=wording, sought="Chambers", seen=back.edit
    )
    assert (again.reason, again.sought) == ("", "Chambers")
    public = publish_project(project=again, doer=office, seen=again.edit, **told)
    assert (public.state, public.opened is not None) == (S.OPEN, True)
    deeds = ["return project", "publish project"]
    assert list(Entry.objects.filter(what__in=deeds).values_list("what", flat=True)) == deeds[::-1]


@pytest.mark.parametrize("days", [40, 600])  # after the first exchange; after the product's day too
def test_a_proposal_whose_day_has_passed_waits_for_another_day(days: int):
    d = a_project(S.PROPOSED)
    late = timezone.localdate() + timedelta(days=days)
    told = {"project": d.row, "doer": d.office(), "seen": 0, "origin": ORIGIN, "today": late}
    with pytest.raises(ValidationError, match="Give the proposal back"):
        publish_project(**told)
    words = (d.row.title, d.row.question, d.row.product, late + timedelta(days=90), 4)
    again = {"project": d.row, "doer": d.by(), "wording": Wording(*words), "sought": ""}
    with pytest.raises(ValidationError) as refused:
        hand_in_again(**again, seen=0, today=late)
    assert set(refused.value.message_dict) == {"exchange"}
    hand_in_again(**again, seen=0, exchange=late, today=late)
    assert d.exchange().day == late
    assert publish_project(**{**told, "seen": 1}).state == S.OPEN


def test_work_begins_with_two_cities_and_a_word_on_how_one_will_see_it():
    d = a_project()
    with pytest.raises(ValidationError):
        begin_project(project=d.row, doer=d.by(), indicator=" ", seen=0)
    d.row.partners.filter(name="Bilbao").update(state=P.INVITED)
    with pytest.raises(ValidationError):
        begin_project(project=d.row, doer=d.by(), indicator="Firms that sell online", seen=0)
    d.row.partners.filter(name="Bilbao").update(state=P.AGREED)
    held = begin_project(project=d.row, doer=d.by(), indicator="Firms that sell online", seen=0)
    assert (held.state, held.started is not None) == (S.RUNNING, True)


def test_a_pause_and_a_stop_are_public_with_their_reason_and_may_be_taken_up_again():
    d = a_project(S.RUNNING)
    park_project(project=d.row, doer=d.by(), reason="No staff until May.", seen=0)
    assert (d.now().state, d.row.reason) == (S.PARKED, "No staff until May.")
    stop_project(project=d.row, doer=d.by(), reason="Nobody left.", seen=1)
    assert (d.now().state, d.row.ended is not None) == (S.STOPPED, True)
    reopen_project(project=d.row, doer=d.by(), reason="", seen=2)
    assert (d.now().state, d.row.reason, d.row.ended) == (S.RUNNING, "", None)
    said = list(d.row.story.values_list("what", "said"))
    assert said == [
        ("reopened", ""),
        ("stopped", "Nobody left."),
        ("parked", "No staff until May."),
    ]


def test_closing_takes_all_five_answers_and_makes_exactly_one_draft_of_a_practice():
    d = a_project(S.RUNNING)
    with pytest.raises(ValidationError) as refused:
        close_project(project=d.row, doer=d.by(), closing={**FIVE, "failed": " "}, seen=0)
    assert set(refused.value.message_dict) == {"failed"}
    card = close_project(project=d.row, doer=d.by(), closing=FIVE, seen=0)
    assert (card.state, card.closing, card.partner) == ("draft", True, d.partner())
    with pytest.raises(NotTakenNow):
        close_project(project=d.row, doer=d.by(), closing=FIVE, seen=1)
    assert (d.now().state, Card.objects.count()) == (S.DONE, 1)


def test_whoever_is_slower_changes_nothing_and_whoever_only_watches_neither():
    d = a_project(S.RUNNING)
    park_project(project=d.row, doer=d.by(), reason="No staff.", seen=0)
    with pytest.raises(ChangedMeanwhile):
        reopen_project(project=d.row, doer=d.office(), reason="", seen=0)
    with pytest.raises(NotTakenNow):
        reopen_project(project=d.row, doer=d.by("Bilbao"), reason="", seen=1)
    assert d.now().state == S.PARKED


def test_a_link_that_was_held_while_its_city_left_does_nothing_more():
    d: Doing = a_project(S.RUNNING)
    doer = d.by()
    d.row.partners.filter(name="Bordeaux").update(state=P.LEFT)
    with pytest.raises(NotTakenNow):
        park_project(project=d.row, doer=doer, reason="No staff.", seen=0)

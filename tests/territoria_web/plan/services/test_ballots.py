"""One ballot a person, to be changed and taken back until the end; paper counts the same."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from a_budget import a_budget, closed, now, opened, voted
from a_forum import a_forum, a_voice
from planned import Planning, a_plan
from territoria_web.listen.models import Voice
from territoria_web.listen.services.erasing import erase_voice
from territoria_web.listen.services.forums import set_forum_open
from territoria_web.people.models import Entry
from territoria_web.plan.models import Ballot, Budget
from territoria_web.plan.services.ballots import (
    VoteIsOver,
    cast_ballot,
    enter_ballot,
    take_back_ballot,
    take_out_entered,
)

pytestmark = pytest.mark.django_db


def running(**f) -> tuple[Planning, Budget, Voice]:
    p = a_plan()
    budget = opened(a_forum(p.cycle, p.lead), p.lead, **f)
    return p, budget, a_voice(budget.forum)


def test_somebody_has_one_ballot_and_may_change_it():
    _p, budget, voice = running()
    cast_ballot(budget=budget, voice=voice, chosen=[2, 1, 2], order="seed")
    assert Ballot.objects.get().chosen == [1, 2]
    cast_ballot(budget=budget, voice=voice, chosen=[3], order="seed")
    ballot = Ballot.objects.get()
    assert (ballot.chosen, ballot.channel, ballot.extra) == ([3], "web", {"order": "seed"})


def test_what_people_do_is_in_no_journal():
    _p, budget, voice = running()
    before = Entry.objects.count()
    cast_ballot(budget=budget, voice=voice, chosen=[1])
    take_back_ballot(budget=budget, voice=voice)
    assert Entry.objects.count() == before


def test_a_ballot_can_be_taken_back():
    _p, budget, voice = running()
    cast_ballot(budget=budget, voice=voice, chosen=[1])
    assert take_back_ballot(budget=budget, voice=voice)
    assert not take_back_ballot(budget=budget, voice=voice)
    assert not Ballot.objects.exists()


@pytest.mark.parametrize("chosen", [[], [9], [1, 2, 3]])
def test_what_is_no_ballot_is_refused_and_nothing_kept(chosen):
    _p, budget, voice = running(most_choices=2)
    with pytest.raises(ValidationError) as refused:
        cast_ballot(budget=budget, voice=voice, chosen=chosen)
    assert list(refused.value.error_dict) == ["chosen"]
    assert not Ballot.objects.exists()


def test_nobody_votes_on_a_draft_nor_after_the_end_nor_in_a_closed_forum():
    p, budget, voice = running()
    draft = a_budget(budget.forum, p.lead)
    with pytest.raises(VoteIsOver):
        cast_ballot(budget=draft, voice=voice, chosen=[1])
    set_forum_open(by=p.lead, forum=budget.forum, is_open=False)
    with pytest.raises(VoteIsOver):
        cast_ballot(budget=budget, voice=voice, chosen=[1])
    set_forum_open(by=p.lead, forum=budget.forum, is_open=True)
    cast_ballot(budget=budget, voice=voice, chosen=[1])
    Budget.objects.filter(pk=budget.pk).update(closes=timezone.now() - timedelta(seconds=1))
    with pytest.raises(VoteIsOver):
        take_back_ballot(budget=budget, voice=voice)


def test_a_voice_of_another_place_has_no_ballot_here():
    _p, budget, _voice = running()
    other = a_plan("X2")
    stranger = a_voice(a_forum(other.cycle, other.lead))
    with pytest.raises(ValidationError, match="another place"):
        cast_ballot(budget=budget, voice=stranger, chosen=[1])


def test_a_ballot_on_paper_counts_once_and_names_who_typed_it_not_whose_it_is():
    p, budget, _voice = running()
    sheet = uuid4()
    told = {"by": p.lead, "budget": budget, "chosen": [1, 4], "channel": "paper", "sheet": sheet}
    ballot = enter_ballot(**told)
    assert (ballot.voice, ballot.entered_by, ballot.channel) == (None, p.lead, "paper")
    assert enter_ballot(**told) is None
    line = Entry.objects.get(what="enter budget ballot")
    assert line.after == {"title": "Green squares", "channel": "paper"}


def test_the_team_enters_no_ballot_as_if_it_came_online():
    p, budget, _voice = running()
    with pytest.raises(ValidationError) as refused:
        enter_ballot(by=p.lead, budget=budget, chosen=[1], channel="web", sheet=uuid4())
    assert list(refused.value.error_dict) == ["channel"]


def test_whoever_typed_a_ballot_wrongly_takes_it_out_and_no_other():
    p, budget, voice = running()
    sheet = uuid4()
    cast_ballot(budget=budget, voice=voice, chosen=[1])
    enter_ballot(by=p.lead, budget=budget, chosen=[1], channel="counter", sheet=sheet)
    other = a_plan("X2").lead
    assert not take_out_entered(by=other, budget=budget, sheet=str(sheet))
    assert not take_out_entered(by=p.lead, budget=budget, sheet="")
    assert take_out_entered(by=p.lead, budget=budget, sheet=str(sheet))
    assert Ballot.objects.get().voice == voice


def test_an_erased_voice_leaves_a_ballot_that_counts_and_names_nobody():
    p, budget, voice = running()
    budget = voted(budget, {(2,): 4})
    cast_ballot(budget=budget, voice=voice, chosen=[1, 2])
    erase_voice(voice=voice)
    left = Ballot.objects.get(chosen=[1, 2])
    assert (left.voice, left.entered_by) == (None, None)
    people = [f.name for f in Ballot._meta.fields if f.is_relation and f.name != "budget"]
    assert people == ["voice", "entered_by"]
    assert closed(now(budget), p.lead).result["people"] == 5


def test_three_hundred_people_vote_behind_one_address():
    _p, budget, _voice = running()
    voices = Voice.objects.bulk_create(
        Voice(forum=budget.forum, key=f"k{n}", language="en") for n in range(300)
    )
    for voice in voices:
        cast_ballot(budget=budget, voice=voice, chosen=[1])
    assert budget.ballots.count() == 300


def test_a_closed_cycle_takes_no_ballot():
    _p, budget, voice = running()
    cycle = budget.forum.cycle
    cycle.state = "closed"
    cycle.save()
    with pytest.raises(VoteIsOver):
        cast_ballot(budget=now(budget), voice=voice, chosen=[1])


def test_the_order_of_a_list_that_is_made_of_somebodys_number_is_not_kept():
    _p, budget, voice = running()
    ballot = cast_ballot(budget=budget, voice=voice, chosen=[1], order=voice.public_id.hex[:12])
    erase_voice(voice=voice)
    ballot.refresh_from_db()
    assert (ballot.voice, ballot.extra) == (None, {})

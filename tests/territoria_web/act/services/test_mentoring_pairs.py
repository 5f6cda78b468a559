"""Drafts by the method and by hand, sent as proposals; answers on paper; what is refused."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from a_mentoring import ORIGIN, Mentors, a_mentoring
from territoria_web.act.models import MentoringPerson, Mentorship
from territoria_web.act.queries.mentoring_fit import free_of
from territoria_web.act.queries.mentoring_pairs import Drafts, drafts_of, pairs_of
from territoria_web.act.rules.mentoring import Pair, State
from territoria_web.act.services.mentoring_pairs import (
    answer_on_paper,
    draft_pairs,
    pair_by_hand,
    send_proposals,
    take_proposal_back,
)
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def letters_at_once(settings: Settings) -> None:
    settings.MAIL_IN_BACKGROUND = False


def drafts(m: Mentors) -> Drafts:
    return drafts_of(m.now(), list(pairs_of(m.row)), free_of(m.row))


def by_hand(m: Mentors, mentee: str, mentor: str) -> Mentorship | None:
    return pair_by_hand(
        by=m.network.office,
        held=m.row,
        mentee=m.person(mentee),
        mentor=m.person(mentor) if mentor else None,
        seen=m.now().edit,
    )


def test_drafts_are_made_changed_by_hand_and_compared_with_the_method():
    m = a_mentoring()
    made = draft_pairs(by=m.network.office, held=m.row, seen=0)
    assert (len(made), drafts(m).is_found, drafts(m).total) == (5, True, 34)
    by_hand(m, "Ines", "")
    by_hand(m, "Fred", "Ada")
    held = drafts(m)
    assert (held.is_found, held.total) == (False, 34)
    assert [(one.name, why) for one, why in held.left] == [("Ines", "The method would give Ada.")]
    assert held.changes == ["Eva would have no mentor instead of Ada.", "Ines would have Ada."]
    draft_pairs(by=m.network.office, held=m.row, seen=m.now().edit)
    assert drafts(m).is_found


def test_by_hand_nobody_is_given_twice_or_more_than_they_take():
    m = a_mentoring(State.RUNNING)
    m.pair("Eva", "Ada", state=Pair.ENDED)
    m.pair("Fred", "Bea")
    MentoringPerson.objects.filter(name="Dov").update(email="gil@people.example")
    for mentee, mentor, said in (
        ("Eva", "Ada", "The two were a pair already, and it ended."),
        ("Eva", "Bea", "Bea has as many mentees as they take."),
        ("Fred", "Cem", "Fred has a pair already."),
        ("Gil", "Dov", "Nobody can be their own mentor."),
        ("Ines", "Cem", "The two share no language."),
    ):
        with pytest.raises(ValidationError) as refused:
            by_hand(m, mentee, mentor)
        assert refused.value.messages == [said]
    with pytest.raises(ChangedMeanwhile):
        draft_pairs(by=m.network.office, held=m.row, seen=m.now().edit + 1)


def test_each_person_gets_one_letter_and_the_round_is_under_way(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):
    m = a_mentoring()
    told = {"by": m.network.office, "held": m.row, "origin": ORIGIN}
    with pytest.raises(ValidationError):
        send_proposals(**told, seen=0)
    draft_pairs(by=m.network.office, held=m.row, seen=0)
    with django_capture_on_commit_callbacks(execute=True):
        send_proposals(**told, seen=1)
    assert m.now().state == State.RUNNING
    assert len(mail.outbox) == len({one.to[0] for one in mail.outbox}) == 9
    ada = next(one for one in mail.outbox if one.to == ["ada@people.example"])
    assert ("– Eva" in ada.body, "– Ines" in ada.body, "eva@" in ada.body) == (True, True, False)


def test_the_office_answers_for_those_without_an_address_and_takes_back(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):
    m = a_mentoring(State.RUNNING)
    MentoringPerson.objects.filter(name="Cem").update(email="")
    asked = {"state": Pair.PROPOSED, "begun": None, "mentor_agrees": None}
    pair, other = m.pair("Gil", "Cem", **asked), m.pair("Eva", "Ada", **asked)
    by = m.network.office
    with django_capture_on_commit_callbacks(execute=True):
        held = answer_on_paper(by=by, pair=pair, person=m.person("Cem"), agrees=True, origin=ORIGIN)
    assert (held.state, [one.to for one in mail.outbox]) == (Pair.RUNNING, [["gil@people.example"]])
    assert "the office brings you together" in mail.outbox[0].body
    with pytest.raises(ValidationError):
        answer_on_paper(by=by, pair=other, person=m.person("Ada"), agrees=True, origin=ORIGIN)
    assert take_proposal_back(by=by, pair=other, origin=ORIGIN).state == Pair.DECLINED
    with pytest.raises(ValidationError):
        take_proposal_back(by=by, pair=pair, origin=ORIGIN)


def test_two_who_parted_and_were_drafted_by_hand_part_again_when_drafts_are_made_anew():
    m = a_mentoring(State.RUNNING)
    asked = m.pair("Gil", "Cem", state=Pair.DECLINED, begun=None, mentor_agrees=False)
    by_hand(m, "Gil", "Cem")
    asked.refresh_from_db()
    assert (asked.state, asked.mentor_agrees, asked.proposed is None) == (Pair.DRAFT, None, False)
    draft_pairs(by=m.network.office, held=m.row, seen=m.now().edit)
    asked.refresh_from_db()
    assert (asked.state, asked.ended is None) == (Pair.DECLINED, False)
    assert ("Gil", "Cem") not in [(one.mentee.name, one.mentor.name) for one in drafts(m).rows]


def test_a_mentor_who_takes_fewer_by_now_gets_no_more_proposals_than_that():
    m = a_mentoring()
    draft_pairs(by=m.network.office, held=m.row, seen=0)
    MentoringPerson.objects.filter(name="Ada").update(capacity=1)
    with pytest.raises(ValidationError) as refused:
        send_proposals(by=m.network.office, held=m.row, seen=m.now().edit, origin=ORIGIN)
    assert refused.value.messages == ["Ada has as many mentees as they take."]
    assert (m.now().state, Mentorship.objects.filter(state=Pair.DRAFT).count()) == (State.OPEN, 5)


def test_drafts_whose_wishes_changed_since_are_not_called_what_the_method_says():
    m = a_mentoring()
    draft_pairs(by=m.network.office, held=m.row, seen=0)
    MentoringPerson.objects.filter(name="Gil").update(wishes=[])
    assert (drafts(m).is_found, drafts(m).total, drafts(m).found.total) == (False, 34, 28)

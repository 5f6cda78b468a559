"""Pairs, by the office: drafted by the method or by hand, sent, taken back, answered on paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.act.models import MentoringPerson, MentoringRound, Mentorship
from territoria_web.act.queries.mentoring_fit import assignment_of, free_of, pairing_of, parts_of
from territoria_web.act.rules.mentoring import ANSWER, ASSIGN, LIVE, SEND, Pair, Part, State
from territoria_web.act.services.mentoring_answers import put_answer
from territoria_web.act.services.mentoring_journal import (
    held_pair,
    held_person,
    note_mentoring,
    refuse_unless_seen,
    round_that_takes,
)
from territoria_web.act.services.mentoring_letters import write_to_people
from territoria_web.act.services.mentoring_sayings import on_declined, on_proposed
from territoria_web.people.models import User


@transaction.atomic
def draft_pairs(*, by: User, held: MentoringRound, seen: int) -> list[Mentorship]:
    """Drafts by the method of the round, in place of those that are there; nobody is told."""
    row = _changed(held, seen)
    _drop(_drafts(row))
    free = free_of(row)
    people = {str(one.public_id): one for one in [*free.mentors, *free.mentees]}
    made = [
        _draft(people[mentor], people[mentee])
        for mentee, mentor in assignment_of(row, free).pairs.items()
    ]
    note_mentoring(by, row, "draft mentoring pairs", count=len(made))
    return made


@transaction.atomic
def pair_by_hand(
    *,
    by: User,
    held: MentoringRound,
    mentee: MentoringPerson,
    mentor: MentoringPerson | None,
    seen: int,
) -> Mentorship | None:
    """Give a mentee this mentor in the drafts; none: no draft. ValidationError where they cannot be
    brought together.
    """
    row = _changed(held, seen)
    _drop(_drafts(row).filter(mentee=mentee))
    made = None
    if mentor is not None:
        mentee, mentor = held_person(mentee, row), held_person(mentor, row)
        _refuse_by_hand(row, mentee, mentor)
        made = _draft(mentor, mentee, by_hand=True)
    note_mentoring(by, row, "pair mentees by hand")
    return made


def _changed(held: MentoringRound, seen: int) -> MentoringRound:
    row = round_that_takes(held, ASSIGN)
    refuse_unless_seen(row.edit, seen)
    row.edit += 1
    row.save(update_fields=["edit"])
    return row


def _drafts(row: MentoringRound) -> QuerySet[Mentorship]:
    return Mentorship.objects.filter(mentor__round=row, state=Pair.DRAFT)


def _drop(drafts: QuerySet[Mentorship]) -> None:
    """No drafts any more; two who parted before have parted again, and are not found anew."""
    drafts.filter(proposed=None).delete()
    drafts.update(state=Pair.DECLINED, ended=timezone.now())


def _draft(
    mentor: MentoringPerson, mentee: MentoringPerson, *, by_hand: bool = False
) -> Mentorship:
    """A draft; two who parted before and are brought together by hand begin anew. ``proposed`` stays:
    it tells them from those who were never proposed.
    """
    told = {
        "parts": parts_of(mentor, mentee),
        "by_hand": by_hand,
        "state": Pair.DRAFT,
        **dict.fromkeys(("mentor_agrees", "mentee_agrees", "begun", "ended")),
        **dict.fromkeys(("asked_talk", "asked_middle", "asked_end")),
    }
    made, _new = Mentorship.objects.update_or_create(mentor=mentor, mentee=mentee, defaults=told)
    return made


def _refuse_by_hand(row: MentoringRound, mentee: MentoringPerson, mentor: MentoringPerson) -> None:
    if mentee.email and mentee.email == mentor.email:
        raise ValidationError(_("Nobody can be their own mentor."))
    if mentor.state != Part.IN or mentee.state != Part.IN:
        raise ValidationError(_("One of the two does not take part any more."))
    if Mentorship.objects.filter(mentee=mentee, state__in=LIVE).exists():
        raise ValidationError(_("%(name)s has a pair already.") % {"name": mentee.name})
    if Mentorship.objects.filter(mentee=mentee, mentor=mentor, begun__isnull=False).exists():
        raise ValidationError(_("The two were a pair already, and it ended."))
    taken = Mentorship.objects.filter(mentor=mentor, state__in=(*LIVE, Pair.DRAFT)).count()
    if taken >= mentor.capacity:
        said = _("%(name)s has as many mentees as they take.")
        raise ValidationError(said % {"name": mentor.name})
    if not pairing_of(mentor, mentee).can_talk:
        raise ValidationError(_("The two share no language."))


@transaction.atomic
def send_proposals(*, by: User, held: MentoringRound, seen: int, origin: str) -> list[Mentorship]:
    """All drafts become proposals; each person gets one letter. From the first time on the round is
    under way, and nobody registers any more. ValidationError where a mentor takes fewer by now.
    """
    row = round_that_takes(held, SEND)
    refuse_unless_seen(row.edit, seen)
    pairs = list(_drafts(row).select_related("mentor", "mentee"))
    if not pairs:
        raise ValidationError(_("There is no draft to send. Make pairs first."))
    _refuse_too_many(row, pairs)
    now = timezone.now()
    for pair in pairs:
        pair.state, pair.proposed = Pair.PROPOSED, now
        pair.save(update_fields=["state", "proposed"])
    if row.state == State.OPEN:
        row.state, row.begun = State.RUNNING, now
    row.edit += 1
    row.save(update_fields=["state", "begun", "edit"])
    people = {one.pk: one for pair in pairs for one in (pair.mentor, pair.mentee)}
    write_to_people(people.values(), row, on_proposed(row, pairs), origin=origin)
    note_mentoring(by, row, "send mentoring proposals", count=len(pairs))
    return pairs


def _refuse_too_many(row: MentoringRound, pairs: Sequence[Mentorship]) -> None:
    """A mentor may have said since the drafts were made that they take fewer."""
    live = Mentorship.objects.filter(mentor__round=row, state__in=LIVE)
    taken = Counter(live.values_list("mentor", flat=True))
    for pair in pairs:
        taken[pair.mentor_id] += 1
        if taken[pair.mentor_id] > pair.mentor.capacity:
            said = _("%(name)s has as many mentees as they take.")
            raise ValidationError(said % {"name": pair.mentor.name})


@transaction.atomic
def take_proposal_back(*, by: User, pair: Mentorship, origin: str) -> Mentorship:
    """A proposal that was not answered falls; both are told."""
    row = round_that_takes(pair.mentor.round, ANSWER)
    held = held_pair(pair, row)
    if held.state != Pair.PROPOSED:
        raise ValidationError(_("This proposal was answered meanwhile."))
    held.state, held.ended = Pair.DECLINED, timezone.now()
    held.save(update_fields=["state", "ended"])
    write_to_people((held.mentor, held.mentee), row, on_declined(row, held), origin=origin)
    note_mentoring(by, row, "take mentoring proposal back")
    return held


@transaction.atomic
def answer_on_paper(
    *, by: User, pair: Mentorship, person: MentoringPerson, agrees: bool, origin: str
) -> Mentorship:
    """What somebody without an address said to a proposal."""
    row = round_that_takes(pair.mentor.round, ANSWER)
    held = held_pair(pair, row, person)
    if person.email:
        raise ValidationError(_("%(name)s answers by the own link.") % {"name": person.name})
    put_answer(held, person, agrees=agrees, origin=origin)
    note_mentoring(by, row, "answer for mentoring person")
    return held

"""Pairs of a mentoring round: drafts beside what the method says, what became of them, one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from territoria_web.act.models import (
    MentoringFeedback,
    MentoringPerson,
    MentoringRound,
    MentoringSession,
    Mentorship,
)
from territoria_web.act.queries.mentoring_fit import Assignment, Free, assignment_of, reasons_of
from territoria_web.act.queries.mentoring_people import Profile, profile_of
from territoria_web.act.rules.mentoring import (
    PAIR_NAMES,
    WORTHS,
    Kind,
    Pair,
    feedback_due,
    first_talk_due,
)
from territoria_web.listen.rules import LEAST


def pairs_of(held: MentoringRound) -> QuerySet[Mentorship]:
    """All pairs of a round with their people and how many talks; no word of their notes."""
    rows = Mentorship.objects.filter(mentor__round=held).select_related("mentor", "mentee")
    return rows.annotate(
        talks=Count("sessions", distinct=True), answers=Count("feedback", distinct=True)
    )


def pair_in(held: MentoringRound, number: UUID) -> Mentorship | None:
    """One of them by its public number."""
    found = pairs_of(held).filter(public_id=number).first()
    if found is not None:
        found.mentor.round = found.mentee.round = held
    return found


# ── drafts, for the office ────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Drafts:
    """Pairs that are not sent. ``total``: their points; ``found``: what the method says now; ``changes``:
    what the other would change; ``left``: mentees without a draft and why; ``is_found``: whether the
    drafts are what the method says.
    """

    rows: Sequence[Mentorship]
    total: int
    found: Assignment
    changes: Sequence[str]
    left: Sequence[tuple[MentoringPerson, str]]
    is_found: bool


def drafts_of(held: MentoringRound, rows: Sequence[Mentorship], free: Free) -> Drafts:
    """What is drafted, beside what the method says of those who are free now."""
    found = assignment_of(held, free)
    drafts = [one for one in rows if one.state == Pair.DRAFT]
    mine = {str(one.mentee.public_id): str(one.mentor.public_id) for one in drafts}
    names = {str(one.public_id): one.name for one in free.mentors}
    total = sum(int(one.parts.get("points", 0)) for one in drafts)
    return Drafts(
        rows=drafts,
        total=total,
        found=found,
        changes=_changes(free.mentees, mine, found.other, names) if drafts else (),
        left=[
            (m, _why_left(m, found, names)) for m in free.mentees if str(m.public_id) not in mine
        ],
        is_found=mine == dict(found.pairs) and total == found.total,
    )


def _changes(
    mentees: Sequence[MentoringPerson],
    mine: Mapping[str, str],
    other: Mapping[str, str],
    names: Mapping[str, str],
) -> list[str]:
    said = []
    for mentee in mentees:
        here, there = mine.get(str(mentee.public_id), ""), other.get(str(mentee.public_id), "")
        if here == there:
            continue
        text = _("%(mentee)s would have %(there)s instead of %(here)s.")
        if not here:
            text = _("%(mentee)s would have %(there)s.")
        elif not there:
            text = _("%(mentee)s would have no mentor instead of %(here)s.")
        facts = {"mentee": mentee.name, "here": names.get(here), "there": names.get(there)}
        said.append(text % facts)
    return said


def _why_left(mentee: MentoringPerson, found: Assignment, names: Mapping[str, str]) -> str:
    number = str(mentee.public_id)
    if number in found.left:
        return found.left[number]
    said = _("The method would give %(mentor)s.")
    return said % {"mentor": names.get(found.pairs.get(number, ""), "–")}


# ── pairs, for the office ─────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Line:
    """A pair as the office sees it: counts alone. ``late``: its first talk is overdue."""

    row: Mentorship
    state: str
    reasons: Sequence[str]
    talks: int
    answers: int
    late: bool


def line_of(pair: Mentorship, held: MentoringRound, today: date) -> Line:
    """A pair of ``pairs_of`` in words."""
    talks = int(getattr(pair, "talks", 0))
    due = first_talk_due(pair)
    return Line(
        row=pair,
        state=_state_said(pair),
        reasons=reasons_of(pair, held),
        talks=talks,
        answers=int(getattr(pair, "answers", 0)),
        late=due is not None and not talks and today > due,
    )


def _state_said(pair: Mentorship) -> str:
    if pair.state != Pair.PROPOSED:
        return str(PAIR_NAMES[pair.state])
    if pair.mentor_agrees:
        return _("Waits for the mentee")
    return _("Waits for the mentor") if pair.mentee_agrees else _("Waits for both")


def worths_of(held: MentoringRound) -> list[tuple[str, int]]:
    """How many found their talks worth how much. In steps: answers are counted once five more people
    have given one, so that two looks never tell what one person answered; nothing before the first.
    """
    rows = MentoringFeedback.objects.filter(mentorship__mentor__round=held).order_by("made", "pk")
    counted, step, people = list[int](), list[int](), set[int]()
    for by, worth in rows.values_list("by", "worth"):
        step.append(worth)
        people.add(by)
        if len(people) == LEAST:
            counted, step, people = counted + step, [], set()
    return [(str(name), counted.count(worth)) for worth, name in WORTHS.items()] if counted else []


# ── one's own ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class OwnPair:
    """A pair as one of the two sees it. ``given``: their own answer to the ``feedback`` that is open;
    ``told``: what the other wrote for them with theirs.
    """

    row: Mentorship
    other: Profile
    reasons: Sequence[str]
    agrees: bool | None
    talks: Sequence[MentoringSession]
    due: date | None
    is_late: bool
    feedback: str
    given: MentoringFeedback | None
    told: Sequence[str]


def own_pairs(person: MentoringPerson, today: date) -> list[OwnPair]:
    """The pairs of somebody that go on or went on: those that go on first."""
    rows = _told_to(person).exclude(state=Pair.DECLINED)
    held = [own_pair(row, person, today) for row in rows]
    return sorted(held, key=lambda one: one.row.state == Pair.ENDED)


def _told_to(person: MentoringPerson) -> QuerySet[Mentorship]:
    """The pairs of somebody that were proposed to them, whatever became of them."""
    side = "mentor" if person.kind == Kind.MENTOR else "mentee"
    rows = Mentorship.objects.filter(**{side: person}).exclude(state=Pair.DRAFT)
    return rows.select_related("mentor", "mentee").prefetch_related("sessions", "feedback")


def own_pair(row: Mentorship, person: MentoringPerson, today: date) -> OwnPair:
    """One of them."""
    is_mentor = row.mentor_id == person.pk
    talks, said = list(row.sessions.all()), list(row.feedback.all())
    due, feedback = first_talk_due(row), feedback_due(row, len(talks))
    return OwnPair(
        row=row,
        other=profile_of(row.mentee if is_mentor else row.mentor, person.round),
        reasons=reasons_of(row, person.round),
        agrees=row.mentor_agrees if is_mentor else row.mentee_agrees,
        talks=talks,
        due=None if talks else due,
        is_late=not talks and due is not None and today > due,
        feedback=feedback,
        given=next((one for one in said if one.by_id == person.pk and one.at == feedback), None),
        told=[one.said for one in said if one.by_id != person.pk and one.said],
    )


def own_pair_in(person: MentoringPerson, number: UUID, today: date) -> OwnPair | None:
    """One that was proposed to them, by its public number, also where it fell; None for others."""
    row = _told_to(person).filter(public_id=number).first()
    return own_pair(row, person, today) if row is not None else None

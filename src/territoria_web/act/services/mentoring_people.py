"""What mentors and mentees do without an account: register, confirm, change, wish, leave.

The row keeps when; the journal keeps the deeds of accounts.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.act.models import (
    MentoringFeedback,
    MentoringPerson,
    MentoringRound,
    MentoringSession,
    Mentorship,
)
from territoria_web.act.queries.mentoring_people import mentors_to_rank
from territoria_web.act.rules.mentoring import (
    CONFIRM,
    LEAVE,
    LIVE,
    MOST_PEOPLE,
    MOST_WISHES,
    PROFILE,
    REGISTER,
    WISH,
    Kind,
    Pair,
    Part,
)
from territoria_web.act.rules.mentoring_words import PersonWords, fields_of, refuse_words
from territoria_web.act.services.mentoring_journal import (
    held_person,
    refuse_unless_seen,
    round_that_takes,
)
from territoria_web.act.services.mentoring_letters import write_to_people
from territoria_web.act.services.mentoring_sayings import (
    on_declined,
    on_ended,
    on_link,
    on_registered,
    other_of,
)
from territoria_web.act.services.mentoring_workshops import cancel_workshops_of
from territoria_web.library.languages import language_codes
from territoria_web.people.often import may_ask_to_confirm


@transaction.atomic
def register_person(
    *, held: MentoringRound, kind: str, words: PersonWords, language: str, origin: str
) -> MentoringPerson | None:
    """Somebody registers; the letter brings the link of their own, which is to be confirmed.

    None: the address is registered already. Its owner gets the link once more, and whoever asked
    learns nothing else.
    """
    row = round_that_takes(held, REGISTER)
    refuse_words(words, kind, row)
    known = row.people.filter(kind=kind, email=words.email.strip().lower()).first()
    if known is not None:
        known.round = row
        send_own_link(person=known, origin=origin)
        return None
    made = make_person(held=row, kind=kind, words=words, language=language)
    send_own_link(person=made, origin=origin)
    return made


def make_person(
    *, held: MentoringRound, kind: str, words: PersonWords, language: str, **fields: object
) -> MentoringPerson:
    """A row for somebody. ValidationError where the round holds as many as it can."""
    if kind not in Kind.values:
        raise ValidationError(_("Choose one of the list."))
    if held.people.exclude(state=Part.OUT).count() >= MOST_PEOPLE:
        raise ValidationError(_("A round has at most 400 people."))
    spoken = language if language in language_codes() else held.language
    return MentoringPerson.objects.create(
        round=held, kind=kind, language=spoken, **fields_of(words, kind), **fields
    )


def send_own_link(*, person: MentoringPerson, origin: str) -> bool:
    """The letter with the link of their own; False where too many went there today."""
    held = person.round
    if not may_ask_to_confirm(person.email, place=f"mentoring-{held.public_id}"):
        return False
    words = on_link(held) if person.state == Part.IN else on_registered(held)
    return bool(write_to_people([person], held, words, origin=origin))


@transaction.atomic
def confirm_person(*, person: MentoringPerson) -> MentoringPerson:
    """Whoever reads the letters of this address confirms, and takes part from now on."""
    row = round_that_takes(person.round, CONFIRM)
    held = held_person(person, row)
    if held.state == Part.WAITING:
        held.state, held.confirmed = Part.IN, timezone.now()
        held.save(update_fields=["state", "confirmed"])
    return held


@transaction.atomic
def change_profile(
    *, person: MentoringPerson, seen: int, words: PersonWords, language: str
) -> MentoringPerson:
    """Change what somebody says of themselves; the address stays."""
    row = round_that_takes(person.round, PROFILE)
    held = held_person(person, row)
    refuse_words(words, held.kind, row, on_paper=True)
    refuse_unless_seen(held.edit, seen)
    put_words(held, words)
    if language in language_codes():
        held.language = language
    held.save()
    return held


def put_words(person: MentoringPerson, words: PersonWords) -> None:
    """What was said into a row that is held; all but its address. A mentor who is shown no longer is
    wished for no longer: mentees could not tell, nor change it.
    """
    was_shown = person.shown
    for name, value in fields_of(words, person.kind).items():
        if name != "email":
            setattr(person, name, value)
    person.edit += 1
    if was_shown and not person.shown:
        _drop_from_wishes(person)


@transaction.atomic
def wish_for(*, person: MentoringPerson, wishes: Sequence[str]) -> MentoringPerson:
    """Which mentors a mentee would like, best first. ValidationError where one is not to be wished
    for, or is named twice.
    """
    row = round_that_takes(person.round, WISH)
    held = held_person(person, row)
    chosen = [wish for wish in wishes if wish]
    if len(set(chosen)) < len(chosen):
        raise ValidationError(_("Name each mentor once."))
    known = {str(one.row.public_id) for one in mentors_to_rank(held)}
    if held.kind != Kind.MENTEE or not set(chosen) <= known or len(chosen) > MOST_WISHES:
        raise ValidationError(_("One of these mentors is not there any more. Choose again."))
    held.wishes = chosen
    held.edit += 1
    held.save(update_fields=["wishes", "edit"])
    return held


@transaction.atomic
def leave_round(*, person: MentoringPerson, origin: str) -> None:
    """Somebody leaves, and what they wrote is erased: profile, address, notes, feedback in words. Of
    pairs that came about the counts stay; the others of open pairs are told.
    """
    row = round_that_takes(person.round, LEAVE)
    held = held_person(person, row)
    close_pairs(held, origin=origin)
    erase_person(held)


def close_pairs(person: MentoringPerson, *, origin: str) -> None:
    """Nothing of somebody goes on: drafts are gone, proposals fall, talks end, own workshops
    are cancelled; the others are told.
    """
    held, now = person.round, timezone.now()
    cancel_workshops_of(person, origin=origin)
    _drop_from_wishes(person)
    rows = Mentorship.objects.filter(Q(mentor=person) | Q(mentee=person))
    rows.filter(state=Pair.DRAFT).delete()
    for pair in rows.filter(state__in=LIVE).select_related("mentor", "mentee"):
        was = pair.state
        pair.state = Pair.ENDED if was == Pair.RUNNING else Pair.DECLINED
        pair.ended = now
        pair.save(update_fields=["state", "ended"])
        words = on_ended if was == Pair.RUNNING else on_declined
        write_to_people([other_of(pair, person)], held, words(held, pair), origin=origin)


def _drop_from_wishes(mentor: MentoringPerson) -> None:
    """Nobody wishes for a mentor any more: what was the second wish is the first."""
    number = str(mentor.public_id)
    for mentee in mentor.round.people.filter(kind=Kind.MENTEE):
        if number in mentee.wishes:
            left = [wish for wish in mentee.wishes if wish != number]
            MentoringPerson.objects.filter(pk=mentee.pk).update(wishes=left)


def erase_person(person: MentoringPerson) -> None:
    """Nothing that names somebody or that they wrote stays; without any pair not even the row."""
    pairs = Mentorship.objects.filter(Q(mentor=person) | Q(mentee=person))
    if not pairs.exists() and not person.workshops.exists():
        person.delete()
        return
    MentoringSession.objects.filter(by=person).update(done="", next="", by=None)
    MentoringFeedback.objects.filter(by=person).update(said="")
    person.comes_to.clear()
    forget_words(person)
    person.state = Part.OUT
    person.save()


def forget_words(person: MentoringPerson) -> None:
    """Everything that somebody said of themselves; links open nothing any more."""
    for name in ("name", "organisation", "city", "email", "experience", "question", "stage"):
        setattr(person, name, "")
    person.wishes, person.hours, person.shown = [], None, False
    person.renewed += 1
    person.edit += 1

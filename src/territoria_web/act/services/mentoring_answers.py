"""What the two of a pair do: say yes or no, note talks, say what they were worth, end it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.act.models import (
    MentoringFeedback,
    MentoringPerson,
    MentoringSession,
    Mentorship,
)
from territoria_web.act.rules.mentoring import (
    ANSWER,
    FEEDBACK,
    LONGEST,
    MOST_TALKS,
    PART_WAYS,
    TALK,
    Pair,
    feedback_due,
)
from territoria_web.act.services.mentoring_journal import NotTakenNow, held_pair, round_that_takes
from territoria_web.act.services.mentoring_letters import write_to_people
from territoria_web.act.services.mentoring_sayings import (
    on_agreed,
    on_declined,
    on_ended,
    other_of,
)
from territoria_web.library.typed import plain


@dataclass(frozen=True)
class TalkWords:
    """A talk as it was typed."""

    day: date
    minutes: int
    done: str = ""
    next: str = ""


@transaction.atomic
def answer_proposal(
    *, person: MentoringPerson, pair: Mentorship, agrees: bool, origin: str
) -> Mentorship:
    """Yes or no to a proposal, without a reason. With the second yes the pair is running, and both
    get the address of the other; with a no the other is told.
    """
    row = round_that_takes(person.round, ANSWER)
    held = held_pair(pair, row, person)
    put_answer(held, person, agrees=agrees, origin=origin)
    return held


def put_answer(pair: Mentorship, person: MentoringPerson, *, agrees: bool, origin: str) -> None:
    """The same, of a pair that is held."""
    if pair.state != Pair.PROPOSED:
        raise NotTakenNow(_("This proposal was answered or taken back meanwhile."))
    held, now = pair.mentor.round, timezone.now()
    if person.pk == pair.mentor_id:
        pair.mentor_agrees = agrees
    else:
        pair.mentee_agrees = agrees
    if not agrees:
        pair.state, pair.ended = Pair.DECLINED, now
        told = [other_of(pair, person)]
        write_to_people(told, held, on_declined(held, pair), origin=origin)
    elif pair.mentor_agrees and pair.mentee_agrees:
        pair.state, pair.begun = Pair.RUNNING, now
        both = (pair.mentor, pair.mentee)
        write_to_people(both, held, on_agreed(held, pair), origin=origin)
    pair.save()


@transaction.atomic
def note_talk(
    *,
    person: MentoringPerson,
    pair: Mentorship,
    words: TalkWords,
    talk: MentoringSession | None = None,
    today: date | None = None,
) -> MentoringSession:
    """Write down a talk that was held, or write one of one's own anew. Only the two read it."""
    row = round_that_takes(person.round, TALK)
    held = held_pair(pair, row, person)
    if held.state != Pair.RUNNING:
        raise NotTakenNow(_("These talks have ended. What you wrote is kept below."))
    _refuse_talk(held, words, today or timezone.localdate(), is_new=talk is None)
    made = talk or MentoringSession(mentorship=held)
    if talk is not None and talk.by_id != person.pk:
        raise ValidationError(_("Only whoever wrote a note can change it."))
    made.day, made.minutes, made.by = words.day, words.minutes, person
    made.done, made.next = plain(words.done), plain(words.next)
    made.save()
    return made


def _refuse_talk(pair: Mentorship, words: TalkWords, today: date, *, is_new: bool) -> None:
    wrong = {}
    if words.day > today:
        wrong["day"] = _("Note a talk once it was held.")
    elif pair.begun is not None and words.day < timezone.localdate(pair.begun):
        wrong["day"] = _("You were no pair yet on this day.")
    if not 5 <= words.minutes <= 480:
        wrong["minutes"] = _("Give 5 to 480 minutes.")
    for name in ("done", "next"):
        if len(getattr(words, name)) > LONGEST:
            wrong[name] = _("Use at most %(most)d characters.") % {"most": LONGEST}
    if is_new and pair.sessions.count() >= MOST_TALKS:
        wrong["day"] = _("Forty talks are noted already.")
    if wrong:
        raise ValidationError(wrong)


@transaction.atomic
def drop_talk(*, person: MentoringPerson, talk: MentoringSession) -> None:
    """A note of one's own that is wrong goes."""
    round_that_takes(person.round, TALK)
    if talk.by_id != person.pk:
        raise ValidationError(_("Only whoever wrote a note can change it."))
    talk.delete()


@transaction.atomic
def give_feedback(
    *, person: MentoringPerson, pair: Mentorship, worth: int, said: str
) -> MentoringFeedback:
    """What the talks are worth, 0 to 4, in the middle or at the end; said again, it is said anew.
    ``said``: words for the other.
    """
    row = round_that_takes(person.round, FEEDBACK)
    held = held_pair(pair, row, person)
    at = feedback_due(held, held.sessions.count())
    if not at:
        raise NotTakenNow(_("The question comes after the second talk, and at the end."))
    if not 0 <= worth <= 4:
        raise ValidationError({"worth": _("Choose one of the list.")})
    told = {"worth": worth, "said": plain(said)[:LONGEST]}
    made, _new = MentoringFeedback.objects.update_or_create(
        mentorship=held, by=person, at=at, defaults=told
    )
    return made


@transaction.atomic
def end_pair(*, person: MentoringPerson, pair: Mentorship, origin: str) -> Mentorship:
    """Either ends the talks, without a reason; the other is told kindly."""
    row = round_that_takes(person.round, PART_WAYS)
    held = held_pair(pair, row, person)
    if held.state != Pair.RUNNING:
        raise NotTakenNow(_("These talks have ended already."))
    held.state, held.ended = Pair.ENDED, timezone.now()
    held.save(update_fields=["state", "ended"])
    write_to_people([other_of(held, person)], row, on_ended(row, held), origin=origin)
    return held

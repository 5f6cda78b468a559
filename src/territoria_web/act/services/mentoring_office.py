"""What the office does with people of a mentoring round: enters them from paper, changes, takes out."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from territoria_web.act.models import MentoringPerson, MentoringRound
from territoria_web.act.queries.mentoring_people import people_of
from territoria_web.act.rules.mentoring import ENTER, MOST_WISHES, Kind, Part
from territoria_web.act.rules.mentoring_words import PersonWords, refuse_words
from territoria_web.act.services.mentoring_journal import (
    held_person,
    note_mentoring,
    refuse_unless_seen,
    round_that_takes,
)
from territoria_web.act.services.mentoring_people import (
    close_pairs,
    erase_person,
    make_person,
    put_words,
    send_own_link,
)
from territoria_web.people.models import User


@transaction.atomic
def enter_person(
    *,
    by: User,
    held: MentoringRound,
    kind: str,
    words: PersonWords,
    wishes: Sequence[str] = (),
    language: str,
    origin: str,
) -> MentoringPerson:
    """Somebody who came on paper or by telephone takes part at once. With an address they get the link
    of their own; without one the office answers for them.
    """
    row = round_that_takes(held, ENTER)
    refuse_words(words, kind, row, on_paper=True)
    email = words.email.strip().lower()
    if email and row.people.filter(kind=kind, email=email).exists():
        raise ValidationError({"email": _("This address is on the list already.")})
    wished = _checked_wishes(row, kind, wishes)
    made = make_person(
        held=row, kind=kind, words=words, language=language, state=Part.IN, wishes=wished
    )
    if made.email and row.state != MentoringRound.State.PLANNED:
        send_own_link(person=made, origin=origin)
    note_mentoring(by, row, "enter mentoring person")
    return made


@transaction.atomic
def change_person(
    *,
    by: User,
    person: MentoringPerson,
    seen: int,
    words: PersonWords,
    wishes: Sequence[str] = (),
) -> MentoringPerson:
    """Change what is known of somebody; the address stays."""
    row = round_that_takes(person.round, ENTER)
    held = held_person(person, row)
    refuse_words(words, held.kind, row, on_paper=True)
    wished = _checked_wishes(row, held.kind, wishes)
    refuse_unless_seen(held.edit, seen)
    put_words(held, words)
    held.wishes = wished
    held.save()
    note_mentoring(by, row, "change mentoring person")
    return held


def _checked_wishes(row: MentoringRound, kind: str, wishes: Sequence[str]) -> list[str]:
    """On paper a mentee may wish for any mentor of the round: the office knows who agreed."""
    chosen = [wish for wish in wishes if wish]
    known = {str(one.public_id) for one in people_of(row, Kind.MENTOR).filter(state=Part.IN)}
    if kind != Kind.MENTEE:
        return []
    if len(set(chosen)) < len(chosen):
        raise ValidationError({"wish_1": _("Name each mentor once.")})
    if not set(chosen) <= known or len(chosen) > MOST_WISHES:
        said = _("One of these mentors is not there any more. Choose again.")
        raise ValidationError({"wish_1": said})
    return chosen


@transaction.atomic
def renew_person_link(*, by: User, person: MentoringPerson, origin: str) -> bool:
    """Another link of their own: older ones open nothing. False, and the older ones go on, where too
    many letters went there today.
    """
    row = round_that_takes(person.round, ENTER)
    held = held_person(person, row)
    if not held.email:
        raise ValidationError(_("There is no address to write to."))
    held.renewed += 1
    if not send_own_link(person=held, origin=origin):
        return False
    held.save(update_fields=["renewed"])
    note_mentoring(by, row, "renew mentoring link")
    return True


@transaction.atomic
def take_person_out(*, by: User, person: MentoringPerson, origin: str) -> None:
    """Off the list: as if they had left themselves."""
    row = round_that_takes(person.round, ENTER)
    held = held_person(person, row)
    close_pairs(held, origin=origin)
    erase_person(held)
    note_mentoring(by, row, "take mentoring person out")

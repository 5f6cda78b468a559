"""Workshops of a mentoring round: planned, changed, cancelled, held; who comes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.act.models import MentoringPerson, MentoringRound, MentoringWorkshop
from territoria_web.act.rules.mentoring import (
    MOST_PLACES,
    WORKSHOP,
    Kind,
    Part,
    is_ahead,
)
from territoria_web.act.services.mentoring_journal import (
    NotTakenNow,
    held_person,
    held_workshop,
    note_mentoring,
    refuse_unless_seen,
    round_that_takes,
)
from territoria_web.act.services.mentoring_letters import write_to_people
from territoria_web.act.services.mentoring_sayings import on_workshop
from territoria_web.library.typed import is_web_address, plain_line
from territoria_web.people.models import User
from territoria_web.people.often import TO_AN_ADDRESS, times_in_a_day

TOLD: Final = ("begins", "timezone", "minutes", "link")  # of what those who come are told


@dataclass(frozen=True)
class WorkshopWords:
    """A workshop as it was typed. ``begins``: with its time zone."""

    title: str
    mentor: MentoringPerson
    begins: datetime
    timezone: str
    minutes: int = 90
    link: str = ""
    places: int = MOST_PLACES


@transaction.atomic
def plan_workshop(
    *, by: User, held: MentoringRound, words: WorkshopWords, origin: str
) -> MentoringWorkshop:
    """A workshop of a mentor, who gets a letter, and so do the mentees: they take places on their pages.
    Of more than five workshops a day mentees read on their pages alone.
    """
    row = round_that_takes(held, WORKSHOP)
    put = _checked(row, words, None)
    made = MentoringWorkshop.objects.create(round=row, **put)
    write_to_people([words.mentor], row, on_workshop(row, made, "planned"), origin=origin)
    _offer(made, origin)
    note_mentoring(by, row, "plan mentoring workshop", name=made.title)
    return made


def _offer(made: MentoringWorkshop, origin: str) -> None:
    row = made.round
    if times_in_a_day(f"mentoring-workshops-{row.public_id.hex}") > TO_AN_ADDRESS:
        return
    mentees = row.people.filter(kind=Kind.MENTEE, state=Part.IN).exclude(email=made.mentor.email)
    write_to_people(mentees, row, on_workshop(row, made, "offered"), origin=origin)


@transaction.atomic
def change_workshop(
    *, by: User, workshop: MentoringWorkshop, seen: int, words: WorkshopWords, origin: str
) -> MentoringWorkshop:
    """Change what was ``seen``; all who come get one letter where hour or link changed, and so do the
    mentors where another one leads it.
    """
    row = round_that_takes(workshop.round, WORKSHOP)
    held = held_workshop(workshop, row)
    _refuse_unless_ahead(held)
    put = _checked(row, words, held)
    refuse_unless_seen(held.edit, seen)
    before = {name: getattr(held, name) for name in put}
    if before == put:
        return held
    for name, value in put.items():
        setattr(held, name, value)
    held.edit += 1
    held.save()
    _tell_of_change(held, before, origin)
    note_mentoring(by, row, "change mentoring workshop", name=held.title)
    return held


def _tell_of_change(held: MentoringWorkshop, before: dict[str, Any], origin: str) -> None:
    row, former, people = held.round, before["mentor"], list(held.mentees.all())
    if former == held.mentor:
        people.insert(0, held.mentor)
    else:
        for one, what in ((held.mentor, "planned"), (former, "handed on")):
            write_to_people([one], row, on_workshop(row, held, what), origin=origin)
    if any(before[name] != getattr(held, name) for name in TOLD):
        write_to_people(people, row, on_workshop(row, held, "changed"), origin=origin)


def _checked(
    row: MentoringRound, words: WorkshopWords, held: MentoringWorkshop | None
) -> dict[str, Any]:
    wrong: dict[str, Any] = {}
    if not 3 <= len(plain_line(words.title)) <= 200:
        wrong["title"] = _("Give the workshop a title of at most 200 characters.")
    mentor = words.mentor
    if mentor.round_id != row.pk or mentor.kind != Kind.MENTOR or mentor.state != Part.IN:
        wrong["mentor"] = _("Choose one of the list.")
    if words.timezone not in available_timezones():
        wrong["timezone"] = _("There is no such time zone. Write it like Europe/Brussels.")
    if words.begins <= timezone.now():
        wrong["date"] = _("Choose a time that is to come.")
    if not 15 <= words.minutes <= 480:
        wrong["minutes"] = _("Give 15 to 480 minutes.")
    if words.link and not is_web_address(words.link):
        wrong["link"] = _("This is no address of a web page. Such an address begins with https://.")
    taken = held.mentees.count() if held is not None else 0
    if not max(1, taken) <= words.places <= MOST_PLACES:
        wrong["places"] = _("Give 1 to 6 places, and not fewer than are taken.")
    if wrong:
        raise ValidationError(wrong)
    told = {name: getattr(words, name) for name in ("mentor", *TOLD, "places")}
    return {**told, "title": plain_line(words.title), "link": words.link.strip()}


def _refuse_unless_ahead(held: MentoringWorkshop) -> None:
    if not is_ahead(held):
        raise NotTakenNow(_("This workshop is over, or was cancelled."))


@transaction.atomic
def cancel_workshop(*, by: User, workshop: MentoringWorkshop, origin: str) -> MentoringWorkshop:
    """It does not take place; all who come are told, and it goes from their calendars."""
    row = round_that_takes(workshop.round, WORKSHOP)
    held = held_workshop(workshop, row)
    _refuse_unless_ahead(held)
    _cancelled(held, origin)
    note_mentoring(by, row, "cancel mentoring workshop", name=held.title)
    return held


def _cancelled(held: MentoringWorkshop, origin: str) -> None:
    held.cancelled = timezone.now()
    held.edit += 1
    held.save(update_fields=["cancelled", "edit"])
    people = [held.mentor, *held.mentees.all()]
    write_to_people(people, held.round, on_workshop(held.round, held, "cancelled"), origin=origin)


def cancel_workshops_of(mentor: MentoringPerson, *, origin: str) -> None:
    """Those to come of a mentor who leaves."""
    for one in mentor.workshops.filter(held=None, cancelled=None).select_related("mentor"):
        one.round = one.mentor.round = mentor.round
        if is_ahead(one):
            _cancelled(one, origin)


@transaction.atomic
def hold_workshop(
    *, by: User, workshop: MentoringWorkshop, came: Sequence[MentoringPerson]
) -> MentoringWorkshop:
    """It was held, and who came."""
    row = round_that_takes(workshop.round, WORKSHOP)
    held = held_workshop(workshop, row)
    if held.cancelled or held.begins > timezone.now():
        raise NotTakenNow(_("Mark a workshop once it has begun."))
    _refuse_guests(row, came, MOST_PLACES)
    held.mentees.set(came)
    held.held = held.held or timezone.now()
    held.edit += 1
    held.save(update_fields=["held", "edit"])
    note_mentoring(by, row, "hold mentoring workshop", name=held.title)
    return held


@transaction.atomic
def seat_mentees(
    *,
    by: User,
    workshop: MentoringWorkshop,
    mentees: Sequence[MentoringPerson],
    seen: Collection[str],
    origin: str,
) -> MentoringWorkshop:
    """Who comes, as the office says: also those without an address. ``seen``: public ids of those who
    came when the list was read; whoever took a place since then keeps it. Whoever has none any more
    gets a letter.
    """
    row = round_that_takes(workshop.round, WORKSHOP)
    held = held_workshop(workshop, row)
    _refuse_unless_ahead(held)
    before = list(held.mentees.all())
    since = [one for one in before if str(one.public_id) not in seen]
    coming = list(dict.fromkeys([*mentees, *since]))
    _refuse_guests(row, coming, held.places)
    held.mentees.set(coming)
    gone = [one for one in before if one not in coming]
    write_to_people(gone, row, on_workshop(row, held, "without a place"), origin=origin)
    note_mentoring(by, row, "seat mentees at workshop", name=held.title)
    return held


def _refuse_guests(row: MentoringRound, people: Sequence[MentoringPerson], places: int) -> None:
    if len(people) > places:
        said = _("There are %(count)d places.") % {"count": places}
        raise ValidationError({"mentees": said})
    if any(one.round_id != row.pk or one.kind != Kind.MENTEE for one in people):
        raise ValidationError({"mentees": _("Choose one of the list.")})


@transaction.atomic
def take_seat(
    *, person: MentoringPerson, workshop: MentoringWorkshop, comes: bool
) -> MentoringWorkshop:
    """A mentee takes a place, or gives it back. ValidationError where all are taken."""
    row = round_that_takes(person.round, WORKSHOP)
    held = held_workshop(workshop, row)
    _refuse_unless_ahead(held)
    now = held_person(person, row)
    if now.kind != Kind.MENTEE or now.state != Part.IN:
        raise NotTakenNow(_("Places are for mentees who take part."))
    others = held.mentees.exclude(pk=now.pk).count()
    if comes and others >= held.places:
        raise ValidationError(_("All places are taken. Somebody may give one back."))
    if comes:
        held.mentees.add(now)
    else:
        held.mentees.remove(now)
    return held

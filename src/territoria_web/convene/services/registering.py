"""What people do themselves, without an account: register, come in, change what they said, cancel.

The row keeps when and by which way; the journal keeps the deeds of accounts.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from territoria_web.convene.models import Attendee, WorkingMeeting
from territoria_web.convene.queries.people import roles_by_id
from territoria_web.convene.queries.working_people import coming_to, is_full
from territoria_web.convene.services.working_journal import (
    NotTakenNow,
    beat_working,
    held_working,
    refuse_unless_takes,
)
from territoria_web.convene.services.working_letters import mail_registered
from territoria_web.convene.working_rules import (
    COME_IN,
    LISTED,
    MOST_ATTENDEES,
    REGISTER,
    digest_of_key,
    new_key,
)
from territoria_web.library.languages import language_codes
from territoria_web.library.typed import plain_line
from territoria_web.territories.models import Territory
from territoria_web.territories.queries import exact_territory, search_territories

State = Attendee.State


class MeetingFull(ValidationError):
    """No place is left."""


@dataclass(frozen=True)
class Who:
    """What somebody says of themselves. ``city`` as they write it; ``role``: one of the twelve."""

    name: str
    city: str
    role: str
    organisation: str = ""
    email: str = ""
    may_be_named: bool = False


def key_from(once: UUID | None) -> str:
    """What a phone keeps, from the number of the form that was sent: sent twice, it is the same."""
    if once is None:
        return new_key()
    return salted_hmac("territoria.convene.once", str(once), algorithm="sha256").hexdigest()


@transaction.atomic
def register(
    *, meeting: WorkingMeeting, who: Who, language: str, origin: str, once: UUID | None = None
) -> tuple[Attendee | None, str]:
    """Somebody registers; the token stays on their phone, its digest here.

    None: the address is registered already. Its owner gets the link of their own once more, and
    whoever asked learns that a letter went out, and nothing else.
    """
    held = held_working(meeting)
    refuse_unless_takes(held, REGISTER)
    check_who(who)
    token = key_from(once)
    if before := held.attendees.filter(key=digest_of_key(token)).first():
        return before, token
    if known := _of_address(held, who.email):
        known.meeting = held
        mail_registered(attendee=known, origin=origin)
        return None, ""
    if is_full(held):
        raise MeetingFull(_("All places are taken. Look again: somebody may give one back."))
    made = make_attendee(meeting=held, who=who, language=language, key=digest_of_key(token))
    mail_registered(attendee=made, origin=origin)
    beat_working(held)
    return made, token


def _of_address(held: WorkingMeeting, email: str) -> Attendee | None:
    return held.attendees.filter(email=email.strip().lower()).first() if email.strip() else None


@transaction.atomic
def come_in_new(
    *, meeting: WorkingMeeting, who: Who, language: str, once: UUID | None = None
) -> tuple[Attendee, str]:
    """Somebody who had not registered comes in through the open door."""
    held = held_working(meeting)
    _refuse_at_closed_door(held)
    check_who(who)
    token = key_from(once)
    if before := held.attendees.filter(key=digest_of_key(token)).first():
        return before, token
    if held.attendees.filter(state=State.PRESENT).count() >= held.seats:
        raise MeetingFull(_("The room is full. Tell the facilitator."))
    made = make_attendee(
        meeting=held,
        who=who,
        language=language,
        key=digest_of_key(token),
        state=State.PRESENT,
        channel=Attendee.Channel.PHONE,
    )
    beat_working(held)
    return made, token


@transaction.atomic
def come_in_registered(*, attendee: Attendee) -> Attendee:
    """Somebody who registered says that they are here."""
    meeting = held_working(attendee.meeting)
    _refuse_at_closed_door(meeting)
    held = _held(attendee)
    if held.state != State.PRESENT:
        held.state, held.came = State.PRESENT, held.came or timezone.now()
        held.save(update_fields=["state", "came"])
        beat_working(meeting)
    return held


def _refuse_at_closed_door(held: WorkingMeeting) -> None:
    refuse_unless_takes(held, COME_IN)
    if not held.door_open:
        raise NotTakenNow(_("The door is closed. Ask the facilitator to open it."))


@transaction.atomic
def take_place(*, attendee: Attendee) -> str:
    """The place of somebody on the phone on which they opened their link; another phone is let go."""
    held = _held(attendee)
    token = new_key()
    held.key = digest_of_key(token)
    held.save(update_fields=["key"])
    return token


@transaction.atomic
def change_own(*, attendee: Attendee, who: Who, language: str) -> Attendee:
    """Change what one said of oneself; the address stays."""
    meeting = held_working(attendee.meeting)
    if meeting.state not in LISTED:
        raise NotTakenNow(_("The meeting is over. What it was stays as it is."))
    check_who(who)
    held = _held(attendee)
    put_who(held, who)
    held.language = language if language in language_codes() else held.language
    held.save()
    beat_working(meeting)
    return held


@transaction.atomic
def cancel_own(*, attendee: Attendee) -> None:
    """Give one's place back, at any time. Name, organisation and address are deleted; links open nothing
    more. Whoever came still counts.
    """
    meeting = held_working(attendee.meeting)
    forget_who(_held(attendee))
    beat_working(meeting)


# ── what the desk does alike ──────────────────────────────────────────────────────────────────


def _held(attendee: Attendee) -> Attendee:
    return Attendee.objects.select_for_update(of=("self",)).get(pk=attendee.pk)


def check_who(who: Who) -> None:
    """ValidationError by field where something is missing or too long."""
    wrong: dict[str, str] = {}
    if not 2 <= len(plain_line(who.name)) <= 150:
        wrong["name"] = _("Write your name, in at most 150 characters.")
    if not 2 <= len(plain_line(who.city)) <= 120:
        wrong["city"] = _("Write your city or region, in at most 120 characters.")
    if who.role not in roles_by_id():
        wrong["role"] = _("Tick what you are here as.")
    if len(plain_line(who.organisation)) > 200:
        wrong["organisation"] = _("Use at most 200 characters.")
    if wrong:
        raise ValidationError(wrong)


def make_attendee(
    *,
    meeting: WorkingMeeting,
    who: Who,
    language: str,
    key: str = "",
    state: str = State.REGISTERED,
    channel: str = Attendee.Channel.WEB,
    **fields: object,
) -> Attendee:
    """A row for somebody. ValidationError where the meeting holds as many people as it can."""
    if coming_to(meeting).count() >= MOST_ATTENDEES:
        raise MeetingFull(_("A meeting has at most 400 people."))
    made = Attendee(
        meeting=meeting,
        email=who.email.strip().lower(),
        language=language if language in language_codes() else meeting.language,
        key=key,
        state=state,
        channel=channel,
        came=timezone.now() if state == State.PRESENT else None,
        **fields,
    )
    put_who(made, who)
    made.save()
    return made


def put_who(held: Attendee, who: Who) -> None:
    """What somebody says of themselves, with the territory of the platform where the city is one."""
    held.name, held.city = plain_line(who.name), plain_line(who.city)
    held.organisation, held.role = plain_line(who.organisation), who.role
    held.may_be_named = who.may_be_named
    held.territory = territory_said(held.city)


def territory_said(city: str) -> Territory | None:
    """The territory whose very name was typed; None where that is none, or several."""
    found = exact_territory(search_territories(city)) if city else None
    if found is None:
        return None
    return Territory.objects.filter(code=found.code).order_by("-version").first()


def forget_who(held: Attendee) -> None:
    """Delete what names somebody. Whoever was there still counts, with city and role."""
    if held.state != State.PRESENT:
        held.state = State.CANCELLED
    held.name = held.organisation = held.email = held.key = ""
    held.may_be_named = False
    held.renewed += 1
    held.save()

"""Publishing a timetable: from then on people see it, and those whom it concerns get one letter."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.convene.models import Attendee, TimetableVersion, Topic, WorkingMeeting
from territoria_web.convene.queries.sessions import published_version, seats_now
from territoria_web.convene.queries.timetable_changes import (
    Places,
    changes_of,
    concerned_by,
    own_lines,
    own_places,
)
from territoria_web.convene.services.judging import refuse_faulty_version
from territoria_web.convene.services.topics import refuse_unless_open_or_live
from territoria_web.convene.services.working_journal import (
    beat_working,
    held_working,
    note_working,
)
from territoria_web.convene.working_rules import attendee_link
from territoria_web.library.saying import said_in
from territoria_web.people.mail import letter, post_on_commit
from territoria_web.people.models import User
from territoria_web.people.often import times_in_a_day
from territoria_web.territories.rules import ChangedMeanwhile

LETTERS_A_DAY = 6  # on the timetable of one meeting, to one person
Seats = dict[int, set[tuple[int, int, int]]]


@transaction.atomic
def publish_timetable(
    *, by: User, version: TimetableVersion, seen: int, origin: str
) -> TimetableVersion:
    """Let people see a draft. ChangedMeanwhile where it was changed by hand since ``seen``, or a later
    one is published; ValidationError where something that it names is gone, or it cannot be held.
    """
    meeting = held_working(version.meeting)
    refuse_unless_open_or_live(meeting)
    row = TimetableVersion.objects.select_for_update().get(pk=version.pk)
    refuse_unless_draft(row, seen)
    refuse_unless_fresh(meeting, row)
    refuse_faulty_version(meeting, row)
    before, was, now = _before_and_after(meeting, row)
    concerned = concerned_by(was, now)
    row.published, row.changes = timezone.now(), changes_of(before, row)
    letters = _letters(meeting, concerned, was, now, origin)
    row.told = len(letters)
    row.save(update_fields=["published", "changes", "told"])
    note_working(by, meeting, "publish timetable", version=row.number, people=len(concerned))
    beat_working(meeting)
    _send(letters)
    return row


def tell_moved(
    *, meeting: WorkingMeeting, slots: Collection[int], spaces: Collection[int], origin: str
) -> int:
    """The hours of ``slots`` or the names of ``spaces`` are others now: one letter to each who sits
    there by the published timetable; says for how many people it is so.
    """
    version = published_version(meeting)
    if version is None:
        return 0
    now = own_places(version, seats_now(meeting, version))
    was = {
        person: {at for at in held if at[0] not in slots and at[1] not in spaces}
        for person, held in now.items()
    }
    concerned = concerned_by(was, now)
    _send(_letters(meeting, concerned, was, now, origin))
    return len(concerned)


def _send(letters: list[EmailMessage]) -> None:
    post_on_commit(letters)


def refuse_unless_draft(row: TimetableVersion, seen: int) -> None:
    """What was published stays as it is; what a colleague changed is looked at first."""
    if row.published:
        raise ValidationError(_("This version is published already."))
    if row.edit != seen:
        raise ChangedMeanwhile(
            _("A colleague changed this draft meanwhile. Look at it as it stands now.")
        )


def refuse_unless_fresh(meeting: WorkingMeeting, row: TimetableVersion) -> None:
    """People see the latest; and nobody is sent to a topic, slot or space that is gone."""
    latest = published_version(meeting)
    if latest is not None and latest.number > row.number:
        raise ChangedMeanwhile(
            _("A colleague changed the timetable meanwhile. Look at it as it stands now.")
        )
    standing = meeting.topics.filter(state=Topic.State.PROPOSED, merged_into=None)
    known = {
        "topic": set(standing.values_list("pk", flat=True)),
        "slot": set(meeting.slots.values_list("number", flat=True)),
        "space": set(meeting.spaces.values_list("number", flat=True)),
    }
    if any(one[kind] not in known[kind] for one in row.placements for kind in known):
        raise ValidationError(
            _(
                "A topic, slot or space of this draft is gone. Press “Seat people again”, then publish."
            )
        )


def concerned_people(version: TimetableVersion) -> int:
    """For how many people something would change."""
    _before, was, now = _before_and_after(version.meeting, version)
    return len(concerned_by(was, now))


def _before_and_after(
    meeting: WorkingMeeting, row: TimetableVersion
) -> tuple[TimetableVersion | None, Seats, Seats]:
    before = published_version(meeting)
    was = own_places(before, seats_now(meeting, before)) if before else {}
    return before, was, own_places(row, seats_now(meeting, row))


def _letters(
    meeting: WorkingMeeting, concerned: set[int], was: Seats, now: Seats, origin: str
) -> list[EmailMessage]:
    people = meeting.attendees.filter(pk__in=concerned).exclude(email="")
    states = (Attendee.State.REGISTERED, Attendee.State.PRESENT)
    names: dict[str, Places] = {}
    found = []
    for person in people.filter(state__in=states):
        if times_in_a_day(f"timetable-{person.pk}") <= LETTERS_A_DAY:
            with said_in(person.language):
                if person.language not in names:
                    names[person.language] = Places(meeting)
                lines = own_lines(names[person.language], person.pk, was, now)
                found.append(_letter(meeting, person, lines, origin, first=not was))
    return found


def _letter(
    meeting: WorkingMeeting, person: Attendee, lines: list[str], origin: str, *, first: bool
) -> EmailMessage:
    told = {
        "meeting": meeting,
        "first": first,
        "lines": lines,
        "link": origin + reverse("guest:meet-me", args=[attendee_link(person)]),
    }
    return letter(render_to_string("convene/timetable_news.txt", told), to=person.email)

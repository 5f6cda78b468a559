"""A working meeting of a network: a BarCamp open for registration, and people who registered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from cohort_network import CODES, Network, a_network
from territoria_web.convene.models import Attendee, Slot, WorkingMeeting
from territoria_web.convene.rules import as_data
from territoria_web.convene.services.meetings import agenda_from
from territoria_web.convene.working_rules import digest_of_key, new_key
from territoria_web.library.codes import save_with_code
from territoria_web.library.queries import library
from territoria_web.library.services import freeze_text

S = WorkingMeeting.State
DAY = date(2027, 3, 18)
# name, city, role: four cities, five roles
PEOPLE = (
    ("Ada Lovell", "Bordeaux", "OFF"),
    ("Bo Berg", "Lappeenranta", "SME"),
    ("Chiara Conti", "Milano", "UNI"),
    ("Dan Duval", "Bordeaux", "SOC"),
    ("Eva Etxe", "Bilbao", "MAY"),
    ("Finn Frei", "Bilbao", "SME"),
)


@dataclass(frozen=True)
class Meet:
    """A working meeting with its network and people; ``keys``: what the phone of each keeps."""

    network: Network
    row: WorkingMeeting
    people: tuple[Attendee, ...]
    keys: tuple[str, ...]

    def at(self, path: str = "") -> str:
        """An address of its desk."""
        return self.network.at(f"meetings/{self.row.public_id}/{path}")

    def room(self, path: str = "") -> str:
        """An address of its phones."""
        return f"/en/meet/{self.row.code}/{path}"

    def phone(self, n: int = 0) -> Client:
        """The phone of the n-th of its people."""
        return phone_of(self.row, self.keys[n])


def a_meeting(
    format_id: str = "barcamp",
    *,
    state: str = S.OPEN,
    people: int = 4,
    phase: str = "",
    network: Network | None = None,
    **fields: Any,
) -> Meet:
    """A meeting that holds ``people``; live: they are present. ``fields``: of its row."""
    held = network or a_network(*CODES)
    row = a_row(held, format_id, state=state, phase=phase, **fields)
    for number in (1, 2) if format_id == "barcamp" else ():
        begins = datetime(2027, 3, 18, 9 + number, tzinfo=UTC)
        Slot.objects.create(
            meeting=row,
            number=number,
            title=f"Round {number}",
            begins=begins,
            ends=begins + timedelta(minutes=45),
        )
    keys = tuple(new_key() for _person in range(people))
    here = state in (S.LIVE, S.ENDED, S.REPORTED)
    found = tuple(an_attendee(row, n, key=key, here=here) for n, key in enumerate(keys))
    return Meet(held, row, found, keys)


def a_row(
    network: Network, format_id: str = "barcamp", *, state: str = S.OPEN, **fields: Any
) -> WorkingMeeting:
    """The row of a meeting in this state; in a place, on one day in March 2027."""
    text = library().formats[format_id]
    known: dict[str, Any] = {
        "title": "Smart economy",
        "question": "How can cities join traditional and new industries?",
        "place": "Palais des congrès, Bordeaux",
        "timezone": "Europe/Paris",
        "days": {str(day): {"date": DAY.isoformat(), "starts": "09:00"} for day in text.minutes},
        "axis": "C2",
        "opened": None if state == S.PLANNED else timezone.now(),
        "begun": timezone.now() if state in (S.LIVE, S.ENDED, S.REPORTED) else None,
    }
    row = WorkingMeeting(
        network=network.row,
        format=freeze_text(kind="formats", text_id=text.id, text=text),
        agenda=[as_data(phase) for phase in agenda_from(text, "en")],
        state=state,
        made_by=network.office,
        **{**known, **fields},
    )
    if row.phase and state == S.LIVE:
        row.ran = {row.phase: {"begun": timezone.now().isoformat(), "ended": None}}

    def save(code: str) -> None:
        row.code = code
        row.save(force_insert=True)

    save_with_code(save)
    return row


def an_attendee(
    meeting: WorkingMeeting, n: int = 0, *, key: str = "", here: bool = False, **fields: Any
) -> Attendee:
    """Number ``n`` of PEOPLE; from the seventh on, people of invented names and the same cities."""
    name, city, role = PEOPLE[n % len(PEOPLE)]
    known = {
        "name": name if n < len(PEOPLE) else f"{name} {n}",
        "city": city,
        "role": role,
        "email": f"person-{n}@meeting.example",
        "key": digest_of_key(key) if key else "",
        "state": Attendee.State.PRESENT if here else Attendee.State.REGISTERED,
        "came": timezone.now() if here else None,
    }
    return Attendee.objects.create(meeting=meeting, **{**known, **fields})


def phone_of(meeting: WorkingMeeting, key: str) -> Client:
    """A phone that keeps this key for the meeting."""
    from django.http import HttpResponse

    from territoria_web.guest.working.phones import remember

    phone, answer = Client(), HttpResponse()
    remember(answer, meeting.code, key)
    for name, morsel in answer.cookies.items():
        phone.cookies[name] = morsel.value
    return phone

"""Letters of a mentoring round: to one person or to several, each in their language with their link."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from territoria_web.act.models import MentoringPerson, MentoringRound, MentoringWorkshop
from territoria_web.act.queries.mentoring_workshops import calendar_of_workshop
from territoria_web.act.rules.mentoring import person_link
from territoria_web.library.saying import said_in
from territoria_web.people.mail import letter, post_on_commit
from territoria_web.people.models import Role, User


@dataclass(frozen=True)
class Told:
    """What a letter says: its subject and its paragraphs, in the language spoken. ``workshop``: one
    whose date goes with it.
    """

    subject: str
    lines: Sequence[str]
    workshop: MentoringWorkshop | None = None


Words = Callable[[MentoringPerson], Told]


def write_to_people(
    people: Iterable[MentoringPerson], held: MentoringRound, words: Words, *, origin: str
) -> int:
    """Write to those with an address, once the transaction holds; how many that are. Nobody is written
    to about an invented round.
    """
    if held.example or not origin:
        return 0
    letters = [_letter(one, held, words, origin) for one in people if one.email]
    post_on_commit(letters)
    return len(letters)


def _letter(
    person: MentoringPerson, held: MentoringRound, words: Words, origin: str
) -> EmailMessage:
    with said_in(person.language):
        told = words(person)
        page = origin + reverse("public:mentoring-round", args=[held.public_id])
        facts = {
            "subject": told.subject,
            "lines": told.lines,
            "link": origin + reverse("guest:mentoring-own", args=[person_link(person)]),
            "page": page,
        }
        made = letter(render_to_string("act/mentoring_letter.txt", facts), to=person.email)
        if told.workshop is not None:
            text = calendar_of_workshop(told.workshop, url=page).decode()
            made.attach("workshop.ics", text, "text/calendar")
    return made


def write_to_office(held: MentoringRound, words: Callable[[], Told], *, origin: str) -> int:
    """Write to the network's office on a round, each in their language; how many letters."""
    if held.example or not origin:
        return 0
    office = held.network.memberships.filter(role=Role.SECRETARIAT, user__is_active=True)
    letters = [_to_office(one.user, held, words, origin) for one in office.select_related("user")]
    post_on_commit(letters)
    return len(letters)


def _to_office(
    user: User, held: MentoringRound, words: Callable[[], Told], origin: str
) -> EmailMessage:
    with said_in(user.language):
        told = words()
        at = reverse("desk:mentoring-round", args=[held.network.public_id, held.public_id])
        facts = {
            "subject": told.subject,
            "lines": [*told.lines, origin + at],
            "page": origin + reverse("public:mentoring-round", args=[held.public_id]),
        }
        return letter(render_to_string("act/mentoring_letter.txt", facts), to=user.email)

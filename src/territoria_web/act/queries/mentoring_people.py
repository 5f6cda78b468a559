"""People of a mentoring round: by their link, for its office, the mentors that a mentee may wish for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from territoria_web.act.models import MentoringPerson, MentoringRound, Mentorship
from territoria_web.act.queries.companies import language_said
from territoria_web.act.rules.company_tags import tag_names
from territoria_web.act.rules.mentoring import LIVE, MENTORING_LINK, Kind, Part
from territoria_web.library.own_links import read_own_link


@dataclass(frozen=True)
class Profile:
    """Somebody in words: themes and languages by their names."""

    row: MentoringPerson
    themes: tuple[str, ...]
    languages: tuple[str, ...]

    @property
    def place(self) -> str:
        """Organisation and city."""
        return ", ".join(part for part in (self.row.organisation, self.row.city) if part)


def person_by_link(token: str) -> MentoringPerson | None:
    """Whose link it is; None where it is not ours, was renewed, or they left."""
    read = read_own_link(MENTORING_LINK, token)
    if read is None:
        return None
    number, renewed = read
    rows = MentoringPerson.objects.select_related("round__network").exclude(state=Part.OUT)
    return rows.filter(public_id=number, renewed=renewed).first()


def people_of(held: MentoringRound, kind: str = "") -> QuerySet[MentoringPerson]:
    """Mentors, or mentees, or all who have not left, by name."""
    rows = MentoringPerson.objects.filter(round=held).exclude(state=Part.OUT)
    return rows.filter(kind=kind) if kind else rows


def person_in(held: MentoringRound, number: UUID) -> MentoringPerson | None:
    """Somebody of this round by their public number."""
    found = people_of(held).filter(public_id=number).first()
    if found is not None:
        found.round = held
    return found


def profile_of(person: MentoringPerson, held: MentoringRound) -> Profile:
    """Somebody in the language spoken."""
    return Profile(
        row=person,
        themes=tuple(tag_names(held.themes, person.themes)),
        languages=tuple(language_said(code) for code in person.languages),
    )


def mentors_to_rank(mentee: MentoringPerson) -> list[Profile]:
    """Mentors who agreed to be shown; without whoever is the mentee themselves."""
    rows = people_of(mentee.round, Kind.MENTOR).filter(state=Part.IN, shown=True)
    if mentee.email:
        rows = rows.exclude(email=mentee.email)
    return [profile_of(row, mentee.round) for row in rows]


def wishes_said(mentee: MentoringPerson, mentors: Sequence[Profile]) -> list[str]:
    """The names of the mentors that a mentee wishes for, best first; of those that are still there."""
    names = {str(one.row.public_id): one.row.name for one in mentors}
    return [names[wish] for wish in mentee.wishes if wish in names]


def live_pairs(held: MentoringRound) -> list[Mentorship]:
    """Pairs that are proposed or running."""
    rows = Mentorship.objects.filter(mentor__round=held, state__in=LIVE)
    return list(rows.select_related("mentor", "mentee"))

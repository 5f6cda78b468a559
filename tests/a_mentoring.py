"""A mentoring round: a network, four mentors, five mentees, their wishes; pairs where one wants them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from cohort_network import Network, a_network
from territoria_web.act.models import (
    MentoringPerson,
    MentoringRound,
    MentoringSession,
    MentoringWorkshop,
    Mentorship,
)
from territoria_web.act.rules.mentoring import Kind, Pair, Part, State, person_link
from territoria_web.act.rules.mentoring_words import PersonWords

ORIGIN = "https://town.example"
THEMES = {
    "founding": {"en": "Founding", "fr": "Créer", "de": "Gründen"},
    "selling": {"en": "Selling online"},
    "hiring": {"en": "Hiring"},
}
MENTORS = {
    "Ada": (("founding", "selling"), ("en", "fr"), 2),
    "Bea": (("selling",), ("en",), 1),
    "Cem": (("hiring",), ("de",), 1),
    "Dov": (("founding", "hiring"), ("en", "de"), 1),
}
MENTEES = {
    "Eva": (("founding",), ("en",), ("Ada", "Dov")),
    "Fred": (("selling",), ("en",), ("Ada", "Bea")),
    "Gil": (("hiring",), ("de",), ("Cem",)),
    "Hana": (("founding", "hiring"), ("de",), ("Dov",)),
    "Ines": (("selling",), ("fr",), ()),
}


@dataclass
class Mentors:
    """A round with its network; people by name."""

    network: Network
    row: MentoringRound

    def person(self, name: str) -> MentoringPerson:
        """Somebody as they stand now."""
        found = MentoringPerson.objects.select_related("round__network")
        return found.get(round=self.row, name=name)

    def now(self) -> MentoringRound:
        """The round as it stands now."""
        self.row.refresh_from_db()
        return self.row

    def pair(self, mentee: str = "Eva", mentor: str = "Ada", **fields: Any) -> Mentorship:
        """A pair, made where it is not there: running since today unless told otherwise."""
        known: dict[str, Any] = {
            "state": Pair.RUNNING,
            "begun": timezone.now(),
            "proposed": timezone.now(),
            "mentor_agrees": True,
            "mentee_agrees": True,
            "parts": {"wish": 1, "themes": ["founding"], "languages": ["en"], "points": 8},
        }
        made, _new = Mentorship.objects.get_or_create(
            mentor=self.person(mentor), mentee=self.person(mentee), defaults={**known, **fields}
        )
        return made

    def talk(self, pair: Mentorship, by: str = "Eva", **fields: Any) -> MentoringSession:
        """A talk of today."""
        known = {"day": timezone.localdate(), "done": "Looked at the figures.", "next": "Call."}
        told = {**known, **fields}
        return MentoringSession.objects.create(mentorship=pair, by=self.person(by), **told)

    def workshop(self, mentor: str = "Bea", **fields: Any) -> MentoringWorkshop:
        """A workshop in ten days."""
        known: dict[str, Any] = {
            "title": "First sale online",
            "begins": timezone.now() + timedelta(days=10),
            "link": "https://meet.example/abc",
        }
        told = {**known, **fields}
        return MentoringWorkshop.objects.create(round=self.row, mentor=self.person(mentor), **told)

    def own(self, name: str, path: str = "") -> str:
        """The address of somebody's own page."""
        return f"/en/mentoring/own/{person_link(self.person(name))}/{path}"

    def desk(self, path: str = "") -> str:
        """Its address at the network's desk."""
        return self.network.at(f"mentoring/{self.row.public_id}/{path}")

    def public(self, path: str = "") -> str:
        """Its public address."""
        return f"/en/mentoring/{self.row.public_id}/{path}"


def a_mentoring(
    state: str = State.OPEN, *, network: Network | None = None, people: bool = True, **fields: Any
) -> Mentors:
    """Open until next week. Ada is wished for most; Ines has no wish; nobody shares all languages."""
    held = network or a_network("FRE1", "DED5")
    known: dict[str, Any] = {
        "title": "From idea to firm",
        "themes": THEMES,
        "open_until": timezone.localdate() + timedelta(days=7),
        "begun": timezone.now() if state == State.RUNNING else None,
    }
    row = MentoringRound.objects.create(network=held.row, state=state, **{**known, **fields})
    if people:
        _people(row)
    return Mentors(held, row)


def _people(row: MentoringRound) -> None:
    numbers = {}
    for name, (themes, languages, capacity) in MENTORS.items():
        made = _person(row, Kind.MENTOR, name, themes, languages, capacity=capacity, shown=True)
        made.experience, made.hours = f"{name} led a firm for ten years.", 3
        made.save()
        numbers[name] = str(made.public_id)
    for name, (themes, languages, wishes) in MENTEES.items():
        wished = [numbers[wish] for wish in wishes]
        _person(
            row, Kind.MENTEE, name, themes, languages, wishes=wished, question=f"{name} asks how?"
        )


def _person(
    row: MentoringRound, kind: str, name: str, themes: Any, languages: Any, **fields: Any
) -> MentoringPerson:
    told = {"email": f"{name.lower()}@people.example", "state": Part.IN, "city": "Bordeaux"}
    held = {"themes": list(themes), "languages": list(languages), **told, **fields}
    number = uuid5(NAMESPACE_URL, f"{row.title} {name}")  # lots are drawn by it
    return MentoringPerson.objects.create(
        round=row, kind=kind, name=name, public_id=number, confirmed=timezone.now(), **held
    )


def mentor_words(**fields: Any) -> PersonWords:
    """What a mentor says."""
    known: dict[str, Any] = {
        "name": "Jon",
        "email": "jon@people.example",
        "themes": ("selling",),
        "languages": ("en",),
        "experience": "Led a shop for ten years.",
        "hours": 2,
        "capacity": 2,
        "shown": True,
    }
    return PersonWords(**{**known, **fields})


def mentee_words(**fields: Any) -> PersonWords:
    """What a mentee says."""
    known: dict[str, Any] = {
        "name": "Kim",
        "email": "kim@people.example",
        "themes": ("selling",),
        "languages": ("en",),
        "question": "How do I find the first customers?",
    }
    return PersonWords(**{**known, **fields})

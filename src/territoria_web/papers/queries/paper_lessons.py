"""Lessons of a synthesis report: which there are, and what their references name.

A reference is ``initiative:<slug in the register, or id of a text>``, ``practice:<id>`` or
``territory:<code@version>``. What the register holds is known to rooms that come later: they hand it in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.http import Http404

from territoria.model import Initiative, Practice
from territoria_web.library.queries import library
from territoria_web.papers.models import Paper, PaperLesson
from territoria_web.territories.models import Territory

INITIATIVE, PRACTICE, TERRITORY = "initiative", "practice", "territory"
KINDS: Final = (INITIATIVE, PRACTICE, TERRITORY)
COMPARED: Final = "E3"  # from here on somebody was compared who did not do it


@dataclass(frozen=True)
class Referent:
    """What a reference names. ``title``, ``place``: by language, English always among them; ``grade``: of
    its best claim, E0 to E5, empty where none is graded.
    """

    reference: str
    kind: str
    title: Mapping[str, str]
    place: Mapping[str, str] = field(default_factory=dict)
    grade: str = ""
    went_wrong: bool = False


Registered = Mapping[str, Referent]  # by reference


def lessons_of(paper: Paper) -> list[PaperLesson]:
    """The lessons of a paper in their order."""
    return list(PaperLesson.objects.filter(paper=paper))


def open_lesson(paper: Paper, public_id: UUID) -> PaperLesson:
    """A lesson of this paper; 404 for any other."""
    found = PaperLesson.objects.filter(paper=paper, public_id=public_id).first()
    if found is None:
        raise Http404
    found.paper = paper
    return found


def split_reference(reference: str) -> tuple[str, str]:
    """Kind and id; two empty texts where it is no reference."""
    kind, _colon, name = reference.strip().partition(":")
    return (kind, name) if kind in KINDS and name else ("", "")


def references_in(lessons: Iterable[PaperLesson]) -> list[str]:
    """All that lessons refer to, each once."""
    held = (r for lesson in lessons for r in (*lesson.supports, *lesson.against))
    return list(dict.fromkeys(held))


def referents_of(references: Iterable[str], registered: Registered) -> dict[str, Referent]:
    """What references name, by reference; those that name nothing (any more) are left out. One query."""
    wanted = list(dict.fromkeys(references))
    places = _territories(wanted)
    found = {}
    for reference in wanted:
        kind, name = split_reference(reference)
        held = registered.get(reference) or places.get(reference) or _text(reference, kind, name)
        if held is not None:
            found[reference] = held
    return found


def _territories(references: Iterable[str]) -> dict[str, Referent]:
    keys = [name for kind, name in map(split_reference, references) if kind == TERRITORY]
    held = Territory.objects.filter(code__in=[k.partition("@")[0] for k in keys]) if keys else ()
    return {r.reference: r for place in held for r in [of_territory(place)]}


def of_territory(place: Territory) -> Referent:
    """A territory as a reference names it."""
    names = {"en": place.name, **{k: str(v) for k, v in dict(place.names).items() if v}}
    return Referent(f"{TERRITORY}:{place.key}", TERRITORY, names)


def _text(reference: str, kind: str, name: str) -> Referent | None:
    held: Mapping[str, Any] = {
        INITIATIVE: library().initiatives,
        PRACTICE: library().practices,
    }.get(kind, {})
    text = held.get(name)
    return of_text(reference, kind, text) if text is not None else None


def of_text(reference: str, kind: str, text: Initiative | Practice) -> Referent:
    """A text of the library as a reference names it."""
    grades = [c.grade for c in text.claims if c.grade.startswith("E")]
    return Referent(
        reference,
        kind,
        dict(text.title.root),
        dict(text.place.root),
        max(grades, default=""),
        text.went_wrong,
    )


def library_referents() -> list[Referent]:
    """Everything of the library that a lesson can refer to."""
    texts = library()
    return [
        *(of_text(f"{INITIATIVE}:{i}", INITIATIVE, t) for i, t in texts.initiatives.items()),
        *(of_text(f"{PRACTICE}:{i}", PRACTICE, t) for i, t in texts.practices.items()),
    ]

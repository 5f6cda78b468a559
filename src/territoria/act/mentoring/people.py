"""Who gives advice and who seeks it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from territoria.errors import DataError, Problem, did_you_mean
from territoria.speech import gettext

MOST_WISHES = 3
"""Mentors that somebody may name."""


@dataclass(frozen=True, slots=True)
class Mentor:
    """Somebody with experience. ``capacity``: mentees at a time; ``languages`` empty: not said."""

    id: str
    capacity: int = 1
    themes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    name: str = ""

    @property
    def called(self) -> str:
        """The name, the id where there is none."""
        return self.name or self.id


@dataclass(frozen=True, slots=True)
class Mentee:
    """Somebody with a question. ``wishes``: ids of mentors, the dearest first, at most three."""

    id: str
    wishes: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    name: str = ""

    @property
    def called(self) -> str:
        """The name, the id where there is none."""
        return self.name or self.id


def check_mentoring(mentors: Sequence[Mentor], mentees: Sequence[Mentee]) -> None:
    """DataError, all problems at once."""
    problems = [*odd_mentors(mentors), *odd_mentees(mentees, {m.id for m in mentors})]
    if problems:
        raise DataError(problems)


def odd_mentors(mentors: Sequence[Mentor], places: Sequence[str] | None = None) -> list[Problem]:
    """An id that is missing or stands twice, a capacity below 0. ``places``: where each stands."""
    wheres = places or [gettext("mentor {id}").format(id=m.id) for m in mentors]
    found = _odd_ids([m.id for m in mentors], wheres)
    for mentor, where in zip(mentors, wheres, strict=True):
        if mentor.capacity < 0:
            text = gettext("{count} mentees cannot be taken.").format(count=mentor.capacity)
            found.append(Problem(where, text, gettext("Give 0 or more.")))
    return found


def odd_mentees(
    mentees: Sequence[Mentee], known: set[str], places: Sequence[str] | None = None
) -> list[Problem]:
    """An id that is missing or stands twice, wishes for nobody, twice, or too many."""
    wheres = places or [gettext("mentee {id}").format(id=m.id) for m in mentees]
    found = _odd_ids([m.id for m in mentees], wheres)
    for mentee, where in zip(mentees, wheres, strict=True):
        for name in dict.fromkeys(mentee.wishes):
            if name not in known:
                text = gettext("no such mentor: {name}.").format(name=name)
                found.append(Problem(where, text, did_you_mean(name, known)))
        if mentee.id in mentee.wishes:
            text = gettext("nobody can be their own mentor: {name}.").format(name=mentee.id)
            found.append(Problem(where, text, gettext("Take the wish out.")))
        if len(set(mentee.wishes)) < len(mentee.wishes):
            text = gettext("a mentor is wished for more than once.")
            found.append(Problem(where, text, gettext("Name each once.")))
        if len(mentee.wishes) > MOST_WISHES:
            text = gettext("{count} wishes are more than {most}.")
            text = text.format(count=len(mentee.wishes), most=MOST_WISHES)
            found.append(Problem(where, text, gettext("Keep the first ones.")))
    return found


def _odd_ids(ids: Sequence[str], wheres: Sequence[str]) -> list[Problem]:
    found, seen = [], Counter[str]()
    for name, where in zip(ids, wheres, strict=True):
        seen[name] += 1
        if not name:
            found.append(Problem(where, gettext("the id is missing."), gettext("Give one.")))
        elif seen[name] == 2:
            text = gettext("this id is given more than once: {id}.").format(id=name)
            found.append(Problem(where, text, gettext("Name each once.")))
    return found

"""What a mentor or a mentee says of themselves: the words, and what does not hold in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from territoria_web.act.models import MentoringPerson, MentoringRound
from territoria_web.act.rules.companies import LANGUAGES
from territoria_web.act.rules.mentoring import LONGEST, MOST_CAPACITY, MOST_HOURS, Kind
from territoria_web.library.typed import plain, plain_line

LINES: Final = ("name", "organisation", "city", "stage")
OF_MENTORS: Final = ("experience", "hours", "capacity", "shown")
OF_MENTEES: Final = ("question", "stage")


@dataclass(frozen=True)
class PersonWords:
    """A profile as it was typed. ``themes``: ids of the round; ``languages``: codes."""

    name: str
    email: str = ""
    organisation: str = ""
    city: str = ""
    themes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    experience: str = ""
    hours: int | None = None
    capacity: int = 1
    question: str = ""
    stage: str = ""
    shown: bool = False


def words_of(person: MentoringPerson) -> PersonWords:
    """What somebody has said."""
    names = PersonWords.__dataclass_fields__
    told: dict[str, Any] = {name: getattr(person, name) for name in names}
    told |= {"themes": tuple(person.themes), "languages": tuple(person.languages)}
    return PersonWords(**told)


def fields_of(words: PersonWords, kind: str) -> dict[str, Any]:
    """The fields of a row; what belongs to the other part stays empty."""
    held: dict[str, Any] = {name: plain_line(getattr(words, name)) for name in LINES}
    held |= {"email": words.email.strip().lower(), "themes": list(words.themes)}
    held |= {"languages": list(words.languages), "hours": words.hours, "shown": words.shown}
    held |= {"experience": plain(words.experience), "question": plain(words.question)}
    held["capacity"] = words.capacity
    empty = {"hours": None, "capacity": 1, "shown": False}
    others = OF_MENTEES if kind == Kind.MENTOR else OF_MENTORS
    return held | {name: empty.get(name, "") for name in others}


def refuse_words(
    words: PersonWords, kind: str, held: MentoringRound, *, on_paper: bool = False
) -> None:
    """ValidationError, by field, with all that does not hold. ``on_paper``: without an address."""
    wrong = _of_all(words, held) | (_of_mentor(words) if kind == Kind.MENTOR else _of_mentee(words))
    if not (on_paper and not words.email.strip()) and not _is_email(words.email):
        wrong["email"] = _("Give an e-mail address, such as name@town.example.")
    if wrong:
        raise ValidationError(wrong)


def _of_all(words: PersonWords, held: MentoringRound) -> dict[str, str]:
    wrong = {}
    if not 2 <= len(plain_line(words.name)) <= 150:
        wrong["name"] = _("Write the name.")
    if not words.themes or not set(words.themes) <= set(held.themes):
        wrong["themes"] = _("Tick at least one theme.")
    if not words.languages or not set(words.languages) <= set(LANGUAGES):
        wrong["languages"] = _("Tick at least one language to talk in.")
    for name, most in (("organisation", 200), ("city", 120)):
        if len(plain_line(getattr(words, name))) > most:
            wrong[name] = _("Use at most %(most)d characters.") % {"most": most}
    return wrong


def _of_mentor(words: PersonWords) -> dict[str, str]:
    wrong = {}
    if not 10 <= len(plain(words.experience)) <= LONGEST:
        wrong["experience"] = _("Say in two or three sentences what you have done.")
    if words.hours is None or not 1 <= words.hours <= MOST_HOURS:
        wrong["hours"] = _("Give 1 to 40 hours a month.")
    if not 1 <= words.capacity <= MOST_CAPACITY:
        wrong["capacity"] = _("Take 1 to 6 mentees.")
    return wrong


def _of_mentee(words: PersonWords) -> dict[str, str]:
    wrong = {}
    if not 10 <= len(plain(words.question)) <= LONGEST:
        wrong["question"] = _("Say in a sentence or two what you would like to find out.")
    if len(plain_line(words.stage)) > 200:
        wrong["stage"] = _("Use at most %(most)d characters.") % {"most": 200}
    return wrong


def _is_email(email: str) -> bool:
    try:
        validate_email(email.strip())
    except ValidationError:
        return False
    return True

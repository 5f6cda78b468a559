"""Mentoring rounds: made, changed, opened, ended by the network's office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.act.models import MentoringPerson, MentoringRound, Mentorship
from territoria_web.act.rules.company_tags import tag_names, tags_in, tags_said
from territoria_web.act.rules.mentoring import SETTINGS, Method, Pair, Part, State, is_ahead
from territoria_web.act.services.mentoring_journal import (
    held_round,
    note_mentoring,
    refuse_unless_seen,
    round_that_takes,
)
from territoria_web.act.services.mentoring_letters import write_to_people
from territoria_web.act.services.mentoring_sayings import on_link, on_round_ended
from territoria_web.library.languages import language_codes
from territoria_web.library.typed import plain, plain_line
from territoria_web.people.models import Organisation, User

KEPT: Final = ("title", "about", "themes", "open_until", "method")


@dataclass(frozen=True)
class RoundSettings:
    """What a round is about. ``themes``: as they are typed, one a line, *English | French | German*."""

    title: str
    about: str = ""
    themes: str = ""
    open_until: date | None = None
    method: str = Method.TOTAL


@transaction.atomic
def make_round(
    *, by: User, network: Organisation, title: str, language: str, example: bool = False
) -> MentoringRound:
    """A round of a network, in preparation. ``example``: it is invented, to show how it works."""
    _refuse_title(title)
    if language not in language_codes():
        raise ValidationError({"language": _("Choose one of the list.")})
    made = MentoringRound.objects.create(
        network=network, title=plain_line(title), language=language, example=example, made_by=by
    )
    note_mentoring(by, made, "make mentoring round")
    return made


@transaction.atomic
def change_round(
    *, by: User, held: MentoringRound, seen: int, settings: RoundSettings
) -> MentoringRound:
    """Change the settings that were ``seen``. Themes that people ticked stay."""
    row = round_that_takes(held, SETTINGS)
    put = _checked(row, settings)
    refuse_unless_seen(row.edit, seen)
    if all(getattr(row, name) == put[name] for name in KEPT):
        return row
    for name, value in put.items():
        setattr(row, name, value)
    row.edit += 1
    row.save()
    note_mentoring(by, row, "change mentoring round")
    return row


def settings_of(held: MentoringRound) -> RoundSettings:
    """What a form shows of a round."""
    return RoundSettings(
        held.title, held.about, tags_said(held.themes), held.open_until, held.method
    )


def missing_to_open(held: MentoringRound) -> list[str]:
    """What is missing before people can register; nothing where it is complete."""
    return list(_missing(held.themes, held.open_until).values())


def _checked(row: MentoringRound, told: RoundSettings) -> dict[str, Any]:
    wrong: dict[str, Any] = {}
    themes = row.themes
    if not 3 <= len(plain_line(told.title)) <= 200:
        wrong["title"] = _("Give the round a title of at most 200 characters.")
    if len(told.about) > 2000:
        wrong["about"] = _("Use at most 2,000 characters.")
    if told.method not in Method.values:
        wrong["method"] = _("Choose one of the list.")
    try:
        themes = tags_in(told.themes, row.themes)
    except ValidationError as refused:
        wrong["themes"] = refused.error_dict["tags"]
    if "themes" not in wrong and (lost := _in_use(row, themes)):
        wrong["themes"] = _("People ticked these themes, so they must stay: %(themes)s") % {
            "themes": lost
        }
    if row.state != State.PLANNED:
        missing = _missing(themes, told.open_until)
        wrong |= {name: said for name, said in missing.items() if name not in wrong}
    if wrong:
        raise ValidationError(wrong)
    texts = {"title": plain_line(told.title), "about": plain(told.about)}
    return {**texts, "themes": themes, "open_until": told.open_until, "method": told.method}


def _refuse_title(title: str) -> None:
    if not 3 <= len(plain_line(title)) <= 200:
        raise ValidationError({"title": _("Give the round a title of at most 200 characters.")})


def _missing(themes: Any, until: date | None) -> dict[str, str]:
    wrong = {}
    if not themes:
        wrong["themes"] = _("Name at least one theme that people can tick.")
    if until is None:
        wrong["open_until"] = _("Say until when people can register.")
    return wrong


def _in_use(row: MentoringRound, themes: dict[str, dict[str, str]]) -> str:
    ticked = MentoringPerson.objects.filter(round=row).values_list("themes", flat=True)
    used = {theme for held in ticked for theme in held}
    return ", ".join(tag_names(row.themes, sorted(used - set(themes))))


# ── states ────────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def open_round(*, by: User, held: MentoringRound, origin: str) -> MentoringRound:
    """From now on everybody reads about the round, and people can register. Whoever was entered before
    gets the link of their own.
    """
    row = held_round(held)
    if row.state != State.PLANNED:
        raise ValidationError(_("The round was opened already."))
    if missing := missing_to_open(row):
        raise ValidationError(missing)
    if row.open_until and row.open_until < timezone.localdate():
        raise ValidationError(_("The last day to register is over. Say another one first."))
    row.state = State.OPEN
    row.edit += 1
    row.save(update_fields=["state", "edit"])
    write_to_people(row.people.filter(state=Part.IN), row, on_link(row), origin=origin)
    note_mentoring(by, row, "open mentoring round")
    return row


@transaction.atomic
def end_round(*, by: User, held: MentoringRound, origin: str) -> MentoringRound:
    """The round is over: running pairs end, drafts and proposals fall, people are asked once more.
    ValidationError while a workshop is to come: nobody could give a place back any more.
    """
    row = held_round(held)
    if row.state not in (State.OPEN, State.RUNNING):
        raise ValidationError(_("The round is not open, or has ended already."))
    if any(is_ahead(one) for one in row.workshops.all()):
        raise ValidationError(_("A workshop is to come. Cancel it, or end the round after it."))
    close_round(row, origin=origin)
    note_mentoring(by, row, "end mentoring round")
    return row


def close_round(row: MentoringRound, *, origin: str) -> None:
    """The same of a round that is held, whoever ends it."""
    now = timezone.now()
    row.state, row.ended = State.ENDED, now
    row.edit += 1
    row.save(update_fields=["state", "ended", "edit"])
    pairs = Mentorship.objects.filter(mentor__round=row)
    pairs.filter(state=Pair.DRAFT).delete()
    pairs.filter(state=Pair.PROPOSED).update(state=Pair.DECLINED, ended=now)
    running = pairs.filter(state=Pair.RUNNING)
    asked = {key for two in running.values_list("mentor", "mentee") for key in two}
    running.update(state=Pair.ENDED, ended=now, asked_end=now)
    people = MentoringPerson.objects.filter(round=row, state=Part.IN)
    write_to_people(people, row, on_round_ended(row, asked), origin=origin)

"""What changes while a project lives: its words and dates, its call, news, the product delivered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.act.models import Exchange, Project, ProjectEntry
from territoria_web.act.rules.project_drafts import question_wrong
from territoria_web.act.rules.projects import LONGEST, Doer
from territoria_web.act.services.project_journal import (
    held_project,
    note,
    refuse_unless_read,
    tell_story,
)
from territoria_web.library.typed import plain, plain_line

TOLD = "told"  # key of its sentence in the story
TWICE = timedelta(minutes=10)  # the same words within it were sent twice


@dataclass(frozen=True)
class Wording:
    """What may be written anew. ``why``: stands in the story beside a day that was moved."""

    title: str
    question: str
    product: str
    due: date
    every_months: int
    why: str = ""


@transaction.atomic
def change_project(
    *, project: Project, doer: Doer, wording: Wording, seen: int, today: date | None = None
) -> Project:
    """Write title, question, product, its day or the rhythm anew. What was said first stays readable."""
    held = held_project(project, "change", doer)
    refuse_unless_read(held.edit, seen)
    _check(wording, held.due, today or timezone.localdate())
    was, facts = held.due, _change(held, wording)
    if was != wording.due:
        held.first_due = held.first_due or was
        if wording.due == held.first_due:
            held.first_due = None
        held.asked = None
        why = plain(wording.why)[:LONGEST]
        facts |= {"was": was.isoformat(), "now": wording.due.isoformat()}
        tell_story(held, doer, "due moved", said=why, was=facts["was"], now=facts["now"])
    if not facts:
        return held
    held.edit += 1
    held.save()
    if any(name in facts for name in ("title", "question", "product", "every_months")):
        tell_story(held, doer, "changed", **facts)
    note(doer, held, "change project")
    return held


def _change(held: Project, wording: Wording) -> dict[str, str]:
    """Sets what differs; the former words by field."""
    new = {
        "title": plain_line(wording.title)[:140],
        "question": plain_line(wording.question)[:300],
        "product": plain_line(wording.product)[:300],
        "every_months": wording.every_months,
    }
    facts = {name: str(getattr(held, name)) for name in new if getattr(held, name) != new[name]}
    for name, value in new.items():
        setattr(held, name, value)
    held.due = wording.due
    return facts


def _check(wording: Wording, was: date | None, today: date) -> None:
    """``was``: the day that everybody reads; None where none is public yet."""
    wrong = {}
    for name in ("title", "product"):
        if not plain_line(getattr(wording, name)):
            wrong[name] = _("It cannot be empty.")
    if said := question_wrong(wording.question):
        wrong["question"] = said
    if not 1 <= wording.every_months <= 12:
        wrong["every_months"] = _("Choose 1 to 12 months.")
    if wording.due != was and wording.due < today:
        wrong["due"] = _("This day has passed.")
    if was is not None and wording.due != was and not plain_line(wording.why):
        wrong["why"] = _("The day moves: say why. Everybody reads it.")
    if wrong:
        raise ValidationError(wrong)


@transaction.atomic
def hand_in_again(
    *,
    project: Project,
    doer: Doer,
    wording: Wording,
    sought: str,
    seen: int,
    exchange: date | None = None,
    today: date | None = None,
) -> Project:
    """Write a proposal anew and give it to the office; its days for the answer begin again.
    ``exchange``: the first one's day, None: as it is.
    """
    held = held_project(project, "hand-in", doer)
    refuse_unless_read(held.edit, seen)
    _check(wording, None, today or timezone.localdate())
    _set_first_exchange(held, exchange, today or timezone.localdate())
    _change(held, wording)
    held.sought, held.reason, held.edit = plain(sought)[:LONGEST], "", held.edit + 1
    held.save()
    tell_story(held, doer, "handed in")
    note(doer, held, "hand in project")
    return held


def _set_first_exchange(held: Project, day: date | None, today: date) -> None:
    row = held.exchanges.filter(state=Exchange.State.PLANNED).order_by("number").first()
    if row is None:
        return
    if (day or row.day) < today:
        raise ValidationError({"exchange": _("This day has passed.")})
    if day and day != row.day:
        row.day, row.edit = day, row.edit + 1
        row.save(update_fields=["day", "edit"])


@transaction.atomic
def call_for_partners(
    *, project: Project, doer: Doer, sought: str, open_until: date | None, seen: int
) -> Project:
    """Say which partners are sought, and until when others may ask; None: as long as it lives."""
    held = held_project(project, "call", doer)
    refuse_unless_read(held.edit, seen)
    if open_until and open_until < timezone.localdate():
        raise ValidationError({"open_until": _("This day has passed.")})
    held.sought, held.open_until, held.edit = plain(sought)[:LONGEST], open_until, held.edit + 1
    held.save()
    until = open_until.isoformat() if open_until else ""
    tell_story(held, doer, "called until" if until else "called", said=held.sought, day=until)
    note(doer, held, "call for partners")
    return held


@transaction.atomic
def deliver_product(
    *, project: Project, doer: Doer, day: date, url: str, seen: int, today: date | None = None
) -> Project:
    """The product is there: since when, and where one finds it."""
    held = held_project(project, "deliver", doer)
    refuse_unless_read(held.edit, seen)
    if day > (today or timezone.localdate()):
        raise ValidationError({"day": _("This day has not come yet.")})
    held.delivered, held.delivered_url, held.edit = day, url, held.edit + 1
    held.save()
    tell_story(held, doer, "delivered", day=day.isoformat(), product=held.product)
    note(doer, held, "deliver product")
    return held


@transaction.atomic
def tell_news(*, project: Project, doer: Doer, said: str) -> ProjectEntry:
    """News in somebody's own words; public at once. Sent twice, it stands once."""
    held = held_project(project, "tell", doer)
    text = plain(said)[:LONGEST]
    if not text:
        raise ValidationError({"said": _("Tell it in a sentence or two.")})
    alike = ProjectEntry.objects.filter(project=held, what=TOLD, said=text, who=doer.shown)
    before = alike.filter(made__gte=timezone.now() - TWICE).first()
    if before is not None:
        return before
    note(doer, held, "tell news of project")
    return tell_story(held, doer, TOLD, said=text)

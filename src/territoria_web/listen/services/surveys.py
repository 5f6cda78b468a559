"""A survey from draft to close: made, its questions changed, opened, extended, closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.invite.models import Step
from territoria_web.invite.rules import refuse_unless_open
from territoria_web.library.services import freeze_text
from territoria_web.library.typed import plain
from territoria_web.listen.models import Survey
from territoria_web.listen.queries.forms import (
    BLOCKS,
    FormItem,
    FormWords,
    SurveyForm,
    body_of_form,
    form_of,
    new_form,
    put_together,
    with_house_words,
)
from territoria_web.listen.services.journal import note
from territoria_web.listen.services.looks import refresh_look
from territoria_web.people.models import User
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile as ChangedMeanwhile

SHORTEST = 10
LONGEST_REASON = 1000


@transaction.atomic
def draft_survey(
    *,
    by: User,
    cycle: Cycle,
    framework: str,
    languages: Sequence[str],
    title: str = "",
    blocks: Sequence[str] = BLOCKS,
) -> Survey:
    """A draft with the questions of a framework's bank; nobody is asked anything yet."""
    refuse_unless_open(cycle, Step.Kind.SURVEY)
    survey = Survey(cycle=cycle, framework=framework, made_by=by)
    form = new_form(
        framework,
        form_id=f"survey-{str(survey.public_id)[:8]}",
        version="1",
        languages=tuple(languages),
        blocks=tuple(blocks),
    )
    return _drafted(by, survey, _titled(form, title))


@transaction.atomic
def draft_from_form(*, by: User, cycle: Cycle, form: SurveyForm, title: str = "") -> Survey:
    """A draft with the questions of a file; its questions are the team's own."""
    refuse_unless_open(cycle, Step.Kind.SURVEY)
    survey = Survey(cycle=cycle, framework=form.framework or cycle.framework, made_by=by)
    return _drafted(by, survey, _titled(with_house_words(form), title))


def _titled(form: SurveyForm, title: str) -> SurveyForm:
    if not (said := plain(title)):
        return form
    return form.model_copy(update={"title": FormWords({form.default_language: said})})


def _drafted(by: User, survey: Survey, form: SurveyForm) -> Survey:
    survey.form, survey.languages = body_of_form(form), list(form.languages)
    survey.save()
    note(by, survey, "draft survey", after={"title": form.title.say()[:200]})
    return survey


# ── questions ─────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def put_question(*, by: User, survey: Survey, item: FormItem, seen: int, after: str = "") -> None:
    """A question of one's own: new (behind ``after``, else at the end), or in place of itself."""
    form = _form_to_change(survey, seen)
    names = [held.id for held in form.items]
    items = list(form.items)
    if item.id in names:
        items[names.index(item.id)] = item
    else:
        place = names.index(after) + 1 if after in names else len(items)
        items.insert(place, item)
    _changed(by, survey, form, items, "write question", item.id)


@transaction.atomic
def drop_question(*, by: User, survey: Survey, item: str, seen: int) -> None:
    """Take a question out of a draft; what hangs on it is asked of everybody."""
    form = _form_to_change(survey, seen)
    items = [
        held.model_copy(update={"when": None}) if held.when and held.when.item == item else held
        for held in form.items
        if held.id != item
    ]
    if not items:
        raise ValidationError(_("A survey needs a question. Add another one first."))
    _changed(by, survey, form, items, "drop question", item)


@transaction.atomic
def move_question(*, by: User, survey: Survey, item: str, steps: int, seen: int) -> None:
    """Move a question up (−1) or down (1); at the end of its theme it goes into the next one."""
    form = _form_to_change(survey, seen)
    items = list(form.items)
    here = [held.id for held in items].index(item)
    there = here + steps
    if not 0 <= there < len(items):
        return
    moved, other = items[here], items[there]
    if moved.section != other.section:
        items[here] = moved.model_copy(update={"section": other.section})
    else:
        items[here], items[there] = other, moved
    _changed(by, survey, form, items, "move question", item)


def _form_to_change(survey: Survey, seen: int) -> SurveyForm:
    """The draft's form, with its number of changes counted on: of two who change at once the second
    is told.
    """
    refuse_unless_open(survey.cycle, Step.Kind.SURVEY)
    _swap(survey, seen, state=Survey.State.DRAFT)
    return form_of(survey)


def _swap(survey: Survey, seen: int, **where: Any) -> None:
    held = Survey.objects.filter(pk=survey.pk, edit=seen, **where)
    if not held.update(edit=F("edit") + 1):
        raise ChangedMeanwhile(
            _("Somebody changed or opened this survey meanwhile. Look at it as it stands now.")
        )
    survey.refresh_from_db()


def _changed(
    by: User, survey: Survey, form: SurveyForm, items: Sequence[FormItem], what: str, item: str
) -> None:
    try:
        fresh = put_together(form, items=tuple(items))
    except ValueError as wrong:
        raise ValidationError(str(wrong)) from None
    survey.form = body_of_form(fresh)
    survey.save(update_fields=["form"])
    note(by, survey, what, after={"question": item})


@transaction.atomic
def set_frame(
    *, by: User, survey: Survey, title: str, languages: Sequence[str], contact: str, seen: int
) -> None:
    """What a draft is called, which languages it speaks, whom to ask."""
    form = _form_to_change(survey, seen)
    if not languages:
        raise ValidationError(_("Choose at least one language."))
    default = form.default_language if form.default_language in languages else languages[0]
    said = plain(title)
    words = {**form.title.root, default: said} if said else form.title.root
    fresh = put_together(form, languages=list(languages), title=words, default_language=default)
    survey.form, survey.languages, survey.contact = (
        body_of_form(fresh),
        list(fresh.languages),
        contact.strip()[:200],
    )
    survey.save(update_fields=["form", "languages", "contact"])
    note(by, survey, "name survey", after={"title": fresh.title.say()[:200]})


# ── open, extend, close ───────────────────────────────────────────────────────────────────────


@transaction.atomic
def open_survey(
    *, by: User, survey: Survey, closes: datetime, open_link: bool = False, seen: int
) -> None:
    """Freeze the questions; from now on they can be answered until ``closes``."""
    refuse_unless_open(survey.cycle, Step.Kind.SURVEY, lock=True)  # it must not end meanwhile
    now = timezone.now()
    if closes <= now:
        raise ValidationError({"closes": _("The last day is over already. Choose a later one.")})
    _swap(survey, seen, state=Survey.State.DRAFT)
    form = form_of(survey)
    survey.frozen = freeze_text(kind="surveys", text_id=str(survey.public_id), text=form)
    survey.state, survey.opened, survey.closes = Survey.State.OPEN, now, closes
    survey.open_link = open_link
    survey.save(update_fields=["frozen", "state", "opened", "closes", "open_link"])
    note(by, survey, "open survey", after={"closes": _day(closes), "title": form.title.say()})


@transaction.atomic
def extend_survey(*, by: User, survey: Survey, closes: datetime, reason: str) -> None:
    """Another last day, with a reason."""
    refuse_unless_open(survey.cycle, Step.Kind.SURVEY)
    reason = _reason(reason)
    if closes <= timezone.now():
        raise ValidationError({"closes": _("The last day is over already. Choose a later one.")})
    held = Survey.objects.select_for_update().get(pk=survey.pk)
    _refuse_closed(held)
    before, survey.closes = held.closes, closes
    survey.save(update_fields=["closes"])
    note(
        by,
        survey,
        "extend survey",
        before={"closes": _day(before)},
        after={"closes": _day(closes), "reason": reason},
    )


@transaction.atomic
def close_survey(*, by: User, survey: Survey, reason: str) -> None:
    """Close it for good: no more answers, and the results of groups are shown."""
    refuse_unless_open(survey.cycle, Step.Kind.SURVEY)
    reason = _reason(reason)
    held = Survey.objects.select_for_update().get(pk=survey.pk)
    _refuse_closed(held)
    survey.state, survey.closed = Survey.State.CLOSED, timezone.now()
    survey.save(update_fields=["state", "closed"])
    note(by, survey, "close survey", after={"reason": reason})
    refresh_look(survey)


def _refuse_closed(held: Survey) -> None:
    if held.state == Survey.State.DRAFT:
        raise ValidationError(_("This survey is not open yet."))
    if held.state == Survey.State.CLOSED:
        raise ValidationError(_("This survey is closed for good. Its results stay as they are."))


def _reason(reason: str) -> str:
    said = reason.strip()
    if len(said) < SHORTEST:
        enough = _("Use at least %(least)d characters.") % {"least": SHORTEST}
        why = [_("Say in a sentence why; the journal keeps it."), enough]
        raise ValidationError({"reason": why})
    if len(said) > LONGEST_REASON:
        raise ValidationError({"reason": _("Use at most 1,000 characters.")})
    return said


def _day(when: datetime | None) -> str:
    return "" if when is None else timezone.localtime(when).date().isoformat()

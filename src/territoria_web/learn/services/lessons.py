"""A lesson from a closed action: begun, written, handed in to its peers, withdrawn."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from territoria.errors import ContentError
from territoria_web.learn.models import Lesson
from territoria_web.learn.queries.effects import as_data, effect_of_action, promised_of
from territoria_web.learn.queries.lessons import closed_in, ending_of
from territoria_web.learn.queries.practices import files_of, said_problem
from territoria_web.learn.rules import SHORTEST_SAID
from territoria_web.learn.services.journal import note
from territoria_web.learn.services.lesson_words import Words, checked
from territoria_web.library.queries import library
from territoria_web.library.typed import plain
from territoria_web.people.models import User
from territoria_web.plan.models import Action
from territoria_web.territories.queries import territory_name
from territoria_web.territories.rules import ChangedMeanwhile, refuse_where_closed
from territoria_web.track.models import Update

State = Lesson.State
# what the engine calls a field → what the form calls it
FIELDS = {"central": "nodes", "years": "begun", "costs": "cost"}


@transaction.atomic
def begin_lesson(*, by: User, action: Action, language: str) -> Lesson:
    """The draft of a lesson with what is known already; the one that stands where there is one."""
    held = Action.objects.select_for_update(of=("self",)).select_related("plan__cycle__territory")
    row = held.get(pk=action.pk)
    refuse_where_closed(row.plan.cycle)
    found = Lesson.objects.filter(action=row).exclude(state=State.WITHDRAWN).first()
    if found is not None:
        return found
    if row.public_id not in {one.id for one in closed_in(row.plan)}:
        raise ValidationError(_("This action is not over yet; its lesson is still to come."))
    lesson = _drafted(row, language, by)
    lesson.writers.add(by)
    note(by, lesson, "begin lesson")
    return lesson


def _drafted(action: Action, language: str, by: User) -> Lesson:
    ending = ending_of(action)
    spent = action.updates.filter(hidden=None).exclude(spent=None).first()
    promised = promised_of(action) or {"nodes": [], "what": action.what}
    return Lesson.objects.create(
        action=action,
        slug=_free_slug(action),
        title=action.title,
        language=language,
        answers={"was_done": promised["what"], "came_of_it": ending.done if ending else ""},
        outcome=_outcome(ending),
        cost=spent.spent if spent else None,
        currency=action.currency,
        begun=action.begins,
        ended=timezone.localdate(ending.made) if ending else action.ends,
        nodes=[node["id"] for node in promised["nodes"]],
        made_by=by,
    )


def _outcome(ending: Update | None) -> str:
    """What can be said before anybody wrote: what was given up did not work."""
    done = ending is not None and ending.says == Update.Says.DONE
    return Lesson.Outcome.UNKNOWN if done else Lesson.Outcome.FAILED


def _free_slug(action: Action) -> str:
    """An id that neither a practice nor any other lesson ever had."""
    place = territory_name(action.plan.cycle.territory)
    stem = slugify(f"{place} {action.title}")[:60].strip("-") or f"lesson-{action.number}"
    taken = set(Lesson.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    taken |= set(library().practices)
    names = [stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


@transaction.atomic
def write_lesson(*, by: User, lesson: Lesson, words: Words, seen: int) -> Lesson:
    """Write it anew. It goes back to its team: reviews hold for the words they were given on."""
    held = locked(lesson, seen)
    refuse_where_closed(held.action.plan.cycle)
    if held.state not in (State.DRAFT, State.SUBMITTED):
        raise ValidationError(_("It is published. Withdraw it, then begin another one."))
    for name, value in checked(words, held.action.plan.cycle).items():
        setattr(held, name, value)
    held.state, held.submitted, held.effect, held.text = State.DRAFT, None, None, {}
    held.edit = F("edit") + 1
    held.save()
    held.refresh_from_db()
    held.writers.add(by)
    note(by, held, "write lesson")
    return held


@transaction.atomic
def hand_in_lesson(*, by: User, lesson: Lesson, seen: int, origin: str = "") -> None:
    """Give it to its peers: effect and text are kept as they are now. ValidationError says all that is
    missing, by field. ``origin``: of the address of the action's public page.
    """
    held = locked(lesson, seen)
    refuse_where_closed(held.action.plan.cycle)
    if held.state != State.DRAFT:
        raise ValidationError(_("It was handed in already."))
    held.text = _complete(held, origin)
    held.effect = as_data(effect_of_action(held.action, held.language))
    held.state, held.submitted = State.SUBMITTED, timezone.now()
    held.save(update_fields=["effect", "text", "state", "submitted"])
    held.writers.add(by)
    note(by, held, "hand in lesson")


def _complete(lesson: Lesson, origin: str) -> dict[str, str]:
    try:
        return files_of(lesson, origin=origin)
    except ContentError as error:
        missing: dict[str, list[str]] = {}
        for problem in error.problems:
            said = missing.setdefault(FIELDS.get(problem.where, problem.where), [])
            said.append(said_problem(problem.what, problem.mend))
        raise ValidationError(missing) from error


@transaction.atomic
def withdraw_lesson(*, by: User, lesson: Lesson, reason: str, seen: int) -> None:
    """Stand no longer for a published lesson; that it was there, and why it went, stays."""
    held, said = locked(lesson, seen), plain(reason)
    if held.state != State.PUBLISHED:
        raise ValidationError(_("It is not published."))
    if not SHORTEST_SAID <= len(said) <= 2000:
        raise ValidationError({"reason": _("Say in a sentence or two why; everybody reads it.")})
    held.state, held.withdrawn_because = State.WITHDRAWN, said
    held.save(update_fields=["state", "withdrawn_because"])
    note(by, held, "withdraw lesson", reason=said)


def locked(lesson: Lesson, seen: int) -> Lesson:
    """The lesson as it stands, held until the end of the transaction."""
    held = Lesson.objects.select_for_update(of=("self",))
    found = held.select_related("action__plan__cycle__territory").get(pk=lesson.pk)
    if found.edit != seen:
        raise ChangedMeanwhile(_("This lesson was written anew meanwhile. Read it once more."))
    return found

"""A lesson as a practice of the library: its facts, its files, what it still lacks."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from territoria.errors import ContentError
from territoria.learn.effect import RealEffect
from territoria.learn.lesson import CostFigure, LessonClaim, LessonFacts, LessonSource
from territoria.learn.practice_text import practice_files
from territoria_web.learn.models import Lesson
from territoria_web.learn.queries.effects import effect_of_action, from_data, stands_in_plan
from territoria_web.learn.rules import FIVE
from territoria_web.library.queries import library
from territoria_web.library.saying import numeral_of, said_in
from territoria_web.library.typed import plain_line
from territoria_web.territories.queries import territory_name

MOMENT = (1980, 1, 1, 0, 0, 0)  # the same lesson, the same bytes
NOWHERE = "https://example.org"  # where only what is missing is asked


def facts_of(lesson: Lesson, *, origin: str = "") -> LessonFacts:
    """What the engine writes a practice from. The first source is the public page of the action."""
    place = lesson.action.plan.cycle.territory
    effect = effect_in(lesson)
    with said_in(lesson.language):
        name = territory_name(place)
        return LessonFacts(
            id=lesson.slug,
            title=lesson.title,
            place=name,
            years=years_of(lesson),
            **_answers(lesson),
            central=tuple(lesson.nodes),
            roles=tuple(lesson.roles),
            sources=_sources(lesson, name, origin or settings.ORIGIN),
            extent="region" if 0 < place.level <= 3 else "country" if place.level == 0 else "place",
            population=round(place.population) if place.population else None,
            country=place.country if len(place.country) == 2 else None,
            territories=(place.key,),
            went_wrong=lesson.outcome == Lesson.Outcome.FAILED,
            costs=_costs(lesson),
            claims=(_told(lesson),),
            effect=effect,
            effect_source=1 if effect is not None else None,
            adopted=lesson.adopted if lesson.adopted in library().practices else "",
            contact=plain_line(lesson.contact) or None,
        )


def effect_in(lesson: Lesson) -> RealEffect | None:
    """As it was kept when the lesson was handed in; before that, as it is now."""
    if lesson.state != Lesson.State.DRAFT:
        return from_data(lesson.effect)
    return effect_of_action(lesson.action, lesson.language)


def years_of(lesson: Lesson) -> str:
    """``2027–2028``."""
    ends = [d.year for d in (lesson.begun, lesson.ended) if d is not None]
    return "–".join(str(year) for year in sorted(set(ends)))


# ── parts ─────────────────────────────────────────────────────────────────────────────────────


def _answers(lesson: Lesson) -> dict[str, Any]:
    """The texts, with what was typed as numbers said in a sentence."""
    held: Mapping[str, Any] = lesson.answers
    told = {key: str(held.get(key, "")) for key in (*FIVE, "lesson", "context")}
    if lesson.effort and told["it_cost"]:
        months = numeral_of(lesson.effort, 0 if lesson.effort == int(lesson.effort) else 1)
        told["it_cost"] += "\n\n" + _("Work in person-months: %(count)s.") % {"count": months}
    return told


def _costs(lesson: Lesson) -> tuple[CostFigure, ...]:
    if lesson.cost is None:
        return ()
    return (CostFigure(_("Money spent"), float(lesson.cost), lesson.currency, 1),)


def _sources(lesson: Lesson, place: str, origin: str) -> tuple[LessonSource, ...]:
    """The page of the action, those that were given, and the lesson of another place taken up."""
    own = LessonSource(title=f"{place}, {lesson.action.title}", url=origin + page_of(lesson))
    given = tuple(LessonSource(**one) for one in lesson.evidence)
    taken = Lesson.objects.filter(slug=lesson.adopted).first() if lesson.adopted else None
    if taken is None or lesson.adopted in library().practices:
        return (own, *given)
    url = origin + reverse("public:lesson", args=[taken.slug])
    title = _("Lesson that was taken up: %(title)s") % {"title": taken.title}
    return (own, *given, LessonSource(title=title, url=url))


def page_of(lesson: Lesson) -> str:
    """Where everybody reads of the action: its own page, or the plan that dropped it."""
    action = lesson.action
    if stands_in_plan(action):
        return reverse("public:promise", args=[action.plan.public_id, action.number])
    return reverse("public:plan", args=[action.plan.public_id])


def _told(lesson: Lesson) -> LessonClaim:
    """What its team says of the outcome, graded as the word of those who did it."""
    said = {
        Lesson.Outcome.WORKED: _("Those who did it say that it worked."),
        Lesson.Outcome.PARTLY: _("Those who did it say that it worked in part."),
        Lesson.Outcome.FAILED: _("Those who did it say that it did not work."),
        Lesson.Outcome.UNKNOWN: _("Those who did it cannot tell yet whether it worked."),
    }[Lesson.Outcome(lesson.outcome)]
    known = lesson.outcome != Lesson.Outcome.UNKNOWN
    return LessonClaim(
        id="told",
        outcome=_("What its team says"),
        claim=said,
        grade="E1" if known else "not reported",
        reason=_("It is their own word.") if known else _("Nothing could be seen yet."),
        sources=(1,),
    )


# ── files ─────────────────────────────────────────────────────────────────────────────────────


def files_of(lesson: Lesson, *, origin: str = "") -> dict[str, str]:
    """File name → text of the practice: as it was handed in; before that, as it is written now.
    ContentError lists all that is missing.
    """
    if lesson.text:
        return dict(lesson.text)
    facts = facts_of(lesson, origin=origin)
    return practice_files(facts, lang=lesson.language, library=library())


def lacks_of(lesson: Lesson) -> list[tuple[str, str]]:
    """What is missing before it can be handed in: which field, and what to do about it."""
    try:
        files_of(lesson, origin=NOWHERE)
    except ContentError as error:
        return [(p.where, said_problem(p.what, p.mend)) for p in error.problems]
    return []


def said_problem(what: str, mend: str) -> str:
    """A problem of the engine as one remark beside a field."""
    return f"{what[:1].upper()}{what[1:]} {mend}"


def archive_of(lesson: Lesson, *, origin: str = "") -> bytes:
    """The folder of the practice as a zip."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in files_of(lesson, origin=origin).items():
            entry = zipfile.ZipInfo(f"{lesson.slug}/{name}", MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, text)
    return held.getvalue()

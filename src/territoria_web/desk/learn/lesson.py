"""One lesson: its five questions, what was measured, what is missing, handing it in, its state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from territoria_web.desk.guards import account_of
from territoria_web.desk.learn.forms import (
    LessonForm,
    Sources,
    initial_of,
    sources_in,
)
from territoria_web.desk.learn.frame import STAGE, effect_facts, opened, show_lesson, text_facts
from territoria_web.desk.learn.index import said_reviews
from territoria_web.desk.tried import seen_anew
from territoria_web.learn.models import Lesson
from territoria_web.learn.queries.adoptions import practice_meant, practice_titles
from territoria_web.learn.queries.lessons import earlier_remarks, fit_count, open_lesson
from territoria_web.learn.queries.practices import lacks_of, page_of
from territoria_web.learn.queries.reading import read_lesson
from territoria_web.learn.rules import OUTCOME_NAMES, REVIEWS, state_said
from territoria_web.learn.services.lessons import hand_in_lesson, write_lesson
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.people.links import origin_of
from territoria_web.people.rules import role_may
from territoria_web.plan.queries.nodes import node_choices
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile

HAND_IN = "hand_in"


@login_required
@takes_form
def lesson(request: HttpRequest, public_id: UUID, lesson: UUID) -> HttpResponse:
    """The lesson as it stands, and writing it anew."""
    asked = request.method == "POST"
    cycle, held = opened(request, public_id, lesson, "write" if asked else "see")
    if asked and HAND_IN in request.POST and not _may_hand_in(cycle):
        raise PermissionDenied
    form, sources = _forms(request, cycle, held)
    if asked and form.is_valid() and sources.is_valid():
        try:
            _keep(request, cycle, held, form, sources)
            return redirect("desk:learn-lesson", cycle.public_id, held.public_id)
        except ChangedMeanwhile as refused:
            held = open_lesson(cycle, held.public_id)
            form, sources = _again(request, cycle, held, refused)
            form.add_error(None, _("Your words are below. Keep them once more to put them there."))
        except ValidationError as refused:
            held = open_lesson(cycle, held.public_id)
            form, sources = _again(request, cycle, held, refused)
    return _shown(request, cycle, held, form, sources)


def _may_hand_in(cycle: Cycle) -> bool:
    return any(role_may(role, STAGE, "hand in") for role in cycle.opened_as)


def _forms(request: HttpRequest, cycle: Cycle, held: Lesson, data: Any = None) -> tuple[Any, Any]:
    asked = request.POST if request.method == "POST" else None
    form = LessonForm(
        data or asked, initial=initial_of(held), nodes=_node_choices(cycle, held.nodes)
    )
    said = {"missing_management_form": _("The sources cannot be read. Load this page once more.")}
    rows = Sources(asked, initial=held.evidence, prefix="sources", error_messages=said)
    return form, rows


def _node_choices(cycle: Cycle, chosen: Sequence[str]) -> list[tuple[str, str]]:
    """Those of the team's framework; what was chosen under another one stays."""
    known = list(node_choices(cycle))
    ids = {key for key, _title in known}
    return known + [(key, key) for key in chosen if key not in ids]


def _again(
    request: HttpRequest, cycle: Cycle, held: Lesson, refused: ValidationError
) -> tuple[Any, Any]:
    """What was typed, beside the state that stands now."""
    form, sources = _forms(request, cycle, held, seen_anew(request, held.edit))
    form.is_valid()
    sources.is_valid()
    put_beside(form, refused)
    return form, sources


def _keep(request: HttpRequest, cycle: Cycle, held: Lesson, form: Any, sources: Any) -> None:
    by, typed = account_of(request), form.cleaned_data["adopted"]
    adopted = practice_meant(typed, practice_titles()) if typed else ""
    words = form.words(sources_in(sources), adopted or typed)
    kept = write_lesson(by=by, lesson=held, words=words, seen=form.cleaned_data["seen"])
    if HAND_IN not in request.POST:
        messages.success(request, _("The lesson is kept."))
        return
    hand_in_lesson(by=by, lesson=kept, seen=kept.edit, origin=origin_of(request))
    messages.success(request, _("Two peers from elsewhere read it now."))


# ── the page ──────────────────────────────────────────────────────────────────────────────────


def _shown(
    request: HttpRequest, cycle: Cycle, held: Lesson, form: LessonForm, sources: Any
) -> HttpResponse:
    writes = held.state in (Lesson.State.DRAFT, Lesson.State.SUBMITTED)
    lacks = lacks_of(held) if held.state == Lesson.State.DRAFT else []
    faulty = bool(form.errors) or (sources.is_bound and not sources.is_valid())
    return show_lesson(
        request,
        cycle,
        "desk/learn/lesson.html",
        title=held.title,
        finding=_finding(held, len(lacks)),
        facts={
            "lesson": held,
            "state": state_said(held),
            "outcome": OUTCOME_NAMES[Lesson.Outcome(held.outcome)],
            "page_of_action": page_of(held),
            "form": form,
            "sources": sources,
            "parts": form.parts(),
            "writes": writes and not cycle_is_closed(cycle),
            "lacks": _said_lacks(form, lacks) if not faulty else [],
            "reviews": said_reviews(held),
            "remarks": earlier_remarks(held),
            "fit": fit_count(held),
            "needed": REVIEWS,
            "titles": sorted(practice_titles().values(), key=str.casefold) if writes else [],
            "public": reverse("public:lesson", args=[held.slug]) if held.published else "",
            "asks_english": held.language != "en",
            **effect_facts(held),
            **(text_facts(read_lesson(held, origin=origin_of(request))) if not lacks else {}),
        },
        status=422 if faulty else 200,
    )


def cycle_is_closed(cycle: Cycle) -> bool:
    """Whether what the cycle holds stays as it is."""
    return cycle.state == Cycle.State.CLOSED


def _finding(held: Lesson, lacking: int) -> str:
    if held.state == Lesson.State.DRAFT:
        if lacking:
            return _("Not all is said yet that two peers need.")
        return _("All is said. Read it once more, then hand it in.")
    said = {
        Lesson.State.SUBMITTED: _("Two peers from elsewhere read it. What they find stands below."),
        Lesson.State.PUBLISHED: _("Two peers found it fit. Everybody reads it."),
        Lesson.State.WITHDRAWN: _("It was withdrawn. It stays readable, with the reason."),
    }
    return said[Lesson.State(held.state)]


def _said_lacks(form: LessonForm, lacks: list[tuple[str, str]]) -> list[dict[str, str]]:
    """What is missing, each with the field that it belongs to, where there is one."""
    fields = {"central": "nodes", "years": "begun", "costs": "cost"}
    found = []
    for where, said in lacks:
        name = fields.get(where, where)
        field = form[name] if name in form.fields else None
        label = str(field.label) if field else _("Sources") if name == "sources" else ""
        at = f"{field.auto_id}-field" if field else "sources" if name == "sources" else ""
        found.append({"label": label, "at": at, "said": said})
    return found

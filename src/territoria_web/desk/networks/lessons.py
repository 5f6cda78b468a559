"""The lessons of a network's report: listed, written one by one, put in order, taken away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST, require_safe

from territoria_web.desk.guards import account_of
from territoria_web.desk.networks.frame import show_network
from territoria_web.desk.networks.lesson_form import LessonForm, initial_of
from territoria_web.desk.tried import posted, seen_anew, seen_in, tell_refused, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.papers.models import Paper, PaperLesson
from territoria_web.papers.queries.paper_lessons import (
    Referent,
    lessons_of,
    open_lesson,
    references_in,
)
from territoria_web.papers.queries.papers import open_network_paper
from territoria_web.papers.services.paper_lessons import (
    MOST_LESSONS,
    add_lesson,
    order_lesson,
    take_lesson_away,
    write_lesson,
)
from territoria_web.people.queries import Visitor
from territoria_web.reports.lesson_references import choices_beyond, choices_here, named_by
from territoria_web.reports.synthesis.lessons import lessons_lint
from territoria_web.territories.rules import ChangedMeanwhile


@login_required
@require_safe
def lessons(request: HttpRequest, network: UUID, paper: UUID) -> HttpResponse:
    """All lessons in their order, and what they still lack."""
    held = _opened(request.user, network, paper)
    rows = lessons_of(held)
    names = named_by(references_in(rows))
    return _shown(
        request,
        held,
        "desk/networks/lessons.html",
        title=pgettext("of a synthesis report", "Lessons"),
        finding=_finding(len(rows)),
        facts={
            "paper": held,
            "rows": [_row(held, one, names) for one in rows],
            "flaws": lessons_lint(held, held.language),
            "writable": held.is_worked_on,
            "room": held.is_worked_on and len(rows) < MOST_LESSONS,
            "signed": held.signatures.exists(),
            "order": lessons_url(held, "network-lessons-order"),
            "new": lessons_url(held, "network-lesson-new"),
        },
        below=(),
    )


def _opened(user: Visitor, network: UUID, paper: UUID) -> Paper:
    """The synthesis report of a network; 404 for a paper of another kind."""
    held = open_network_paper(user, network, paper)
    if held.kind != Paper.Kind.SYNTHESIS:
        raise Http404
    return held


def lessons_url(paper: Paper, name: str = "network-lessons", *more: Any) -> str:
    """The address of a page on the lessons of a paper."""
    assert paper.network is not None
    return reverse(f"desk:{name}", args=[paper.network.public_id, paper.public_id, *more])


def _finding(count: int) -> str:
    if not count:
        return _("No lesson is written yet; a report has at most 15.")
    said = ngettext(
        "%(count)d lesson; a report has at most 15.",
        "%(count)d lessons; a report has at most 15.",
        count,
    )
    return said % {"count": count}


def _row(paper: Paper, lesson: PaperLesson, names: Mapping[str, Referent]) -> dict[str, Any]:
    return {
        "lesson": lesson,
        "said": lesson.words.get(paper.language) or next(iter(lesson.words.values()), ""),
        "supports": [names[r] for r in lesson.supports if r in names],
        "against": [names[r] for r in lesson.against if r in names],
        "url": lessons_url(paper, "network-lesson", lesson.public_id),
    }


# ── one lesson ────────────────────────────────────────────────────────────────────────────────


@login_required
@takes_form
def new(request: HttpRequest, network: UUID, paper: UUID) -> HttpResponse:
    """A lesson more."""
    return _written(request, _opened(request.user, network, paper), None)


@login_required
@takes_form
def lesson(request: HttpRequest, network: UUID, paper: UUID, lesson: UUID) -> HttpResponse:
    """One lesson, written anew."""
    held = _opened(request.user, network, paper)
    return _written(request, held, open_lesson(held, lesson))


def _written(request: HttpRequest, paper: Paper, row: PaperLesson | None) -> HttpResponse:
    form = _form(request, paper, row, posted(request))
    if form.is_bound and form.is_valid():
        try:
            if tried(form, lambda: _keep(request, paper, row, form)):
                messages.success(request, _("The lesson is kept."))
                return redirect(lessons_url(paper))
        except ChangedMeanwhile as refused:
            assert row is not None
            row = open_lesson(paper, row.public_id)
            form = _form(request, paper, row, seen_anew(request, row.edit))
            put_beside(form, refused)
    return _shown(
        request,
        paper,
        "desk/networks/lesson.html",
        title=_("Lesson %(number)d") % {"number": row.place} if row else _("New lesson"),
        facts={
            "form": form,
            "lesson": row,
            "writable": paper.is_worked_on,
            "signed": paper.signatures.exists(),
            "home": lessons_url(paper),
            "away": lessons_url(paper, "network-lesson-away", row.public_id) if row else "",
        },
        below=((pgettext("of a synthesis report", "Lessons"), lessons_url(paper)),),
        status=422 if form.is_bound and form.errors else 200,
    )


def _form(request: HttpRequest, paper: Paper, row: PaperLesson | None, data: Any) -> LessonForm:
    assert paper.network is not None
    here, beyond = choices_here(paper.network), choices_beyond(paper.network)
    initial = initial_of(row, here) if row else {"key": uuid4()}
    return LessonForm(data, initial=initial, language=paper.language, here=here, beyond=beyond)


def _keep(request: HttpRequest, paper: Paper, row: PaperLesson | None, form: LessonForm) -> None:
    by, draft = account_of(request), form.draft()
    if row is None:
        add_lesson(by=by, paper=paper, draft=draft, key=form.cleaned_data["key"])
    else:
        write_lesson(by=by, lesson=row, draft=draft, seen=seen_in(request))


# ── order ─────────────────────────────────────────────────────────────────────────────────────


@login_required
@require_POST
def order(request: HttpRequest, network: UUID, paper: UUID) -> HttpResponse:
    """Put a lesson one place up or down."""
    held = _opened(request.user, network, paper)
    try:
        key = UUID(request.POST.get("up") or request.POST.get("down") or "")
    except ValueError:
        raise Http404 from None
    row = open_lesson(held, key)
    try:
        order_lesson(by=account_of(request), lesson=row, up="up" in request.POST)
    except ValidationError as refused:
        tell_refused(request, refused)
    return redirect(f"{lessons_url(held)}#lesson-{row.public_id}")


@login_required
@require_POST
def away(request: HttpRequest, network: UUID, paper: UUID, lesson: UUID) -> HttpResponse:
    """Take a lesson out of the report."""
    held = _opened(request.user, network, paper)
    row = open_lesson(held, lesson)
    try:
        take_lesson_away(by=account_of(request), lesson=row, seen=seen_in(request))
        messages.success(request, _("The lesson is taken away; the journal keeps what it said."))
    except ValidationError as refused:
        tell_refused(request, refused)
    return redirect(lessons_url(held))


def _shown(
    request: HttpRequest,
    paper: Paper,
    template: str,
    *,
    title: str,
    facts: Mapping[str, Any],
    below: tuple[tuple[str, str], ...],
    finding: str = "",
    status: int = 200,
) -> HttpResponse:
    network = paper.network
    assert network is not None
    there = (
        (_("Synthesis report"), reverse("desk:network-papers", args=[network.public_id])),
        (paper.title, reverse("desk:network-paper", args=[network.public_id, paper.public_id])),
    )
    return show_network(
        request,
        network,
        "network-papers",
        template,
        office=True,
        title=title,
        finding=finding,
        facts=facts,
        below=(*there, *below),
        status=status,
    )

"""All papers of a cycle, kind by kind: how far each is, its versions, who signed; beginning one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from territoria_web.desk.guards import account_of
from territoria_web.desk.papers.parts import STAGE, STEP_OF, refuse_step, signatures_of
from territoria_web.desk.tried import posted, tried
from territoria_web.desk.workspace import rights, show_stage
from territoria_web.library.http_methods import takes_form
from territoria_web.library.languages import (
    document_language,
    document_languages,
    name_of_language,
)
from territoria_web.papers.models import Paper
from territoria_web.papers.queries.papers import papers_of
from territoria_web.papers.rules import KIND_NAMES, STATE_NAMES, bars_to_signing
from territoria_web.papers.services.writing import begin_paper
from territoria_web.people.queries import open_cycle
from territoria_web.reports.kinds import paper_kinds
from territoria_web.reports.paper_lint import flaws_of_words
from territoria_web.territories.models import Cycle
from territoria_web.territories.queries import territory_name

# Proceedings are begun from their meeting, which knows what they are of.
BEGUN_ELSEWHERE = frozenset({Paper.Kind.PROCEEDINGS})
# A network's own papers stand at its desk, not at a team's.
OF_NETWORKS = frozenset({Paper.Kind.SYNTHESIS})


class BeginForm(forms.Form):
    """A new paper, or a new version of one."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    language = forms.ChoiceField(
        label=gettext_lazy("Language in which you write"), choices=document_languages
    )
    reason = forms.CharField(
        label=gettext_lazy("Why is a new version begun?"),
        help_text=gettext_lazy("Everybody may read it beside the versions."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )


@login_required
@require_safe
def papers(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Kind by kind, the papers with their versions."""
    cycle = open_cycle(request.user, public_id, stage=STAGE)
    held = list(papers_of(cycle))
    for paper in held:
        paper.cycle = cycle
    published = sum(p.state == Paper.State.PUBLISHED for p in held)
    said = ngettext("%(count)d paper is published.", "%(count)d papers are published.", published)
    return show_stage(
        request,
        cycle,
        STAGE,
        "desk/papers/papers.html",
        title=_("Papers"),
        finding=said % {"count": published} if published else _("No paper is published yet."),
        facts={
            "kinds": [
                _kind(cycle, kind, held) for kind in paper_kinds() if kind not in OF_NETWORKS
            ],
            **rights(cycle, "papers", "write"),
        },
    )


def _kind(cycle: Cycle, kind: str, held: list[Paper]) -> dict[str, Any]:
    mine = [p for p in held if p.kind == kind]
    parts = list(dict.fromkeys(p.part for p in mine))
    working = any(p.published is None for p in mine)
    return {
        "name": KIND_NAMES[Paper.Kind(kind)],
        "parts": [[_row(cycle, p) for p in mine if p.part == part] for part in parts],
        "begin": reverse("desk:paper-begin", args=[cycle.public_id, kind])
        if kind not in BEGUN_ELSEWHERE and not working
        else "",
        "again": bool(mine),
        "elsewhere": kind in BEGUN_ELSEWHERE and not mine,
    }


def _row(cycle: Cycle, paper: Paper) -> dict[str, Any]:
    unanswered = getattr(paper, "unanswered", 0)
    today = timezone.localdate()
    lacking = []
    if paper.is_worked_on:
        flaws = len(flaws_of_words(paper))
        said = ngettext("%(count)d thing to mend.", "%(count)d things to mend.", flaws)
        lacking = [said % {"count": flaws}] if flaws else []
        lacking += bars_to_signing(paper, unanswered=unanswered, today=today)
    return {
        "paper": paper,
        "state": STATE_NAMES[Paper.State(paper.state)],
        "language": name_of_language(paper.language),
        "signed": signatures_of(paper),
        "lacking": lacking,
        "url": reverse("desk:paper", args=[cycle.public_id, paper.public_id]),
    }


@login_required
@takes_form
def begin(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """Begin the first version, or the next."""
    cycle = open_cycle(request.user, public_id, stage=STAGE, verb="write")
    if kind not in paper_kinds() or kind in BEGUN_ELSEWHERE | OF_NETWORKS:
        raise Http404
    before = papers_of(cycle).filter(kind=kind).first()
    form = BeginForm(posted(request), initial=_begin(cycle, kind, before))
    if before is None:
        del form.fields["reason"]
    if request.method == "POST" and form.is_valid():
        made: list[Paper] = []
        by, held = account_of(request), form.cleaned_data
        if tried(form, lambda: made.append(_begun(by, cycle, kind, held))):
            messages.success(request, _("The paper is begun."))
            return redirect("desk:paper", cycle.public_id, made[0].public_id)
    return show_stage(
        request,
        cycle,
        STAGE,
        "desk/papers/begin.html",
        title=_("Begin: %(kind)s") % {"kind": KIND_NAMES[Paper.Kind(kind)]},
        facts={"form": form, "before": before},
        below=((_("Papers"), reverse("desk:papers", args=[cycle.public_id])),),
        status=422 if form.errors else 200,
        step=STEP_OF.get(kind, ""),
    )


def _begin(cycle: Cycle, kind: str, before: Paper | None) -> dict[str, str]:
    if before is not None:
        return {"title": before.title, "language": before.language}
    said = _("%(kind)s: %(place)s")
    named = {"kind": KIND_NAMES[Paper.Kind(kind)], "place": territory_name(cycle.territory)}
    return {"title": said % named, "language": document_language()}


def _begun(by: Any, cycle: Cycle, kind: str, held: dict[str, Any]) -> Paper:
    refuse_step(Paper(cycle=cycle, kind=kind))
    return begin_paper(by=by, kind=kind, cycle=cycle, **held)

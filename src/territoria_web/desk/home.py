"""The first page of the desk: my teams; and the overview of one cycle, with what comes next."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from territoria_web.compare.queries.chosen_peers import assessment_of, chosen_group
from territoria_web.desk.frame import show
from territoria_web.desk.guards import account_of
from territoria_web.desk.workspace import job_facts, show_stage
from territoria_web.jobs.models import Job
from territoria_web.jobs.queries import UNFINISHED
from territoria_web.measure.queries.team_releases import in_force
from territoria_web.measure.services.cycles import start_cycle
from territoria_web.people.queries import cycles_of, may, open_cycle, open_team, territories_of
from territoria_web.recommend.queries.judged import Counts, counts_of, judged_advice
from territoria_web.territories.models import Cycle
from territoria_web.territories.queries import territory_name

LATEST = 8


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """My teams and what was worked on last."""
    user = account_of(request)
    cycles = list(cycles_of(user))
    begun = {cycle.territory_id for cycle in cycles}
    waiting = [t for t in territories_of(user).order_by("name") if t.pk not in begun]
    latest = Job.objects.filter(cycle__in=cycles).select_related("cycle__territory")[:LATEST]
    return show(
        request,
        "desk/home.html",
        title=_("Your desk"),
        finding=_finding(len(cycles) + len(waiting)),
        facts={
            "cycles": [_card(cycle) for cycle in cycles],
            "waiting": [
                (territory_name(t), reverse("desk:start", args=[t.code]))
                for t in waiting
                if may(user, "territory", "open", t)
            ],
            "jobs": [_line(job) for job in latest if job.cycle],
        },
    )


def _finding(teams: int) -> str:
    if not teams:
        return _(
            "You belong to no team yet. Ask the lead of a team, or the operator, to invite you."
        )
    said = ngettext("You work with %(teams)d team.", "You work with %(teams)d teams.", teams)
    return said % {"teams": teams}


def _card(cycle: Cycle) -> dict[str, Any]:
    return {
        "cycle": cycle,
        "name": territory_name(cycle.territory),
        "url": reverse("desk:cycle", args=[cycle.public_id]),
        "team": reverse("desk:team", args=[cycle.territory.code]),
    }


def _line(job: Job) -> dict[str, Any]:
    cycle = job.cycle
    assert cycle is not None
    return {**job_facts(job, cycle), "place": territory_name(cycle.territory)}


# ── one cycle ─────────────────────────────────────────────────────────────────────────────────


@login_required
@require_safe
def cycle(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Where a team stands in each stage, and what comes next."""
    held = open_cycle(request.user, public_id)
    jobs = _jobs(held)
    steps = _steps(held, written=any(job.state == Job.State.DONE for job in jobs))
    coming = next((step for step in steps if not step["done"]), None)
    finding = (
        _("All stages are done. Figures, peers and decisions can still be changed.")
        if coming is None
        else _("Next: %(what)s") % {"what": coming["what"]}
    )
    return show_stage(
        request,
        held,
        "cycle",
        "desk/cycle.html",
        title=territory_name(held.territory),
        finding=finding,
        facts={
            "steps": [{**step, "mark": _mark(step, coming)} for step in steps],
            "jobs": [job_facts(job, held) for job in jobs if job.state in UNFINISHED],
            "team": reverse("desk:team", args=[held.territory.code]),
            "public": reverse("public:territory", args=[held.territory.code]),
        },
    )


def _jobs(cycle: Cycle) -> QuerySet[Job]:
    """Those that wait or run, and the documents that were written."""
    written = Q(kind="briefing", state=Job.State.DONE)
    return Job.objects.filter(Q(state__in=UNFINISHED) | written, cycle=cycle)


def _mark(step: dict[str, Any], coming: dict[str, Any] | None) -> str:
    return "current" if step is coming else "done" if step["done"] else "ahead"


def _steps(cycle: Cycle, *, written: bool) -> list[dict[str, Any]]:
    """The stages: what was done in each, and what can be done next. A stage that its team left for
    a later one counts as done: nobody must give figures or choose other peers.
    """
    releases, group = len(in_force(cycle)), chosen_group(cycle)
    counts = counts_of(judged_advice(cycle, assessment_of(cycle)))
    judged = bool(counts.of) and counts.decided == counts.of
    later = written or counts.decided > 0
    done = (bool(releases or group or later), bool(group or later), judged, written)
    said = (_measured(releases), _compared(group is not None), _judged(counts), _documents())
    return [
        {"name": name, "what": what, "said": told, "done": over, "url": url}
        for (name, what, url), told, over in zip(_ways(cycle), said, done, strict=True)
    ]


def _ways(cycle: Cycle) -> list[tuple[str, str, str]]:
    """Name of a stage, what to do there, its address."""
    held = [
        ("measure", _("Measure"), _("add figures that you know and nobody has published.")),
        (
            "compare",
            _("Compare"),
            _("look whether the structural peers are those you would learn from."),
        ),
        ("recommend", _("Advice"), _("decide on the advice, piece by piece, with reasons.")),
        ("documents", _("Documents"), _("write the briefing for your council.")),
    ]
    return [(n, what, reverse(f"desk:{key}", args=[cycle.public_id])) for key, n, what in held]


def _measured(releases: int) -> str:
    if not releases:
        return _("Scores rest on published figures alone.")
    said = ngettext(
        "%(count)d release of your own figures is in use.",
        "%(count)d releases of your own figures are in use.",
        releases,
    )
    return said % {"count": releases}


def _compared(chosen: bool) -> str:
    if chosen:
        return _("You chose your own peers, with a reason.")
    return _("The structural peers count.")


def _judged(counts: Counts) -> str:
    if not counts.of:
        return _("No advice is worked out yet.")
    said = _("%(done)s of %(of)s pieces of advice are decided.")
    return said % {"done": counts.decided, "of": counts.of}


def _documents() -> str:
    return _("The briefing in English, French or German, as HTML, PDF and DOCX.")


class StartForm(forms.Form):
    """What a passage is called."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        help_text=gettext_lazy("For example: Digital strategy 2027. Only your team reads it."),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a passage of a territory."""
    user = account_of(request)
    place = open_team(user, code, "open")
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        begun = start_cycle(by=user, territory=place, title=form.cleaned_data["title"])
        messages.success(request, _("The desk is open."))
        return redirect("desk:cycle", begun.public_id)
    return show(
        request,
        "desk/start.html",
        title=_("Open a desk for %(place)s") % {"place": territory_name(place)},
        finding=_("It holds your own figures, your peers and your decisions on advice."),
        facts={"form": form},
        crumbs=((_("Your desk"), reverse("desk:home")),),
        status=422 if form.errors else 200,
    )

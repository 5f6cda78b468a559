"""The first page of the desk: my teams; and the overview of one cycle, with what comes next."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from territoria_web.compare.queries.chosen_peers import assessment_of, chosen_group
from territoria_web.desk.frame import show
from territoria_web.desk.guards import account_of
from territoria_web.desk.workspace import UNFINISHED, job_facts, show_stage
from territoria_web.jobs.models import Job
from territoria_web.measure.queries.team_releases import in_force, own_assessment
from territoria_web.measure.services.cycles import start_cycle
from territoria_web.people.queries import cycles_of, may, open_cycle, open_team, territories_of
from territoria_web.recommend.queries.judged import counts_of, judged_advice
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
    steps = _steps(held)
    coming = next((step for step in steps if step["state"] != "done"), None)
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
            "steps": steps,
            "way": [(s["name"], s["url"], _mark(s, coming)) for s in steps],
            "jobs": [job_facts(job, held) for job in _unfinished(held)],
            "team": reverse("desk:team", args=[held.territory.code]),
            "public": reverse("public:territory", args=[held.territory.code]),
        },
    )


def _unfinished(cycle: Cycle) -> QuerySet[Job]:
    return Job.objects.filter(cycle=cycle, state__in=UNFINISHED)


def _mark(step: dict[str, Any], coming: dict[str, Any] | None) -> str:
    return "current" if step is coming else "done" if step["state"] == "done" else "ahead"


def _steps(cycle: Cycle) -> list[dict[str, Any]]:
    """The stages: what was done in each, and what can be done next."""
    releases, group = len(in_force(cycle)), chosen_group(cycle)
    counts = counts_of(judged_advice(cycle, assessment_of(cycle)))
    return [
        {
            "name": _("Measure"),
            "state": "done" if own_assessment(cycle) else "open",
            "said": ngettext(
                "%(count)d release of your own figures is in use.",
                "%(count)d releases of your own figures are in use.",
                releases,
            )
            % {"count": releases}
            if releases
            else _("Scores rest on published figures alone."),
            "what": _("add figures that you know and nobody has published."),
            "url": reverse("desk:measure", args=[cycle.public_id]),
        },
        {
            "name": _("Compare"),
            "state": "done" if group else "open",
            "said": _("You chose your own peers, with a reason.")
            if group
            else _("The structural peers count."),
            "what": _("look whether the structural peers are those you would learn from."),
            "url": reverse("desk:compare", args=[cycle.public_id]),
        },
        {
            "name": _("Advice"),
            "state": "done" if counts.of and counts.decided == counts.of else "open",
            "said": _("%(done)s of %(of)s pieces of advice are decided.")
            % {"done": counts.decided, "of": counts.of}
            if counts.of
            else _("No advice is worked out yet."),
            "what": _("decide on the advice, piece by piece, each with a reason."),
            "url": reverse("desk:recommend", args=[cycle.public_id]),
        },
        {
            "name": _("Documents"),
            "state": "open",
            "said": _("The briefing in English, French or German, as HTML, PDF and DOCX."),
            "what": _("write the briefing for your council."),
            "url": reverse("desk:documents", args=[cycle.public_id]),
        },
    ]


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

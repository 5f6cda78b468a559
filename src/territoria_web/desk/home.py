"""The first page of the desk: my teams, and beginning a cycle."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from territoria_web.compare.queries.benchmark_sheets import apart_for, sheets_waiting
from territoria_web.compare.queries.benchmarks import benchmarks_to_remark_on
from territoria_web.desk.calls.ways import ways_of
from territoria_web.desk.frame import show
from territoria_web.desk.guards import account_of
from territoria_web.desk.workspace import job_facts
from territoria_web.jobs.models import Job
from territoria_web.learn.queries.peers import lessons_to_review
from territoria_web.library.http_methods import takes_form
from territoria_web.measure.queries.register import initiatives_to_review
from territoria_web.measure.services.cycles import start_cycle
from territoria_web.people.queries import (
    cycles_of,
    networks_of,
    open_team,
    territories_of,
)
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
    may_open = set(territories_of(user, "open").values_list("pk", flat=True))
    networks = [(n.name, reverse("desk:network", args=[n.public_id])) for n in networks_of(user)]
    ways = ways_of(user)
    latest = Job.objects.filter(cycle__in=cycles).select_related("cycle__territory")[:LATEST]
    return show(
        request,
        "desk/home.html",
        title=_("Your desk"),
        finding=_finding(len(cycles) + len(waiting), len(networks), len(ways)),
        facts={
            "cycles": [_card(cycle) for cycle in cycles],
            "waiting": [
                (territory_name(t), reverse("desk:start", args=[t.code]))
                for t in waiting
                if t.pk in may_open
            ],
            "networks": networks,
            "ways": ways,
            "lessons_waiting": lessons_to_review(user).count(),
            "consulted": benchmarks_to_remark_on(user),
            "sheets_waiting": sheets_waiting(user).count(),
            "to_talk_over": sum(apart_for(user).values()),
            "initiatives_waiting": initiatives_to_review(user).count(),
            "jobs": [_line(job) for job in latest if job.cycle],
        },
    )


def _finding(teams: int, networks: int, ways: int) -> str:
    if networks and not teams:
        return _("You belong to no team yet, and see how the territories of your networks stand.")
    if ways and not teams:
        return _("You belong to no team yet. Your calls are below.")
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


class StartForm(forms.Form):
    """What a passage is called."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        help_text=gettext_lazy("For example: Digital strategy 2027. Only your team reads it."),
        error_messages={"required": gettext_lazy("Give the desk a title.")},
    )


@login_required
@takes_form
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

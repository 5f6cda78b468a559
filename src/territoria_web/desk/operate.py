"""Running the house: what stands, which teams, which long work."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from territoria_web.desk.frame import show
from territoria_web.jobs.models import Job
from territoria_web.jobs.queries import UNFINISHED
from territoria_web.jobs.services import cancel_job
from territoria_web.measure.models import Release
from territoria_web.people.models import FORMER, Organisation, User
from territoria_web.people.queries import open_house, teams
from territoria_web.territories.models import Territory
from territoria_web.territories.queries import search_territories, territory_name

ROWS = 50


@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The state of the house on one page."""
    open_house(request.user)
    jobs = Job.objects.aggregate(
        waiting=Count("pk", filter=Q(state=Job.State.WAITING)),
        running=Count("pk", filter=Q(state=Job.State.RUNNING)),
        failed=Count("pk", filter=Q(state=Job.State.FAILED)),
    )
    facts = {
        "counts": _counts(),
        "jobs": jobs,
        "boundaries": _boundaries(),
        "releases": Release.objects.order_by("-made")[:20],
    }
    return show(
        request,
        "desk/operate/overview.html",
        title=_("Running this site"),
        finding=_state(jobs["waiting"] + jobs["running"], jobs["failed"]),
        facts=facts,
    )


def _state(unfinished: int, failed: int) -> str:
    if failed:
        return ngettext(
            "%(count)d job failed and needs a look.",
            "%(count)d jobs failed and need a look.",
            failed,
        ) % {"count": failed}
    if unfinished:
        return ngettext(
            "All is well; %(count)d job is under way.",
            "All is well; %(count)d jobs are under way.",
            unfinished,
        ) % {"count": unfinished}
    return _("All is well; nothing waits.")


def _counts() -> list[tuple[str, str, int]]:
    people = User.objects.filter(is_active=True).exclude(email__endswith=FORMER).count()
    return [
        (_("Territories with a team"), reverse("desk:operate-territories"), teams().count()),
        (_("Organisations"), reverse("desk:operate-organisations"), Organisation.objects.count()),
        (_("People"), reverse("desk:operate-people"), people),
    ]


def _boundaries() -> list[str]:
    """The versions of codes with real boundaries; where there are none, maps are of tiles."""
    return sorted(path.stem for path in (settings.HOME / "boundaries").glob("*.json"))


@login_required
@require_safe
def territories(request: HttpRequest) -> HttpResponse:
    """The teams; and any territory by name or code, to give it its first lead."""
    open_house(request.user)
    asked = request.GET.get("q", "").strip()
    rows = [(team, territory_name(team)) for team in teams()]
    return show(
        request,
        "desk/operate/territories.html",
        title=_("Territories and their teams"),
        finding=_("A team begins with its first lead, whom you invite."),
        facts={"rows": rows, "asked": asked, "found": _found(asked)},
        crumbs=crumbs(),
    )


def _found(asked: str) -> list[tuple[str, str]]:
    codes = [match.territory.code for match in search_territories(asked)] if asked else []
    held = {t.code: t for t in Territory.objects.filter(code__in=codes)}
    return [(code, territory_name(held[code])) for code in codes if code in held]


@login_required
@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    """Long work, latest first."""
    open_house(request.user)
    held = Job.objects.select_related("made_by", "cycle__territory")
    state = request.GET.get("state", "")
    if state in Job.State.values:
        held = held.filter(state=state)
    shown = Paginator(held, ROWS).get_page(request.GET.get("page"))
    rows = [{"job": job, "unfinished": job.state in UNFINISHED} for job in shown.object_list]
    return show(
        request,
        "desk/operate/jobs.html",
        title=_("Long work"),
        finding=_("What runs beside the pages: computing, importing, writing reports."),
        facts={"rows": rows, "pages": shown, "query": f"state={state}&" if state else ""},
        crumbs=crumbs(),
    )


@login_required
@require_POST
def stop_job(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask a job to stop."""
    by = open_house(request.user)
    job = Job.objects.select_related("cycle__territory").filter(public_id=public_id).first()
    if job is None:
        raise Http404
    if cancel_job(by=by, job=job):
        messages.success(request, _("The job is asked to stop."))
    return redirect("desk:operate-jobs")


def crumbs() -> tuple[tuple[str, str], ...]:
    """The way back."""
    return ((_("Running this site"), reverse("desk:operate")),)

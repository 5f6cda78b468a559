"""The schedule of a company day: having it worked out, how good it is, publishing; marking what was held."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from territoria_web.act.models import Company, CompanyDay, Encounter, Schedule
from territoria_web.act.queries.companies import companies_of
from territoria_web.act.queries.company_days import moment_said, open_company_day, takes_now
from territoria_web.act.queries.company_schedules import (
    Row,
    changed_between,
    holes_of,
    is_outdated,
    rows_of,
    unplaced_of,
    worth_of,
)
from territoria_web.act.rules.companies import (
    ARRANGE,
    ASK,
    MARK,
    TALK_STATES,
    Talk,
    has_begun,
    slot_ends,
)
from territoria_web.act.services.company_schedules import (
    KIND,
    ask_for_schedule,
    drop_schedule,
    publish_schedule,
    schedule_job_key,
)
from territoria_web.act.services.talks import mark_rest_held, mark_talk
from territoria_web.desk.companies.frame import show_company_day
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import tell_refused
from territoria_web.desk.workspace import note_of
from territoria_web.jobs.models import Job
from territoria_web.jobs.queries import UNFINISHED
from territoria_web.library.http_methods import takes_form
from territoria_web.people.links import origin_of

MOST_ROWS = 300  # talks on a page; a larger day shows one slot at a time


@login_required
@takes_form
def schedule(request: HttpRequest, network: UUID, day: UUID) -> HttpResponse:
    """The latest schedule, draft or published; its deeds."""
    held = open_company_day(request.user, network, day)
    if request.method == "POST":
        _do(request, held)
        page = reverse("desk:company-day-schedule", args=[held.network.public_id, held.public_id])
        slot = _slot_in(request)
        return redirect(page if slot is None else f"{page}?slot={slot}")
    versions = list(held.schedules.all())
    latest = versions[0] if versions else None
    facts: dict[str, Any] = {
        "job": job_of(held),
        "may_arrange": takes_now(held, ARRANGE),
        "may_mark": takes_now(held, MARK),
        "versions": versions,
        "latest": latest,
        "ask_until": moment_said(held, held.ask_until) if takes_now(held, ASK) else "",
    }
    if latest is not None:
        latest.day = held
        facts |= _facts(held, latest, versions, _slot_in(request))
    return show_company_day(
        request,
        held,
        "company-day-schedule",
        "desk/companies/schedule.html",
        title=_("Schedule"),
        finding=worth_of(latest) if latest else _("The talks are not arranged yet."),
        facts=facts,
    )


def _slot_in(request: HttpRequest) -> int | None:
    typed = str(request.GET.get("slot", ""))
    return int(typed) if typed.isdecimal() and len(typed) < 4 else None


def _facts(
    held: CompanyDay, latest: Schedule, versions: list[Schedule], slot: int | None
) -> dict[str, Any]:
    companies = {one.pk: one for one in companies_of(held)}
    before = next((one for one in versions[1:] if one.published), None)
    draft = latest.published is None
    changed = changed_between(before.meetings if before else None, latest.meetings)
    rows = rows_of(latest, companies)
    many = len(rows) > MOST_ROWS
    slot = _slot_shown(held, rows, slot) if many else None
    return {
        "draft": draft,
        "holes": holes_of(latest),
        "slots": _by_slot(held, [one for one in rows if slot in (None, one.slot)]),
        "slot": slot,
        "others": sorted({(one.slot, one.when) for one in rows}) if many else [],
        "unplaced": unplaced_of(latest, companies),
        "outdated": takes_now(held, ARRANGE) and is_outdated(latest, timezone.now()),
        "changed": _names(companies, changed) if draft and before else [],
        "first": before is None,
        "is_out": before is not None or not draft,
        "to_mark": sum(_is_open(held, one.talk) for one in rows),
    }


def _slot_shown(held: CompanyDay, rows: list[Row], asked: int | None) -> int:
    """Of a large day one slot: the one that was asked for, else the one that goes on or comes next."""
    slots = sorted({one.slot for one in rows})
    if asked in slots:
        return asked
    now, ahead = timezone.now(), [n for n in slots if n < len(held.slots)]
    return next((n for n in ahead if slot_ends(held, n) > now), slots[-1])


def _names(companies: dict[int, Company], chosen: set[int]) -> list[str]:
    return sorted(companies[one].name for one in chosen if one in companies)


def _is_open(held: CompanyDay, talk: Encounter | None) -> bool:
    if talk is None or talk.state != Talk.SCHEDULED:
        return False
    return has_begun(held, talk, timezone.now())


def _by_slot(held: CompanyDay, rows: list[Row]) -> list[tuple[int, str, list[dict[str, Any]]]]:
    """The talks of each slot, with what can be marked of them."""
    found: dict[int, tuple[str, list[dict[str, Any]]]] = {}
    for one in rows:
        _when, talks = found.setdefault(one.slot, (one.when, []))
        begun = one.talk is not None and has_begun(held, one.talk, timezone.now())
        talks.append(
            {
                "row": one,
                "state": TALK_STATES[one.talk.state] if one.talk else "",
                "pinned": one.talk is not None and one.talk.pin_slot is not None,
                "may_hold": begun and one.talk is not None and one.talk.state != Talk.HELD,
                "may_miss": begun and one.talk is not None and one.talk.state != Talk.NO_SHOW,
            }
        )
    return [(slot, when, talks) for slot, (when, talks) in sorted(found.items())]


# ── deeds ─────────────────────────────────────────────────────────────────────────────────────


def _do(request: HttpRequest, held: CompanyDay) -> None:
    deed, _mark, what = str(request.POST.get("do", "")).partition(":")
    by = account_of(request)
    try:
        if deed in ("arrange", "keep"):
            ask_for_schedule(by=by, day=held, keep=deed == "keep")
        elif deed in ("held", "missed"):
            mark_talk(by=by, talk=_talk(held, what), held=deed == "held")
        elif deed == "rest":
            count = mark_rest_held(by=by, day=held)
            said = ngettext("%(count)d talk is marked.", "%(count)d talks are marked.", count)
            messages.success(request, said % {"count": count})
        elif deed in ("publish", "drop"):
            _with_version(request, _version(held, what), publish=deed == "publish")
        else:
            messages.error(request, _("Choose one of the buttons."))
    except ValidationError as refused:
        tell_refused(request, refused)


def _with_version(request: HttpRequest, version: Schedule, *, publish: bool) -> None:
    by = account_of(request)
    if not publish:
        drop_schedule(by=by, schedule=version)
        messages.success(request, _("The draft is thrown away."))
        return
    messages.success(
        request, _out_said(publish_schedule(by=by, schedule=version, origin=origin_of(request)))
    )


def _out_said(version: Schedule) -> str:
    """How many were told; where nobody could be, that agendas are handed out on paper."""
    firms = companies_of(version.day).filter(pk__in=version.changes)
    if version.changes and not firms.exclude(email="").exists():
        return _("The agendas are out. Nobody whom they concern left an address: print them.")
    said = ngettext(
        "The agendas are out; %(count)d company is told.",
        "The agendas are out; %(count)d companies are told.",
        version.told,
    )
    return said % {"count": version.told}


def _version(held: CompanyDay, typed: str) -> Schedule:
    """By its row: the number of a draft is given again when another one takes its place."""
    row = int(typed) if typed.isdecimal() and len(typed) < 18 else 0
    found = held.schedules.filter(pk=row).first()
    if found is None:
        raise ValidationError(_("This draft was published or thrown away meanwhile."))
    found.day = held
    return found


def _talk(held: CompanyDay, typed: str) -> Encounter:
    try:
        found = held.encounters.filter(public_id=UUID(typed)).first()
    except ValueError:
        found = None
    if found is None:
        raise Http404
    found.day = held
    return found


# ── the job ───────────────────────────────────────────────────────────────────────────────────


def job_of(held: CompanyDay) -> dict[str, Any] | None:
    """The latest job that arranges talks, while it is not done; None otherwise."""
    job = Job.objects.filter(kind=KIND, key=schedule_job_key(held)).order_by("-made", "-pk").first()
    if job is None or job.state in (Job.State.DONE, Job.State.CANCELLED):
        return None
    running = job.state in UNFINISHED
    where = [held.network.public_id, held.public_id]
    return {
        "row": job,
        "title": gettext_lazy("Arranging the talks"),
        "note": note_of(job),
        "running": running,
        "problems": job.problems,
        "fragment": reverse("desk:company-day-schedule-progress", args=where) if running else "",
    }


@login_required
@require_safe
def progress(request: HttpRequest, network: UUID, day: UUID) -> HttpResponse:
    """The part of the page that changes while talks are arranged."""
    held = open_company_day(request.user, network, day)
    page = reverse("desk:company-day-schedule", args=[network, day])
    answer = render(request, "desk/companies/job.html", {"job": job_of(held), "page": page})
    add_never_cache_headers(answer)
    return answer

"""An adopted action plan as everybody reads it: promises, waves, versions with their reasons."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from territoria_web.library.saying import day
from territoria_web.plan.queries.published import PublicPlan, public_plan
from territoria_web.plan.queries.said import (
    baseline_said,
    dates_said,
    money_said,
    said_actions,
    said_changes,
    said_here,
    target_said,
)
from territoria_web.plan.queries.sheet import HEAD, row_of, sheet_of
from territoria_web.plan.queries.standing import Promised, Standing, StandingWave
from territoria_web.plan.queries.words import LABEL_NAMES
from territoria_web.public.page import Crumb, Page, Table
from territoria_web.reports.wave_picture import Block, Column, wave_pictures
from territoria_web.territories.queries import territory_name

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def plan(request: HttpRequest, plan: UUID) -> Page:
    """The plan as adopted last; 404 before anything was."""
    held = public_plan(plan)
    cycle, standing = held.plan.cycle, held.standing
    name = territory_name(cycle.territory)
    moved = {a.id: a for a in said_actions(held.last.changed) if a.kind == "changed"}
    finding = _finding(standing)
    return Page(
        template="public/plan.html",
        title=_("Action plan: %(place)s") % {"place": name},
        finding=finding,
        facts={
            "plan": held,
            "standing": standing,
            "example": cycle.example,
            "message": _message(standing),
            "waves": [(w, [_row(a, moved) for a in w.actions]) for w in standing.waves],
            "left_over": [_row(a, moved) for a in standing.left_over],
            "hundred_days": [_row(a, moved) for a in standing.hundred_days],
            "pictures": _pictures(standing, finding),
            "outputs_reason": held.last.row.body.get("outputs_reason", ""),
            "versions": [
                (v.row, said_actions(v.changed), said_changes(v.frame)) for v in held.versions
            ],
            "explain": reverse("public:explain"),
            "workbook": reverse("public:plan-xlsx", args=[held.plan.public_id]),
            "account": reverse("public:promises-plan", args=[held.plan.public_id]),
            "targets": reverse("public:targets", args=[cycle.public_id])
            if held.has_targets
            else "",
        },
        table=Table(f"plan-{cycle.territory.code}", HEAD, [row_of(a) for a in standing.actions]),
        data=_data(held),
        crumbs=(Crumb(name, reverse("public:territory", args=[cycle.territory.code])),),
    )


def _data(held: PublicPlan) -> dict[str, Any]:
    last = held.last.row
    return {
        "plan": last.body,
        "versions": [
            {
                "number": v.row.number,
                "adopted": v.row.made.isoformat(),
                "reason": v.row.reason,
                "digest": v.row.digest,
            }
            for v in held.versions
        ],
    }


def _finding(standing: Standing) -> str:
    count = len(standing.actions)
    said = ngettext(
        "%(count)d action, %(named)d with owner and end date; adopted on %(day)s.",
        "%(count)d actions, %(named)d with owner and end date; adopted on %(day)s.",
        count,
    )
    adopted = day(standing.adopted)
    return said % {"count": count, "named": len(standing.named), "day": adopted}


def _message(standing: Standing) -> list[str]:
    """Page one in sentences: what comes first, what is paid, what is still open."""
    first = standing.waves[0]
    said = [
        ngettext(
            "%(count)d action belongs to the first half-year.",
            "%(count)d actions belong to the first half-year.",
            len(first.actions),
        )
        % {"count": len(first.actions)}
    ]
    for state in ("secured", "sought"):
        for currency, total in sorted(standing.money_of(state).items()):
            said.append(money_said(total, currency, state) + ".")
    if standing.without_owner:
        more = ngettext(
            "%(count)d action has no owner yet.",
            "%(count)d actions have no owner yet.",
            len(standing.without_owner),
        )
        said.append(more % {"count": len(standing.without_owner)})
    if standing.without_indicator:
        more = ngettext(
            "Of %(count)d action nobody would see yet whether it worked.",
            "Of %(count)d actions nobody would see yet whether they worked.",
            len(standing.without_indicator),
        )
        said.append(more % {"count": len(standing.without_indicator)})
    return said


def _row(a: Promised, moved: dict[str, Any]) -> dict[str, Any]:
    before = {c.field: c.before for c in moved[a.id].changes} if a.id in moved else {}
    return {
        "action": a,
        "dates": dates_said(a.begins, a.ends),
        "money": money_said(a.money, a.currency, a.money_state, a.money_from),
        "indicator": said_here(a.name),
        "baseline": baseline_said(a.baseline, a.baseline_period, a.unit, a.decimals),
        "target": target_said(a.low, a.high, a.year, a.unit, a.decimals),
        "label": LABEL_NAMES[a.label],
        "band": a.band_said,
        "was_ends": before.get("ends", ""),
        "was_begins": before.get("begins", ""),
        "was_owner": before.get("owner", ""),
        "was_target": [
            before[f] for f in ("target_low", "target_high", "target_year") if before.get(f)
        ],
        "was_money": before.get("money", ""),
    }


def _pictures(standing: Standing, finding: str) -> Any:
    ids = {a.number: a.id for a in standing.actions}
    columns = [_column(w, ids) for w in standing.waves]
    return wave_pictures("plan", _("The plan in waves"), finding, columns, standing.capacity)


def _column(wave: StandingWave, ids: dict[int, str]) -> Column:
    blocks = tuple(
        Block(
            a.id,
            a.number,
            a.title,
            a.owner,
            a.effort,
            tuple(ids[n] for n in a.needs if n in ids),
        )
        for a in wave.actions
    )
    return Column(wave.number, wave.title, wave.used, wave.capacity, blocks)


@require_safe
def workbook(request: HttpRequest, plan: UUID) -> HttpResponse:
    """The adopted plan as an Excel workbook."""
    held = public_plan(plan)
    answer = HttpResponse(sheet_of(held.standing), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="plan.xlsx"'
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cache-Control"] = "public, max-age=60"
    return answer

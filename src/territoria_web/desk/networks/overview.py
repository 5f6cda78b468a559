"""A network's first page: what needs attention, and how far each territory is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from territoria.pictures.mark_grid import GridCell, GridRow, Mark, mark_grid
from territoria.pictures.picture import Label, Picture
from territoria_web.desk.cycle import said_of
from territoria_web.desk.files import CSV, as_file
from territoria_web.desk.networks.frame import is_office, show_network
from territoria_web.invite.models import Step
from territoria_web.invite.rules import ORDER, STATE_NAMES, STEP_NAMES, is_late
from territoria_web.library.csv_text import as_csv
from territoria_web.library.saying import day
from territoria_web.people.queries import open_network, role_in_network
from territoria_web.plan.queries.cohort.attention import Concern, concerns_of
from territoria_web.plan.queries.cohort.rows import Cohort, CohortRow, cohort_of

SHOWN = 10
HEAD = (
    "territory", "name", "country", "cycle", "step", "state", "owner", "begins", "due", "late",
    "what_is_there",
)  # fmt: skip
MARKS: dict[str, Mark] = {
    Step.State.AHEAD: "ahead",
    Step.State.OPEN: "open",
    Step.State.DONE: "done",
    Step.State.LEFT_OUT: "left-out",
}
FILTERS: dict[str, Promise] = {
    "": gettext_lazy("All territories"),
    "attention": gettext_lazy("Needs attention"),
    "late": gettext_lazy("With a late step"),
    "no-cycle": gettext_lazy("Without a cycle"),
    **STEP_NAMES,
}


def _fits(row: CohortRow, chosen: str, concerns: Sequence[Concern], today: date) -> bool:
    """Whether a row is shown under a filter."""
    if not chosen:
        return True
    if chosen == "attention":
        return any(c.row is row for c in concerns)
    if chosen == "late":
        return bool(row.late(today))
    if chosen == "no-cycle":
        return row.far is None
    return bool(row.open and row.open.at and row.open.at.kind == chosen)


@login_required
@require_safe
def overview(request: HttpRequest, network: UUID) -> HttpResponse:
    """What needs attention first; then every territory with its four steps, by name."""
    held = open_network(request.user, network, "see cohort")
    office = is_office(role_in_network(request.user, held))
    today = timezone.localdate()
    cohort = cohort_of(held)
    concerns = concerns_of(cohort, today)
    asked = request.GET.get("show", "")
    chosen = asked if asked in FILTERS else ""
    rows = [r for r in cohort.rows if _fits(r, chosen, concerns, today)]
    facts: dict[str, Any] = {
        "concerns": [(c.said, _way_to(c.row, office)) for c in concerns[:SHOWN]],
        "more": max(0, len(concerns) - SHOWN),
        "filters": [(key, name, key == chosen) for key, name in FILTERS.items()],
        "strange": asked[:40] if asked != chosen else "",
        "chosen": chosen,
        "any": bool(cohort.rows),
        "rows": [_shown(row, office, today) for row in rows],
        "step_names": [STEP_NAMES[kind] for kind in ORDER],
    }
    if rows:
        facts |= {"picture": _picture(rows, today), "narrow": _picture(rows, today, slim=True)}
    return show_network(
        request,
        held,
        "network",
        "desk/networks/overview.html",
        office=office,
        title=held.name,
        finding=_finding(cohort, concerns, today),
        facts=facts,
    )


def _finding(cohort: Cohort, concerns: Sequence[Concern], today: date) -> str:
    if not cohort.rows:
        return _("No territory belongs to this network yet. The operator adds them.")
    late = {row.territory.pk for row in cohort.rows if row.late(today)}
    if late:
        said = ngettext(
            "%(count)d territory of %(of)d is late with a step.",
            "%(count)d territories of %(of)d are late with a step.",
            len(late),
        )
        return said % {"count": len(late), "of": len(cohort.territories)}
    running = {row.territory.pk for row in cohort.rows if row.open}
    if not running:
        return _("No territory of this network has an open cycle.")
    said = ngettext(
        "%(count)d territory of %(of)d is under way, and no step is late.",
        "%(count)d territories of %(of)d are under way, and no step is late.",
        len(running),
    )
    return said % {"count": len(running), "of": len(cohort.territories)}


def _way_to(row: CohortRow, office: bool) -> str:
    """Where whoever reads this can look: the team's desk is open to the office only."""
    if office and row.far:
        return reverse("desk:cycle", args=[row.far.cycle.public_id])
    return ""


def _shown(row: CohortRow, office: bool, today: date) -> dict[str, Any]:
    cycle = row.far.cycle if row.far else None
    return {
        "name": row.name,
        "code": row.territory.code,
        "country": row.country,
        "url": reverse("public:territory", args=[row.territory.code]),
        "desk": _way_to(row, office),
        "title": cycle.title if cycle and office else "",
        "started": cycle.started if cycle else None,
        "closed": bool(cycle and cycle.state == cycle.State.CLOSED),
        "example": bool(row.territory.example or (cycle and cycle.example)),
        "steps": [_step(row, kind, office, today) for kind in ORDER] if cycle else [],
        "bare": bool(row.far and not row.far.steps),
    }


def _step(row: CohortRow, kind: str, office: bool, today: date) -> dict[str, Any]:
    step = row.step(kind)
    if step is None or row.far is None:
        return {"state": "", "said": ""}
    return {
        "state": STATE_NAMES[step.state],
        "late": step in row.late(today),
        "due": step.due,
        "owner": _owner(step, office),
        "said": said_of(row.far, step) if step.state != Step.State.AHEAD else "",
    }


def _owner(step: Step, office: bool) -> str:
    """Members of other territories read that there is one, not who it is."""
    if step.owner is None:
        return _("nobody is responsible")
    return str(step.owner) if office else _("somebody is responsible")


# ── picture and table ─────────────────────────────────────────────────────────────────────────


def _picture(rows: Sequence[CohortRow], today: date, *, slim: bool = False) -> Picture:
    legend: list[tuple[Mark, str]] = [(MARKS[s], str(name)) for s, name in STATE_NAMES.items()]
    title = _("How far each territory is in the four steps")
    described = _("One row a territory, one column a step. The table below says the same in words.")
    return mark_grid(
        "stepsn" if slim else "steps",
        title,
        described,
        [str(STEP_NAMES[kind]) for kind in ORDER],
        [_line(row, today) for row in rows],
        [*legend, ("late", _("late")), ("unknown", _("not begun"))],
        width=360 if slim else 640,
    )


def _line(row: CohortRow, today: date) -> GridRow:
    return GridRow(row.name, tuple(_cell(row, kind, today) for kind in ORDER))


def _cell(row: CohortRow, kind: str, today: date) -> GridCell:
    step = row.step(kind)
    if step is None:
        return GridCell("unknown", Label(_("not begun")))
    if row.open and is_late(step, today):
        return GridCell("late", Label(_("late, due %(day)s") % {"day": day(step.due)}))
    return GridCell(MARKS[step.state], Label(str(STATE_NAMES[step.state])))


@login_required
@require_safe
def overview_csv(request: HttpRequest, network: UUID) -> HttpResponse:
    """The same as a table: a line a step, and a line for each territory without a cycle."""
    held = open_network(request.user, network, "see cohort")
    office = is_office(role_in_network(request.user, held))
    rows = cohort_of(held).rows
    text = as_csv(HEAD, _csv_rows(rows, office, timezone.localdate()))
    return as_file(text, CSV, f"network-{held.public_id}.csv")


def _csv_rows(rows: Iterable[CohortRow], office: bool, today: date) -> Iterable[tuple[object, ...]]:
    for row in rows:
        place = (row.territory.code, row.name, row.territory.country)
        if row.far is None or not row.far.steps:
            began = timezone.localdate(row.far.cycle.started).isoformat() if row.far else ""
            yield (*place, began, *[""] * 7)
            continue
        for step in row.far.steps:
            yield (
                *place,
                timezone.localdate(row.far.cycle.started).isoformat(),
                step.kind,
                step.state,
                _owner(step, office),
                step.begins or "",
                step.due or "",
                "yes" if step in row.late(today) else "no",
                said_of(row.far, step),
            )

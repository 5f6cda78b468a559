"""Passages of territories from a survey to a plan: where each stands, and what it has published."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.invite.models import Step
from territoria_web.invite.rules import STATE_NAMES, STEP_NAMES
from territoria_web.library.saying import day
from territoria_web.listen.queries.forums import forums_in
from territoria_web.papers.models import Paper
from territoria_web.plan.queries.area_targets import has_public_targets
from territoria_web.plan.queries.journeys import Journey
from territoria_web.plan.queries.journeys import journey as one_journey
from territoria_web.plan.queries.journeys import journeys as all_journeys
from territoria_web.plan.queries.progress import Progress
from territoria_web.public.page import Crumb, Page, Table
from territoria_web.public.territory.beside import report_links, target_links
from territoria_web.territories.models import Territory
from territoria_web.territories.queries import territory_at, territory_name
from territoria_web.track.queries.gauges import has_gauges

# Which step a published paper belongs to.
STEP_OF = {
    Paper.Kind.ASSESSMENT: Step.Kind.PREASSESSMENT,
    Paper.Kind.PROCEEDINGS: Step.Kind.WORKSHOP,
    Paper.Kind.BRIEFING: Step.Kind.BRIEFING,
    Paper.Kind.CITIZENS: Step.Kind.BRIEFING,
}
# The paper with which a step reaches the public.
MAIN_PAPER: dict[str, str] = {
    Step.Kind.PREASSESSMENT: Paper.Kind.ASSESSMENT,
    Step.Kind.WORKSHOP: Paper.Kind.PROCEEDINGS,
    Step.Kind.BRIEFING: Paper.Kind.BRIEFING,
}
STATES = ("territory", "title", "example", "step", "state", "due", "ended")


def journeys(request: HttpRequest) -> Page:
    """All passages of which something is public."""
    held = all_journeys()
    real = [far for far in held if not far.cycle.example]
    return Page(
        template="public/journeys.html",
        title=_("Regions on the way"),
        finding=_finding(len(real), len(held) - len(real)),
        facts={"rows": [_row(far) for far in held]},
        table=Table("journeys", STATES, [line for far in held for line in _lines(far)]),
    )


def journeys_of(request: HttpRequest, code: str) -> Page:
    """What one territory has published, passage by passage."""
    place = territory_at(code)
    held, name = all_journeys(place), territory_name(place)
    said = ngettext(
        "%(count)d passage of %(place)s has something to read.",
        "%(count)d passages of %(place)s have something to read.",
        len(held),
    )
    nothing = _("%(place)s has published no report, plan or briefing of its own here yet.")
    told = {"count": len(held), "place": name}
    return Page(
        template="public/journeys.html",
        title=_("What %(place)s has published") % told,
        finding=(said if held else nothing) % told,
        facts={
            "rows": [_row(far) for far in held],
            "beside": [*_beside(place), *target_links(place.code)],
        },
        table=Table("journeys", STATES, [line for far in held for line in _lines(far)]),
        crumbs=(Crumb(name, reverse("public:territory", args=[place.code])),),
    )


def _beside(place: Territory) -> list[tuple[str, str]]:
    """What else is public of a territory: what its people say, what runs right now, what its networks
    have published.
    """
    forums = forums_in(place)
    found = [
        (_("What people say: %(title)s") % {"title": one.cycle.title}, one.code) for one in forums
    ]
    links = [(title, reverse("public:forum", args=[code])) for title, code in found]
    if has_gauges(place):
        links.append((_("City operation"), reverse("public:operation", args=[place.code])))
    return [*links, *report_links(place.code)]


def _finding(real: int, examples: int) -> str:
    if real:
        said = ngettext(
            "%(count)d region has published what it found, decided or promised.",
            "%(count)d regions have published what they found, decided or promised.",
            real,
        )
        return said % {"count": real}
    if examples:
        return _("No region has published anything yet. An invented one shows how it goes.")
    return _("No region has published anything yet.")


def _state(step: Step, published: Container[str]) -> str:
    """The state of a step; of one that is under way with its paper published already, both."""
    if step.state == Step.State.OPEN and MAIN_PAPER.get(step.kind) in published:
        return _("Published; the step is still open")
    return str(STATE_NAMES[step.state])


def _row(far: Progress) -> dict[str, Any]:
    published = {kind for kind, state in far.papers.items() if state == Paper.State.PUBLISHED}
    return {
        "name": territory_name(far.cycle.territory),
        "cycle": far.cycle,
        "url": reverse("public:journey", args=[far.cycle.public_id]),
        "steps": [(STEP_NAMES[s.kind], _state(s, published), s.state) for s in far.steps],
        "done": far.done,
    }


def _lines(far: Progress) -> Iterator[tuple[Any, ...]]:
    for step in far.steps:
        yield (
            far.cycle.territory.key,
            far.cycle.title,
            far.cycle.example,
            step.kind,
            step.state,
            step.due.isoformat() if step.due else None,
            localdate(step.ended).isoformat() if step.ended else None,
        )


def journey(request: HttpRequest, cycle: UUID) -> Page:
    """One passage: its steps with dates and reasons, papers, plan, and where it came from."""
    held = one_journey(cycle)
    name = territory_name(held.cycle.territory)
    return Page(
        template="public/journey.html",
        title=_("%(place)s: %(title)s") % {"place": name, "title": held.cycle.title},
        finding=_stands(held),
        facts={
            "journey": held,
            "place": name,
            "steps": [_step(held, step) for step in held.steps],
            "plan": reverse("public:plan", args=[held.plan.plan.public_id]) if held.plan else "",
            "account": reverse("public:promises-plan", args=[held.plan.plan.public_id])
            if held.plan
            else "",
            "call": reverse("public:call", args=[held.application.call.public_id])
            if held.application
            else "",
            "targets": reverse("public:targets", args=[cycle])
            if has_public_targets(held.cycle)
            else "",
            "territory": reverse("public:territory", args=[held.cycle.territory.code]),
            "beside": _beside(held.cycle.territory),
        },
        table=Table(
            f"journey-{held.cycle.territory.code}",
            ("step", "state", "begins", "due", "ended", "reason"),
            [
                (
                    s.kind,
                    s.state,
                    s.begins.isoformat() if s.begins else None,
                    s.due.isoformat() if s.due else None,
                    localdate(s.ended).isoformat() if s.ended else None,
                    s.reason,
                )
                for s in held.steps
            ],
        ),
        data={
            "territory": held.cycle.territory.key,
            "title": held.cycle.title,
            "example": held.cycle.example,
            "answered": held.answered,
            "papers": [str(paper.public_id) for paper in held.papers],
        },
        crumbs=(Crumb(_("Regions on the way"), reverse("public:journeys")),),
    )


def _stands(held: Journey) -> str:
    said = ngettext(
        "%(done)d of its four steps is done.", "%(done)d of its four steps are done.", held.done
    ) % {"done": held.done}
    if held.plan is not None:
        plan = _("The plan was adopted on %(day)s.") % {"day": day(held.plan.made)}
        return f"{said} {plan}"
    return said


def _step(held: Journey, step: Step) -> dict[str, Any]:
    return {
        "row": step,
        "name": STEP_NAMES[step.kind],
        "state": _state(step, {paper.kind for paper in held.papers}),
        "mark": "done" if step.state == Step.State.DONE else "ahead",
        "said": _said(held, step),
        "papers": [
            (paper.title, reverse("public:paper", args=[paper.public_id]), paper.published)
            for paper in held.papers
            if STEP_OF.get(Paper.Kind(paper.kind)) == step.kind
        ],
    }


def _said(held: Journey, step: Step) -> str:
    if step.kind == Step.Kind.SURVEY and held.answered is not None:
        said = ngettext("%(count)d person answered.", "%(count)d people answered.", held.answered)
        return said % {"count": held.answered}
    if step.kind == Step.Kind.WORKSHOP and held.held:
        said = ngettext("%(count)d meeting was held.", "%(count)d meetings were held.", held.held)
        return said % {"count": held.held}
    return ""

"""The dates of an adopted plan for a calendar: milestones, deadlines, reviews."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _

from territoria_web.invite.queries.steps import Event
from territoria_web.plan.models import Plan
from territoria_web.plan.queries.standing import Standing, standing_in


def events_of_plan(plan: Plan) -> Iterator[Event]:
    """Milestones and deadlines, the reviews after each wave, the years of targets; none of a draft."""
    last = plan.versions.first()
    if last is not None:
        yield from events_in(standing_in(last.body, last.number, last.made, last.reason))


def events_in(held: Standing) -> Iterator[Event]:
    """The dates of one version."""
    for a in held.actions:
        told = {"number": a.number, "title": a.title}
        if a.ends:
            title = _("Action %(number)d is due: %(title)s") % told
            yield Event(f"action-{a.id}-due", a.ends, title)
        for step in a.milestones:
            title = _("Action %(number)d: %(step)s") % {**told, "step": step.text}
            yield Event(f"milestone-{step.id}", step.due, title)
    for wave in held.waves:
        title = _("Review the plan after wave %(number)d") % {"number": wave.number}
        yield Event(f"plan-{held.plan}-review-{wave.number}", wave.ends + timedelta(days=1), title)

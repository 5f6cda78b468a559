"""Of whom news is due: of promised actions that have not ended, after the interval that was promised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.utils.timezone import localdate

from territoria_web.plan.models import Plan
from territoria_web.track.models import Steward, Update
from territoria_web.track.queries.promised import adopted_ids, versions_in
from territoria_web.track.track_rules import ENDS


def are_promised(stewards: Sequence[Steward]) -> list[Steward]:
    """Those whose action stands in the version in force; one query a plan."""
    plans = {s.action.plan_id: s.action.plan for s in stewards}
    held = {pk: adopted_ids(plan) for pk, plan in plans.items()}
    return [s for s in stewards if str(s.action.public_id) in held[s.action.plan_id]]


def promised_no_more(stewards: Sequence[Steward], since: date) -> list[Steward]:
    """Those whose action stood in no version that was in force on this day or later; one query a plan."""
    plans = {s.action.plan_id: s.action.plan for s in stewards}
    held = {pk: _promised_since(plan, since) for pk, plan in plans.items()}
    return [s for s in stewards if str(s.action.public_id) not in held[s.action.plan_id]]


def _promised_since(plan: Plan, since: date) -> frozenset[str]:
    versions = list(plan.versions.order_by("number"))
    before = [v for v in versions if localdate(v.made) < since][-1:]
    later = [v for v in versions if localdate(v.made) >= since]
    return frozenset(a["id"] for v in (*before, *later) for a in v.body["actions"])


def due_on(stewards: Sequence[Steward], day: date) -> list[Steward]:
    """Those whose last news, or promise, is as long ago as news was promised; two queries a plan."""
    plans = {s.action.plan_id: s.action.plan for s in stewards}
    counts = {pk: _counting_from(plan) for pk, plan in plans.items()}
    found = []
    for steward in stewards:
        since = counts[steward.action.plan_id].get(str(steward.action.public_id))
        if since is not None and since + timedelta(days=steward.every_days) <= day:
            found.append(steward)
    return found


def _counting_from(plan: Plan) -> Mapping[str, date]:
    """Action's id → the day of its last news, else of its promise; without those that have ended."""
    versions = versions_in(plan)
    if versions is None:
        return {}
    since = {a["id"]: versions.since[a["id"]] for a in versions.last.body["actions"]}
    told = Update.objects.filter(action__plan=plan, hidden=None).order_by("made")
    for action, made, says in told.values_list("action__public_id", "made", "says"):
        if str(action) in since:
            since[str(action)] = localdate(made)
        if says in ENDS:
            since.pop(str(action), None)
    return since

"""The whole plan as plain data, its adopted versions, and what changed from one to the next.

Names of indicators and nodes are kept in every language, of a band why it has its label, with the
numbers: the sentence is said when it is read. Accounts of people are never in it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from territoria_web.library.dates import written
from territoria_web.library.queries import library
from territoria_web.measure.queries.team_releases import cycle_framework
from territoria_web.plan.models import Action, Plan, PlanVersion
from territoria_web.plan.queries.bands import Ground, judged
from territoria_web.plan.queries.initiative_links import carried_on
from territoria_web.plan.queries.need_links import answered_by
from territoria_web.plan.queries.plans import indicator_decimals
from territoria_web.plan.queries.sources import source_of
from territoria_web.plan.queries.waves import Laid, laid_out
from territoria_web.plan.queries.words import only_outputs

FORMAT = 1
Body = Mapping[str, Any]
# What a reader of two versions is told of; the others follow from these.
COMPARED = (
    "title",
    "what",
    "why",
    "owner",
    "partners",
    "begins",
    "ends",
    "effort",
    "money",
    "currency",
    "money_from",
    "money_state",
    "needs",
    "conditions",
    "indicator",
    "unit_of_measure",
    "baseline",
    "baseline_period",
    "target_low",
    "target_high",
    "target_year",
    "milestones",
    "quick_win",
    "wave",
    "state",
    "serves",
    "answers",
    "initiatives",
)


@dataclass(frozen=True)
class Change:
    """A field before and after."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Changed:
    """What became of an action from one version to the next. ``kind``: added, changed, dropped."""

    kind: str
    id: str
    number: int
    title: str
    changes: tuple[Change, ...] = ()
    reason: str = ""


def body_of(plan: Plan, actions: Sequence[Action], ground: Ground, before: Body | None) -> Body:
    """The plan whole. ``before``: the version that was adopted last, to tell what was dropped."""
    laid = laid_out(plan, actions)
    held = [a for a in actions if a.state != Action.State.DROPPED]
    promised = {a["id"] for a in before["actions"]} if before else set()
    gone = [a for a in actions if a.state == Action.State.DROPPED and str(a.public_id) in promised]
    return {
        "format": FORMAT,
        "plan": str(plan.public_id),
        "territory": plan.cycle.territory.key,
        "framework": plan.cycle.framework,
        "example": plan.cycle.example,
        "vision": plan.vision,
        "capacity": plan.capacity,
        "begins": plan.begins.isoformat(),
        "waves": _waves(laid),
        "halves": [
            {"begins": h.begins.isoformat(), "ends": h.ends.isoformat(), "used": round(h.used, 6)}
            for h in laid.halves
        ],
        "only_outputs": only_outputs(held),
        "actions": _actions(plan, held, laid, ground),
        "dropped": [
            {"id": str(a.public_id), "number": a.number, "title": a.title, "reason": a.reason}
            for a in gone
        ],
    }


def _waves(laid: Laid) -> list[dict[str, Any]]:
    return [
        {
            "number": w.number,
            "begins": w.begins.isoformat(),
            "ends": w.ends.isoformat(),
            "capacity": w.capacity,
            "used": w.used,
        }
        for w in laid.waves
    ]


def _actions(
    plan: Plan, held: Sequence[Action], laid: Laid, ground: Ground
) -> list[dict[str, Any]]:
    titles = {n.id: n.title.root for n in cycle_framework(plan.cycle).walk()}
    soon = {a.pk for a in laid.hundred_days}
    return [
        {
            **plain_action(a),
            "hundred_days": a.pk in soon,
            "wave": laid.wave_of.get(a.number),
            "nodes": [{"id": n, "title": titles[n]} for n in a.nodes if n in titles],
            "baseline_public": bool(ground.data) and f":{ground.data}:" in a.baseline_source,
            **_judged(a, ground),
        }
        for a in held
    ]


def plain_action(a: Action) -> dict[str, Any]:
    """An action as plain data, without the account of anybody."""
    text = library().indicators.get(a.indicator)
    kind, said = source_of(a)
    return {
        "id": str(a.public_id),
        "number": a.number,
        "title": a.title,
        "what": a.what,
        "why": a.why,
        "serves": a.serves,
        "source": {"kind": kind, "said": said},
        "owner": a.owner,
        "partners": list(a.partners),
        "begins": written(a.begins),
        "ends": written(a.ends),
        "effort": a.effort,
        "money": str(a.money) if a.money is not None else None,
        "currency": a.currency,
        "money_from": a.money_from,
        "money_state": a.money_state,
        "needs": sorted(n.number for n in a.needs.all()),
        "conditions": list(a.conditions),
        "indicator": a.indicator,
        "indicator_name": dict(text.name.root) if text else {"en": a.indicator},
        "indicator_is_outcome": a.indicator_is_outcome,
        "decimals": indicator_decimals(a.indicator),
        "unit_of_measure": a.unit_of_measure,
        "baseline": a.baseline,
        "baseline_period": a.baseline_period,
        "baseline_source": a.baseline_source,
        "target_low": a.target_low,
        "target_high": a.target_high,
        "target_year": a.target_year,
        "quick_win": a.quick_win,
        "state": a.state,
        "reason": a.reason,
        "answers": answered_by(a),
        "initiatives": carried_on(a),
        "milestones": [
            {"id": str(m.public_id), "due": m.due.isoformat(), "text": m.text}
            for m in a.milestones.all()
        ],
    }


def _judged(a: Action, ground: Ground) -> dict[str, Any]:
    found = judged(a, ground)
    return {"target_label": found.label, "target_why": dict(found.reason)}


def digest_of(body: Body) -> str:
    """SHA-256 of a version's plain data."""
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


# ── versions ──────────────────────────────────────────────────────────────────────────────────


def versions_of(plan: Plan) -> list[PlanVersion]:
    """What was adopted, latest first."""
    return list(plan.versions.select_related("by"))


def version_at(plan: Plan, number: int) -> PlanVersion:
    """One adopted version; 404 where there is none."""
    held = plan.versions.select_related("by").filter(number=number).first()
    if held is None:
        raise Http404
    return held


def changes_between(before: Body | None, after: Body) -> list[Changed]:
    """What was added, changed and dropped; of a first version everything is new."""
    old = {a["id"]: a for a in before["actions"]} if before else {}
    new = {a["id"]: a for a in after["actions"]}
    found = []
    for key, action in new.items():
        if key not in old:
            found.append(Changed("added", key, action["number"], action["title"]))
        elif changes := _changes(old[key], action):
            found.append(
                Changed(
                    "changed", key, action["number"], action["title"], changes, action["reason"]
                )
            )
    reasons = {a["id"]: a["reason"] for a in after["dropped"]}
    found += [
        Changed("dropped", key, a["number"], a["title"], reason=reasons.get(key, ""))
        for key, a in old.items()
        if key not in new
    ]
    return found


def _changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Change, ...]:
    held = ((f, old.get(f, []), new.get(f, [])) for f in COMPARED)  # older versions lack some
    return tuple(Change(f, before, after) for f, before, after in held if before != after)


def frame_changes(before: Body | None, after: Body) -> tuple[Change, ...]:
    """What changed of the plan itself."""
    if before is None:
        return ()
    fields = ("vision", "capacity", "begins")
    return tuple(Change(f, before[f], after[f]) for f in fields if before[f] != after[f])

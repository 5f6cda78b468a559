"""What came of a closed action, measured: its indicator before and after, beside that of its peers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from django.utils.timezone import localdate

from territoria.errors import DataError
from territoria.learn.effect import PeersChange, RealEffect, real_effect
from territoria.model import Status
from territoria.track.effect import Aim, Figure
from territoria.track.periods import year_of
from territoria_web.library.dates import day_in
from territoria_web.library.saying import said_in
from territoria_web.plan.models import Action
from territoria_web.plan.queries.bands import ground_of
from territoria_web.plan.queries.plans import indicator_said
from territoria_web.track.queries.figures import aim_of, observed_figures, told_figures
from territoria_web.track.queries.promised import adopted_ids

Body = Mapping[str, Any]


def effect_of_action(action: Action, language: str) -> RealEffect | None:
    """The measured effect as words of ``language``; None where no figure is known from before, or none
    since the action began.
    """
    promised, since = promised_of(action), began_in(action)
    if promised is None or since is None:
        return None
    indicator = promised["indicator"]
    known = observed_figures(action.plan.cycle, [indicator]).get(indicator, [])
    own = told_figures(action.updates.filter(hidden=None), known)
    with said_in(language):
        aim = replace(aim_of(promised, None), indicator=indicator_said(indicator))
        later = [f for f in (*known, *own) if year_of(f.period) >= since]
        return _effect(aim, later, own, _peers(action, indicator))


def _effect(
    aim: Aim, later: Sequence[Figure], own: Sequence[Figure], peers: Mapping[str, list[Figure]]
) -> RealEffect | None:
    after = _latest(later, aim.baseline)
    if after is None:
        return None
    try:
        return real_effect(aim, after, peers, counted_by_ourselves=after in own)
    except DataError:
        return None


def promised_of(action: Action) -> Body | None:
    """The action as the last version that held it promised it."""
    key = str(action.public_id)
    for version in action.plan.versions.all():
        found = next((a for a in version.body["actions"] if a["id"] == key), None)
        if found is not None:
            return dict(found)
    return None


def began_in(action: Action) -> int | None:
    """The year in which an action began, by its first promise: earlier figures cannot show its effect.
    Where it has no first day, the year of its adoption; None where it was never adopted.
    """
    key = str(action.public_id)
    for version in action.plan.versions.order_by("number"):
        first = next((a for a in version.body["actions"] if a["id"] == key), None)
        if first is not None:
            began = day_in(first["begins"])
            return began.year if began else localdate(version.made).year
    return None


def stands_in_plan(action: Action) -> bool:
    """Whether the version in force promises it; a later one may have dropped it."""
    return str(action.public_id) in adopted_ids(action.plan)


def _latest(figures: Sequence[Figure], baseline: Figure | None) -> Figure | None:
    if baseline is None:
        return None
    later = [f for f in figures if f.value is not None and f.period > baseline.period]
    return max(later, key=lambda f: f.period, default=None)


def _peers(action: Action, indicator: str) -> dict[str, list[Figure]]:
    ground = ground_of(action.plan.cycle, [indicator])
    return {
        str(number): [
            Figure(str(int(year)), float(value)) for year, value in zip(years, values, strict=True)
        ]
        for number, (years, values) in enumerate(ground.series.get(indicator, ()))
    }


# ── as a lesson keeps it ──────────────────────────────────────────────────────────────────────


def as_data(effect: RealEffect | None) -> dict[str, Any] | None:
    """Plain data of an effect; None of none."""
    if effect is None:
        return None
    told = asdict(effect)
    for name in ("before", "after"):
        told[name]["status"] = getattr(effect, name).status.name
    return told


def from_data(held: Body | None) -> RealEffect | None:
    """The effect as it was kept; None where none was."""
    if not held:
        return None
    figures = {
        name: Figure(**{**held[name], "status": Status[held[name]["status"]]})
        for name in ("before", "after")
    }
    peers = PeersChange(**held["peers"]) if held["peers"] else None
    return RealEffect(**{**held, **figures, "peers": peers})

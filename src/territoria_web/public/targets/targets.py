"""Targets of a territory as everybody reads them, by policy area: what was set, moved and dropped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from territoria_web.library.initiative_names import AREAS
from territoria_web.plan.models import Action, AreaTarget
from territoria_web.plan.queries.area_targets import (
    area_name,
    by_area,
    counted_said,
    public_targets,
)
from territoria_web.plan.queries.target_meeting import Meeting, meeting
from territoria_web.plan.queries.target_progress import Progress, progress_of
from territoria_web.plan.queries.target_report import report_of
from territoria_web.plan.queries.target_story import figure_rows, former_rows
from territoria_web.plan.queries.target_words import (
    european_reference,
    meeting_said,
    pace_said,
    report_said,
    target_sentence,
    trend_said,
    unit_of,
)
from territoria_web.plan.queries.words import LABEL_NAMES
from territoria_web.plan.target_rules import draft_in, told_in
from territoria_web.public.page import Crumb, Page, Table
from territoria_web.public.targets.picture import target_pictures
from territoria_web.territories.queries import territory_name

HEAD = (
    *("target", "area", "state", "indicator", "counts", "unit", "baseline", "baseline_year"),
    *("low", "high", "year", "label", "owner", "moved", "on", "figure", "figure_year", "on_track"),
    *("ratio", "peers_known", "peers_meet", "known", "meet"),
)


def targets(request: HttpRequest, cycle: UUID) -> Page:
    """All targets of a cycle that were ever set; 404 before there is one."""
    held = public_targets(cycle)
    progress = progress_of(held)
    meets = {t.pk: meeting(t) for t in held}
    place, row = held[0].cycle.territory, held[0].cycle
    name = territory_name(place)
    told = {t.pk: _row(t, progress[t.pk], meets[t.pk]) for t in held}
    return Page(
        template="public/targets/targets.html",
        title=_("Targets by policy area: %(place)s") % {"place": name},
        finding=" ".join(report_said(report_of(held, progress))),
        facts={
            "example": row.example,
            "areas": [
                (area, area_name(area), [told[t.pk] for t in ones])
                for area, ones in by_area(held)
                if ones
            ],
            "empty": [_(AREAS[area]) for area, ones in by_area(held) if not ones],
            "reference": european_reference(),
            "explain": reverse("public:explain"),
        },
        table=Table(
            f"targets-{place.code}",
            HEAD,
            [_line(t, progress[t.pk], meets[t.pk]) for t in held],
        ),
        data={"targets": _data(held, progress, meets)},
        crumbs=(Crumb(name, reverse("public:territory", args=[place.code])),),
    )


def _row(target: AreaTarget, progress: Progress, found: Meeting) -> dict[str, Any]:
    sentence = target_sentence(target, progress)
    return {
        "target": target,
        "name": counted_said(target),
        "sentence": sentence,
        "dropped": target.state == AreaTarget.State.DROPPED,
        "label": LABEL_NAMES[Action.Label(target.label)],
        "facts": [said for said in _facts(target, progress) if said],
        "pictures": target_pictures(target, progress, sentence),
        "figures": figure_rows(target, progress),
        "former": former_rows(target),
        "meets": meeting_said(found),
        "peers": [m.name for m in found.peers],
        "others": [m.name for m in found.others],
    }


def _facts(target: AreaTarget, progress: Progress) -> Sequence[str]:
    effect = progress.effect
    return (pace_said(target), trend_said(target), effect.sentence, effect.moved_sentence)


def _line(target: AreaTarget, progress: Progress, found: Meeting) -> tuple[Any, ...]:
    """A target as a line; ``on_track`` is empty where nobody can tell."""
    effect = progress.effect
    return (
        *(str(target.public_id), target.area, target.state, target.indicator or None),
        *(counted_said(target), unit_of(target), target.baseline, target.baseline_year),
        *(target.low, target.high, target.year, target.label, target.owner),
        *(len(target.versions.all()), progress.state, effect.value, effect.period or None),
        *(progress.is_on_track, effect.ratio, found.peers_known, len(found.peers)),
        *(found.known, len(found.peers) + len(found.others)),
    )


def _data(
    held: Sequence[AreaTarget],
    progress: Mapping[int, Progress],
    meets: Mapping[int, Meeting],
) -> list[dict[str, Any]]:
    """Everything of each target, with its former states and the figures of its years."""
    return [
        {
            "id": str(t.public_id),
            "state": t.state,
            "reason": t.reason,
            "set_on": t.set_on,
            **told_in(draft_in(t)),
            "label": t.label,
            "judged": t.judged,
            "versions": [
                {"number": v.number, "moved": v.made, "reason": v.reason, "was": v.body}
                for v in t.versions.all()
            ],
            "figures": [
                {
                    **{n: getattr(s, n) for n in ("year", "value", "low", "high", "source")},
                    "told_by_owner": s.told,
                    "counts": s.counts,
                    "address": s.address or None,
                }
                for s in progress[t.pk].figures
            ],
            "met_by": [
                {
                    "territory": m.territory.key,
                    "value": m.value,
                    "period": m.period,
                    "peer": m.is_peer,
                }
                for m in (*meets[t.pk].peers, *meets[t.pk].others)
            ],
        }
        for t in held
    ]

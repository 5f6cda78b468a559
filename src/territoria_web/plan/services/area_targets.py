"""Writing targets of policy areas: begun, written, set, moved with a reason, dropped, told year by year.

From the day it is set a target is public. It is then only moved, and what it was is kept for good.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.library.typed import plain, plain_line
from territoria_web.people.models import User
from territoria_web.people.services import write_entry
from territoria_web.plan.models import AreaTarget, AreaTargetVersion, TargetFigure
from territoria_web.plan.queries.area_targets import figures_stamp, stamp_in
from territoria_web.plan.queries.bands import ground_of
from territoria_web.plan.queries.target_bands import judged_target
from territoria_web.plan.rules import LARGEST, check_reason
from territoria_web.plan.target_rules import (
    COUNTED,
    FIELDS,
    LONGEST,
    MOST_TARGETS,
    TargetDraft,
    check_review,
    check_target,
    draft_in,
    lacking_in,
    tidy,
    told_in,
)
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile, refuse_where_closed


@dataclass(frozen=True)
class YearFigure:
    """How a target stood in a year. ``low``–``high``: its 90 % range, None where it is not known."""

    year: int
    value: float
    source: str
    low: float | None = None
    high: float | None = None


# ── before it is set ──────────────────────────────────────────────────────────────────────────


@transaction.atomic
def begin_target(
    *, by: User, cycle: Cycle, draft: TargetDraft, key: UUID | None = None
) -> AreaTarget:
    """Begin a target; only the team sees it. ``key``: the public id to give it, so that a form that is
    sent twice makes one target.
    """
    held = Cycle.objects.select_for_update(of=("self",)).select_related("territory")
    cycle = held.get(pk=cycle.pk)
    refuse_where_closed(cycle)
    twice = AreaTarget.objects.filter(public_id=key).first() if key else None
    if twice is not None:
        if twice.cycle_id != cycle.pk:
            raise ValidationError(_("This form cannot be used again. Open a new one."))
        return twice
    if cycle.area_targets.count() >= MOST_TARGETS:
        raise ValidationError(_("A cycle holds at most 60 targets, dropped ones too."))
    target = AreaTarget(cycle=cycle, made_by=by)
    if key is not None:
        target.public_id = key
    _put(target, _sound(draft))
    check_review(draft)
    target.save()
    _deed(by, target, "begin area target", None, told_in(draft_in(target)))
    return target


@transaction.atomic
def write_target(*, by: User, target: AreaTarget, draft: TargetDraft, seen: int) -> AreaTarget:
    """Write a target that is not set yet; ChangedMeanwhile where a colleague did so since."""
    held = _seen(target, seen)
    refuse_where_closed(held.cycle)
    _refuse_unless(held, AreaTarget.State.DRAFT)
    before = draft_in(held)
    _put(held, _sound(draft))
    check_review(draft, before)
    _written(by, held, "write area target", before)
    return held


@transaction.atomic
def set_target(*, by: User, target: AreaTarget, seen: int) -> AreaTarget:
    """Set a target: from now on everybody reads it. ValidationError names all that it lacks."""
    held = _seen(target, seen)
    refuse_where_closed(held.cycle)
    _refuse_unless(held, AreaTarget.State.DRAFT)
    _refuse_lacking(draft_in(held))
    _refuse_past(draft_in(held))
    check_review(draft_in(held))
    _judge(held)
    held.state, held.set_on, held.edit = AreaTarget.State.SET, timezone.now(), held.edit + 1
    held.save()
    _deed(by, held, "set area target", None, {**told_in(draft_in(held)), "label": held.label})
    return held


# ── once it is set ────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def move_target(
    *, by: User, target: AreaTarget, draft: TargetDraft, reason: str, seen: int
) -> AreaTarget:
    """Move a target that is set; what it was is kept with the reason, which is public. What it counts
    stays: to count something else, another is set.
    """
    held, reason = _seen(target, seen), plain(reason)
    refuse_where_closed(held.cycle)
    _refuse_unless(held, AreaTarget.State.SET)
    check_reason(reason)
    before = draft_in(held)
    after = _sound(replace(draft, **{name: getattr(before, name) for name in COUNTED}))
    _refuse_lacking(after)
    if after == before:
        raise ValidationError(_("Nothing was moved. Change a figure, a year or the owner."))
    if after.year != before.year:
        _refuse_past(after)
    check_review(after, before)
    AreaTargetVersion.objects.create(
        target=held,
        number=held.versions.count() + 1,
        body={**told_in(before), "label": held.label, "judged": held.judged},
        reason=reason,
        by=by,
    )
    _put(held, after)
    held.reason = reason
    _judge(held)
    _written(by, held, "move area target", before, reason=reason)
    return held


@transaction.atomic
def drop_target(*, by: User, target: AreaTarget, reason: str, seen: int) -> None:
    """Drop a target; one that was set stays readable, struck through, with the reason."""
    held, reason = _seen(target, seen), plain(reason)
    refuse_where_closed(held.cycle)
    if held.state == AreaTarget.State.DROPPED:
        return
    check_reason(reason)
    before = {"state": str(held.state)}
    held.state, held.reason, held.edit = AreaTarget.State.DROPPED, reason, held.edit + 1
    held.save(update_fields=["state", "reason", "edit"])
    _deed(by, held, "drop area target", before, {"state": "dropped", "reason": reason})


@transaction.atomic
def tell_figure(
    *, by: User, target: AreaTarget, figure: YearFigure, seen: str | None = None
) -> TargetFigure:
    """Say how a target stands in a year; the latest word of a year holds, the former one is in the
    journal. A closed cycle takes it all the same: what was promised in it is still followed. ``seen``:
    stamp of the figures that were shown; ChangedMeanwhile where a colleague told this year since.
    """
    held = _locked(target)
    _refuse_unless(held, AreaTarget.State.SET)
    figure = replace(figure, source=plain_line(figure.source))
    _check_figure(held, figure)
    was = held.figures.filter(year=figure.year).first()
    told = {"value": figure.value, "low": figure.low, "high": figure.high, "source": figure.source}
    before = {name: getattr(was, name) for name in told} if was else None
    if before not in (None, told) and seen is not None and not _is_seen(held, seen, figure.year):
        raise ChangedMeanwhile(
            _("Somebody told a figure of %(year)d while you were writing. Yours is still below.")
            % {"year": figure.year}
        )
    row, _made = TargetFigure.objects.update_or_create(
        target=held, year=figure.year, defaults={**told, "by": by, "made": timezone.now()}
    )
    if before != told:
        _deed(by, held, "tell figure of area target", before, {"year": figure.year, **told})
    return row


def _is_seen(target: AreaTarget, seen: str, year: int) -> bool:
    return stamp_in(seen, year) == stamp_in(figures_stamp(target), year)


def _check_figure(target: AreaTarget, figure: YearFigure) -> None:
    wrong: dict[str, str] = {}
    today, first = timezone.localdate().year, target.baseline_year or 0
    if not first < figure.year <= today:
        wrong["year"] = _("Give a year after that of the baseline, and not one to come.")
    known = [v for v in (figure.value, figure.low, figure.high) if v is not None]
    if not all(math.isfinite(v) and abs(v) <= LARGEST for v in known):
        wrong["value"] = _("Give a number of a usual size.")
    elif (figure.low is None) != (figure.high is None):
        wrong["low"] = _("Give both ends of the range, or neither.")
    elif sorted(known) != [v for v in (figure.low, figure.value, figure.high) if v is not None]:
        wrong["low"] = _("The figure must lie inside its range. Check the three numbers.")
    if not figure.source:
        wrong["source"] = _("Say where the figure is from.")
    elif len(figure.source) > LONGEST["source"]:
        wrong["source"] = _("Use at most %(most)d characters.") % {"most": LONGEST["source"]}
    if wrong:
        raise ValidationError(wrong)


# ── what all of them do ───────────────────────────────────────────────────────────────────────


def _locked(target: AreaTarget) -> AreaTarget:
    held = AreaTarget.objects.select_for_update(of=("self",)).select_related("cycle__territory")
    return held.get(pk=target.pk)


def _seen(target: AreaTarget, seen: int) -> AreaTarget:
    held = _locked(target)
    if held.edit != seen:
        raise ChangedMeanwhile(_("Somebody changed this target while you were writing."))
    return held


def _refuse_unless(target: AreaTarget, state: AreaTarget.State) -> None:
    if target.state == state:
        return
    if target.state == AreaTarget.State.SET:
        raise ValidationError(_("This target is set: it is only moved, with a reason."))
    if target.state == AreaTarget.State.DROPPED:
        raise ValidationError(_("This target was dropped. Begin another."))
    raise ValidationError(_("This target is not set yet."))


def _refuse_lacking(draft: TargetDraft) -> None:
    lacks = lacking_in(draft)
    if lacks:
        told = {"what": ", ".join(lacks.values())}
        raise ValidationError(_("Still missing before it can be set: %(what)s.") % told)


def _refuse_past(draft: TargetDraft) -> None:
    """A year that is over is known, and no target."""
    if draft.year is not None and draft.year < timezone.localdate().year:
        raise ValidationError(
            {"year": _("This year is over. Give the current year or a later one.")}
        )


def _sound(draft: TargetDraft) -> TargetDraft:
    held = tidy(draft)
    check_target(held)
    return held


def _put(target: AreaTarget, draft: TargetDraft) -> None:
    for name in FIELDS:
        setattr(target, name, getattr(draft, name))


def _judge(target: AreaTarget) -> None:
    """The label as it is now, with what it rests on."""
    draft = draft_in(target)
    ground = ground_of(target.cycle, [draft.indicator])
    found = judged_target(draft, ground)
    is_public = bool(ground.data) and f":{ground.data}:" in draft.baseline_source
    judged = {**found.reason, "baseline_public": is_public}
    today = ground.today.get(draft.indicator)
    if today is not None and today.own:
        judged["trend"] = None  # it would tell figures that the team has not published
    target.label, target.judged = found.label, judged


def _written(by: User, target: AreaTarget, what: str, was: TargetDraft, **more: Any) -> None:
    before, after = told_in(was), told_in(draft_in(target))
    changed = [name for name in after if after[name] != before[name]]
    if not changed:
        return
    target.edit += 1
    target.save()
    told = {name: after[name] for name in changed}
    _deed(by, target, what, {name: before[name] for name in changed}, {**told, **more})


def _deed(by: User, target: AreaTarget, what: str, before: Any, after: dict[str, Any]) -> None:
    """A line of the journal about a target, named by what it counts."""
    write_entry(
        who=by,
        what=what,
        about=f"target {target.public_id}",
        territory=target.cycle.territory,
        before=before,
        after={**after, "title": target.figure or target.indicator or target.area},
    )

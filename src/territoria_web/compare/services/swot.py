"""Drafting a SWOT from readings and findings, and what people do with the draft.

Drafting again never touches what people kept, changed, dropped or added. The caller has asked the
door (``open_cycle(…, stage="compare", verb="edit swot")``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from territoria_web.compare.models import SwotPoint
from territoria_web.compare.queries.swot_drafts import Draft, drafts_of, source_of
from territoria_web.invite.models import Step
from territoria_web.invite.rules import refuse_unless_open
from territoria_web.library.typed import plain
from territoria_web.measure.queries.findings import nodes_asked
from territoria_web.people.models import User
from territoria_web.people.services import write_entry
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile

SHORTEST, LONGEST, LONGEST_REASON = 10, 600, 300
State = SwotPoint.State


@dataclass(frozen=True)
class Drafted:
    """What a drafting did."""

    added: int
    renewed: int
    removed: int


# ── drafting ──────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def draft_swot(*, by: User, cycle: Cycle) -> Drafted:
    """Propose what readings and findings suggest now. Proposals that nobody touched are brought up
    to date, or go with their source.
    """
    refuse_unless_open(cycle, Step.Kind.PREASSESSMENT)
    drafts = {d.source: d for d in drafts_of(cycle)}
    Cycle.objects.select_for_update().get(pk=cycle.pk)  # one after the other
    held = list(SwotPoint.objects.filter(cycle=cycle).exclude(drawn_from=""))
    renewed = removed = 0
    sources = set()
    for point in held:
        source = source_of(point.drawn_from)
        sources.add(source)
        if not _untouched(point):
            continue
        draft = drafts.get(source)
        if draft is None:
            point.delete()
            removed += 1
        elif _differs(point, draft):
            _renew(point, draft)
            renewed += 1
    added = [d for source, d in drafts.items() if source not in sources]
    SwotPoint.objects.bulk_create(_proposed(cycle, draft) for draft in added)
    done = Drafted(len(added), renewed, removed)
    if added or renewed or removed:
        after = {"added": done.added, "renewed": done.renewed, "removed": done.removed}
        _journal(by, "draft swot", cycle, f"cycle {cycle.public_id}", after=after)
    return done


def _untouched(point: SwotPoint) -> bool:
    return point.state == State.PROPOSED and point.edit == 0 and not point.text


def _differs(point: SwotPoint, draft: Draft) -> bool:
    now = (draft.drawn_from, draft.quadrant, dict(draft.said))
    return (point.drawn_from, point.quadrant, point.said) != now


def _renew(point: SwotPoint, draft: Draft) -> None:
    point.drawn_from, point.quadrant = draft.drawn_from, draft.quadrant
    point.node, point.said = draft.node, dict(draft.said)
    point.save(update_fields=["drawn_from", "quadrant", "node", "said"])


def _proposed(cycle: Cycle, draft: Draft) -> SwotPoint:
    return SwotPoint(
        cycle=cycle,
        quadrant=draft.quadrant,
        drawn_from=draft.drawn_from,
        node=draft.node,
        said=dict(draft.said),
    )


# ── what people do ────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def add_point(*, by: User, cycle: Cycle, quadrant: str, text: str, node: str = "") -> SwotPoint:
    """A point of one's own."""
    refuse_unless_open(cycle, Step.Kind.PREASSESSMENT)
    wrong: dict[str, list[str]] = {}
    if quadrant not in SwotPoint.Quadrant.values:
        wrong["quadrant"] = [_("Choose one of the four fields.")]
    if node and node not in {n.id for n, _depth, _factor in nodes_asked(cycle)}:
        wrong["node"] = [_("Choose a part of the framework.")]
    _check_text(text, wrong)
    if wrong:
        raise ValidationError(wrong)
    made = SwotPoint.objects.create(
        cycle=cycle, quadrant=quadrant, node=node, text=plain(text), state=State.KEPT, by=by
    )
    _journal(by, "add swot point", cycle, f"swot {made.public_id}", after=_told(made))
    return made


@transaction.atomic
def judge_point(
    *, by: User, point: SwotPoint, state: str, text: str = "", reason: str = "", seen: int
) -> SwotPoint:
    """Keep a point (in one's own words with a reason), drop it with a reason, or propose it again.

    ChangedMeanwhile where a colleague was quicker.
    """
    refuse_unless_open(point.cycle, Step.Kind.PREASSESSMENT)
    held = _held(point, seen)
    text, reason = plain(text), plain(reason)
    _check_judgement(held, state, text, reason)
    before = _told(held)
    held.state, held.reason, held.by = state, reason, by
    if state != State.DROPPED:
        held.text = text
    held.edit += 1
    held.save()
    _journal(
        by,
        "judge swot point",
        point.cycle,
        f"swot {held.public_id}",
        before=before,
        after=_told(held),
    )
    return held


@transaction.atomic
def freshen_point(*, by: User, point: SwotPoint, seen: int) -> SwotPoint:
    """Take over what the source of a point says by now; one's own words give way to it."""
    refuse_unless_open(point.cycle, Step.Kind.PREASSESSMENT)
    held = _held(point, seen)
    draft = next(
        (d for d in drafts_of(point.cycle) if d.source == source_of(held.drawn_from)), None
    )
    if draft is None or not held.drawn_from:
        raise ValidationError(
            _("Its source says nothing of the kind any more. Drop it, or keep it.")
        )
    before = _told(held)
    _renew(held, draft)
    held.text, held.reason, held.by = "", "", by
    held.edit += 1
    held.save()
    _journal(
        by,
        "freshen swot point",
        point.cycle,
        f"swot {held.public_id}",
        before=before,
        after=_told(held),
    )
    return held


def _held(point: SwotPoint, seen: int) -> SwotPoint:
    held = SwotPoint.objects.select_for_update().get(pk=point.pk)
    if held.edit != seen:
        raise ChangedMeanwhile(
            _("Someone changed this while you were writing. What you wrote is still below.")
        )
    return held


def _check_judgement(point: SwotPoint, state: str, text: str, reason: str) -> None:
    wrong: dict[str, list[str]] = {}
    if state not in State.values:
        wrong["state"] = [_("Choose what becomes of it.")]
    own_words = state == State.KEPT and bool(text) and bool(point.drawn_from)
    if text or (not point.drawn_from and state != State.DROPPED):
        _check_text(text, wrong)
    if (state == State.DROPPED or (own_words and text != point.text)) and len(reason) < SHORTEST:
        enough = _("Use at least %(least)d characters.") % {"least": SHORTEST}
        wrong["reason"] = [_("Say in a few words why."), enough]
    if len(reason) > LONGEST_REASON:
        wrong["reason"] = [_("Use at most %(most)s characters.") % {"most": LONGEST_REASON}]
    if wrong:
        raise ValidationError(wrong)


def _check_text(text: str, wrong: dict[str, list[str]]) -> None:
    if not SHORTEST <= len(plain(text)) <= LONGEST:
        said = _("Write a sentence or two, from %(least)s to %(most)s characters.")
        wrong["text"] = [said % {"least": SHORTEST, "most": LONGEST}]


def _told(point: SwotPoint) -> dict[str, Any]:
    return {
        "quadrant": point.quadrant,
        "state": point.state,
        "reason": point.reason,
        "changed_text": point.text,
    }


def _journal(
    by: User, what: str, cycle: Cycle, about: str, *, before: Any = None, after: Any = None
) -> None:
    write_entry(
        who=by, what=what, about=about, territory=cycle.territory, before=before, after=after
    )

"""Writing down what experts found on a visit or in documents; changing it, taking it back.

The caller has asked the door (``open_cycle(…, stage="measure", verb="note findings")``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.invite.call_rules import GROUP_NAMES
from territoria_web.invite.models import Step
from territoria_web.invite.rules import refuse_unless_open
from territoria_web.library.typed import plain
from territoria_web.measure.models import Finding
from territoria_web.measure.queries.team_releases import cycle_framework
from territoria_web.people.models import User
from territoria_web.people.services import write_entry
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile

SHORTEST, LONGEST, LONGEST_SOURCE = 10, 2000, 300
OLDEST = timedelta(days=10 * 365)
ADDRESS: Final = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


@dataclass(frozen=True)
class Noted:
    """What was found. ``group``: the actor group that was heard, never a name."""

    node: str
    statement: str
    weight: str
    evidence: str
    source: str
    confidence: str
    noted_on: date
    group: str = ""


@transaction.atomic
def add_finding(*, by: User, cycle: Cycle, noted: Noted) -> Finding:
    """Note a finding on a node of the cycle's framework; ValidationError says all that is wrong."""
    refuse_unless_open(cycle, Step.Kind.PREASSESSMENT)
    _check(cycle, noted)
    made = Finding.objects.create(cycle=cycle, framework=cycle.framework, by=by, **_fields(noted))
    _journal(by, "note finding", made, after=_told(made))
    return made


@transaction.atomic
def change_finding(*, by: User, finding: Finding, noted: Noted, seen: int) -> Finding:
    """Put another in its place; ChangedMeanwhile where a colleague was quicker."""
    refuse_unless_open(finding.cycle, Step.Kind.PREASSESSMENT)
    _check(finding.cycle, noted)
    held = Finding.objects.select_for_update().select_related("cycle").get(pk=finding.pk)
    _refuse_taken_back(held)
    if held.edit != seen:
        raise ChangedMeanwhile(
            _("Someone changed this while you were writing. What you wrote is still below.")
        )
    fields = {**_fields(noted), "framework": finding.cycle.framework}
    changed = sorted(name for name, value in fields.items() if getattr(held, name) != value)
    if not changed:
        return held
    before = _told(held)
    for name, value in fields.items():
        setattr(held, name, value)
    held.edit += 1
    held.save()
    _journal(by, "change finding", held, before=before, after={**_told(held), "changed": changed})
    return held


@transaction.atomic
def take_back_finding(*, by: User, finding: Finding) -> None:
    """It no longer stands; the row stays, so that the journal has something to point at."""
    refuse_unless_open(finding.cycle, Step.Kind.PREASSESSMENT)
    held = Finding.objects.filter(pk=finding.pk, taken_back=None)
    if held.update(taken_back=timezone.now()):
        _journal(by, "take finding back", finding, before=_told(finding))


def _check(cycle: Cycle, noted: Noted) -> None:
    wrong: dict[str, list[str]] = {}
    today = timezone.localdate()
    if noted.node not in {n.id for n in cycle_framework(cycle).walk()}:
        wrong["node"] = [_("Choose a part of the framework.")]
    if not SHORTEST <= len(noted.statement.strip()) <= LONGEST:
        said = _("Say what you found, in %(least)d to %(most)d characters.")
        wrong["statement"] = [said % {"least": SHORTEST, "most": LONGEST}]
    elif ADDRESS.search(noted.statement) or ADDRESS.search(noted.source):
        wrong["statement"] = [_("Name the group that you heard, never a person or an address.")]
    if not 0 < len(noted.source.strip()) <= LONGEST_SOURCE:
        wrong["source"] = [_("Say where it comes from: a document with its year, or the meeting.")]
    for name, known in CHOICES.items():
        if getattr(noted, name) not in known:
            wrong[name] = [_("Choose one of the list.")]
    if noted.group and noted.group not in GROUP_NAMES:
        wrong["group"] = [_("Choose one of the list.")]
    if noted.evidence == Finding.Evidence.INTERVIEW and not noted.group:
        wrong["group"] = [_("Say which group told you, without names.")]
    if not today - OLDEST <= noted.noted_on <= today:
        wrong["noted_on"] = [_("Give the day it was noted: today or before.")]
    if wrong:
        raise ValidationError(wrong)


CHOICES: Final = {
    "weight": Finding.Weight.values,
    "evidence": Finding.Evidence.values,
    "confidence": Finding.Confidence.values,
}


def _fields(noted: Noted) -> dict[str, Any]:
    return {
        "node": noted.node,
        "statement": plain(noted.statement),
        "weight": noted.weight,
        "evidence": noted.evidence,
        "source": plain(noted.source),
        "group": noted.group,
        "confidence": noted.confidence,
        "noted_on": noted.noted_on,
    }


def _refuse_taken_back(finding: Finding) -> None:
    if finding.taken_back is not None:
        raise ValidationError(_("This was taken back meanwhile. Note it once more if it holds."))


def _told(finding: Finding) -> dict[str, Any]:
    """For the journal; what people said stays out of it."""
    return {"node": finding.node, "weight": finding.weight, "confidence": finding.confidence}


def _journal(
    by: User, what: str, finding: Finding, *, before: Any = None, after: Any = None
) -> None:
    write_entry(
        who=by,
        what=what,
        about=f"finding {finding.public_id}",
        territory=finding.cycle.territory,
        before=before,
        after=after,
    )

"""What people said outside of a meeting and can be brought into it: needs, the most supported first,
and statements on which they agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, QuerySet, Sum
from django.db.models.functions import Coalesce

from territoria_web.convene.models import Meeting
from territoria_web.convene.rules import CHOICES, KINDS, Phase, phases_of
from territoria_web.listen.models import Conversation, Need
from territoria_web.listen.need_rules import ENDED, PUBLIC
from territoria_web.listen.queries.opinions import Agreed, agreed_statements

MOST = 100
BROUGHT_AS = ("topic", "contribution", "proposal", "action")


@dataclass(frozen=True)
class Spot:
    """Where on the agenda something can be put: a phase, a kind, one of its choices."""

    phase: Phase
    kind: str
    choice: str = ""

    @property
    def key(self) -> str:
        """Names it in a form."""
        return "/".join((self.phase.id, self.kind, self.choice))

    @property
    def said(self) -> str:
        """What it is called."""
        names = [self.phase.title, str(KINDS[self.kind])]
        if self.choice:
            names.append(str(CHOICES[self.kind][1][self.choice]))
        return " · ".join(names)

    @property
    def body(self) -> dict[str, str]:
        """What the choice adds to the contribution."""
        return {CHOICES[self.kind][0]: self.choice} if self.choice else {}


def spots_of(meeting: Meeting) -> list[Spot]:
    """All of them, in the order of the agenda."""
    return [
        Spot(phase, kind, choice)
        for phase in phases_of(meeting)
        for kind in phase.kinds
        if kind in BROUGHT_AS
        for choice in (phase.asks.get(kind, ()) if kind in CHOICES else ()) or ("",)
    ]


def needs_to_bring(meeting: Meeting) -> QuerySet[Need, Any]:
    """Public needs of the cycle that are not at this meeting yet, the most supported first."""
    people = Coalesce(Sum("supports__people"), 0, output_field=IntegerField())
    here = meeting.contributions.filter(taken_back=None).exclude(need=None).values("need")
    held = Need.objects.filter(forum__cycle=meeting.cycle, state__in=PUBLIC - ENDED)
    return held.exclude(pk__in=here).annotate(people=people).order_by("-people", "number")


def statements_to_bring(meeting: Meeting) -> list[Agreed]:
    """What people agree on in the conversations of the cycle, and that is not at this meeting yet."""
    held = Conversation.objects.filter(forum__cycle=meeting.cycle).order_by("-made")
    agreed = [one for talk in held for one in agreed_statements(talk)]
    if not agreed:
        return []
    rows = meeting.contributions.filter(taken_back=None, body__has_key="statement")
    here = {row.body["statement"] for row in rows}
    return [one for one in agreed if one.public_id not in here][:MOST]

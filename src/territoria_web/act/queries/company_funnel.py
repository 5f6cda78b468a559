"""From request to agreement: how many talks came how far at a company day; what may be published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from territoria_web.act.models import CompanyDay, Encounter, Outcome
from territoria_web.act.rules.companies import AGREED, ON_AGENDA, Firm, Talk
from territoria_web.listen.rules import LEAST

STEPS: Final[Mapping[str, Promise]] = {
    "requested": _("Asked for"),
    "accepted": _("Agreed by both"),
    "scheduled": _("On the agenda"),
    "held": _("Held"),
    "follow_up": _("Goes on"),
    "agreement": _("Agreement or contract"),
}
BY_COMPANIES: Final = ("follow_up", "agreement")  # what companies say of what came of it


@dataclass(frozen=True)
class Funnel:
    """Talks by how far they came. ``told``: companies that said what came of a talk; ``after``: those
    that answered after 90 days. ``amount``: agreed on by those that named one, ``amounts`` so many
    companies.
    """

    companies: int
    steps: Mapping[str, int]
    told: int
    after: int
    amount: Decimal | None
    amounts: int

    @property
    def shown(self) -> dict[str, int | None]:
        """The steps as everybody may read them: counts of five companies or more, None otherwise."""
        return {name: count if self._may(name) else None for name, count in self.steps.items()}

    def _may(self, name: str) -> bool:
        if name not in BY_COMPANIES:
            return self.companies >= LEAST
        behind = self.told if name == "follow_up" else self.after
        return behind >= LEAST

    @property
    def shown_amount(self) -> Decimal | None:
        """The sum of what was agreed, where five companies or more named one."""
        return self.amount if self.amounts >= LEAST else None


def funnel_of(day: CompanyDay) -> Funnel:
    """How far the talks of a day came; a step counts those that came further, too."""
    held = Encounter.objects.filter(day=day)
    goes_on = Q(outcomes__goes_on=True) | Q(outcomes__joint_offer=True)
    agreed = Q(outcomes__agreement=True)
    counts = held.aggregate(
        requested=Count("pk", distinct=True),
        accepted=Count("pk", filter=Q(state__in=AGREED), distinct=True),
        scheduled=Count("pk", filter=Q(state__in=ON_AGENDA, slot__isnull=False), distinct=True),
        held=Count("pk", filter=Q(state=Talk.HELD), distinct=True),
        follow_up=Count("pk", filter=Q(state=Talk.HELD) & (goes_on | agreed), distinct=True),
        agreement=Count("pk", filter=Q(state=Talk.HELD) & agreed, distinct=True),
    )
    said = Outcome.objects.filter(encounter__day=day, encounter__state=Talk.HELD)
    told = said.filter(
        Q(goes_on__isnull=False) | Q(worth__isnull=False) | Q(told_again__isnull=False)
    )
    named = (
        said.filter(agreement=True)
        .exclude(amount=None)
        .values_list("encounter", "company", "amount")
    )
    sums = [(talk, company, amount) for talk, company, amount in named if amount is not None]
    return Funnel(
        companies=day.companies.filter(state__in=(Firm.IN, Firm.ABSENT)).count(),
        steps={name: counts[name] for name in STEPS},
        told=told.values("company").distinct().count(),
        after=said.exclude(told_again=None).values("company").distinct().count(),
        amount=_sum(sums),
        amounts=len({company for _talk, company, _amount in sums}),
    )


def _sum(sums: Sequence[tuple[int, int, Decimal]]) -> Decimal | None:
    """Both of a talk may name what they agreed on: it counts once, with the smaller sum."""
    by_talk: dict[int, Decimal] = {}
    for talk, _company, amount in sums:
        by_talk[talk] = min(amount, by_talk.get(talk, amount))
    return sum(by_talk.values(), Decimal(0)) if by_talk else None

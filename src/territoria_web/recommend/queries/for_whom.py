"""The advice to a territory for one kind of reader: *who are you?*

It is read from what was written down when the territory was diagnosed; the reasons are said here, in
the language spoken, from the same gaps.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from territoria.documents.briefing.card_words import MONTHS_OF_WORK
from territoria.documents.numerals import bounds_said
from territoria.errors import AddressError, Problem, did_you_mean
from territoria.model import Framework, Span, Words
from territoria.readings import STAYS_IN_TIER, STAYS_ON_TOP
from territoria.speech import gettext, with_unit
from territoria_web.library.queries import library
from territoria_web.measure.models import Assessment
from territoria_web.recommend.queries.advised import advice_to
from territoria_web.recommend.queries.why_here import first_needs, reason_of
from territoria_web.territories.models import Territory

MOST = 5
MOST_OF_A_ROLE = 8


@dataclass(frozen=True)
class Role:
    """A kind of reader. ``count``: pieces of advice for it here."""

    id: str
    short: Words
    title: Words
    your_role: Words
    count: int


@dataclass(frozen=True)
class Card:
    """One piece of advice to a territory. ``grade``: of its evidence, in this territory. ``needs``:
    the prerequisites that are not met or not known.
    """

    id: str
    title: Words
    role: Words
    tier: str
    grade: str
    lowered: str
    why: str
    needs: tuple[str, ...]
    step: Words
    effort: str
    firm: str
    address: str


@dataclass(frozen=True)
class ForWhom:
    """The first pieces of advice, for everyone or for one role; ``more``: how many there are."""

    roles: tuple[Role, ...]
    role: Role | None
    cards: tuple[Card, ...]
    more: int
    draws: int


def advice_for(
    assessment: Assessment,
    territory: Territory,
    framework: Framework,
    gaps: Mapping[str, Any],
    role: str = "",
) -> ForWhom | None:
    """The first advice for a role, or over all roles; None where nothing is worked out yet.

    AddressError where there is no such role. ``gaps``: by node, as written down.
    """
    known = library().roles
    if role and role not in known:
        raise AddressError(Problem(f"role={role}", _("no such role."), did_you_mean(role, known)))
    held = advice_to(assessment, territory)
    if held is None:
        return None
    given: Sequence[Mapping[str, Any]] = [
        a for a in held.body["advice"] if a["id"] in library().recommendations
    ]
    roles = tuple(_role(r, sum(a["role"] == r for a in given)) for r in known)
    chosen = _chosen(given, held.body["first"], role)
    shown = chosen[: MOST_OF_A_ROLE if role else MOST]
    draws = int(held.body["draws"])
    return ForWhom(
        roles=roles,
        role=next((r for r in roles if r.id == role), None),
        cards=tuple(_card(assessment, territory, framework, gaps, a, draws) for a in shown),
        more=len(chosen) - len(shown) if role else len(given) - len(shown),
        draws=draws,
    )


def _chosen(
    given: Sequence[Mapping[str, Any]], first: Sequence[str], role: str
) -> list[Mapping[str, Any]]:
    if role:
        return [a for a in given if a["role"] == role]
    by_id = {a["id"]: a for a in given}
    return [by_id[i] for i in first if i in by_id]


def _role(role: str, count: int) -> Role:
    text = library().roles[role]
    return Role(role, text.short or text.title, text.title, text.your_role, count)


def _card(
    assessment: Assessment,
    territory: Territory,
    framework: Framework,
    gaps: Mapping[str, Any],
    a: Mapping[str, Any],
    draws: int,
) -> Card:
    text = library().recommendations[a["id"]]
    return Card(
        id=a["id"],
        title=text.what,
        role=_role(a["role"], 0).short,
        tier=a["tier"],
        grade=a["grade"],
        lowered=gettext(a["grade_reason"]) if a["grade_reason"] else "",
        why=reason_of(
            a, gaps, lambda n: _title(framework, n), lambda n: _without_figures(framework, n)
        ),
        needs=first_needs(a),
        step=text.first_step,
        effort=_effort(text.effort.person_months),
        firm=gettext(STAYS_ON_TOP if a["shown"] else STAYS_IN_TIER).format(
            count=round(a["robust"] * draws), draws=draws
        ),
        address=assessment.address("robust", territory.key, a["id"]),
    )


def _effort(months: Span | None) -> str:
    """``1–3 person-months``; empty where nobody has estimated it."""
    if months is None:
        return ""
    return with_unit(bounds_said(months.low, months.high), gettext(MONTHS_OF_WORK))


def _title(framework: Framework, node: str) -> str:
    found = framework.node(node)
    return (found.short or found.title).say()


def _without_figures(framework: Framework, node: str) -> bool:
    """Whether a node of this framework has no figure in any region."""
    found = next((n for n in framework.walk() if n.id == node), None)
    return found is not None and not found.indicators

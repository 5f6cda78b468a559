"""A project as those work on it who are in it: what comes next, and the deeds they may do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.act.deeds.card_work import OF_COMPENDIUM, compendium_of
from territoria_web.act.deeds.table import DEEDS, Deed
from territoria_web.act.models import Delegation, Exchange, Partner, Project, ProjectForum
from territoria_web.act.queries.exchange_words import exchange_state, when_said
from territoria_web.act.queries.project_standing import Standing, standing_on
from territoria_web.act.queries.project_story import story_of
from territoria_web.act.rules.projects import (
    ASKED,
    CITIES_TO_BEGIN,
    INSIDE,
    INVITED,
    LEAD,
    OFFICE,
    PARTNER_STATES,
    ROLE_NAMES,
    STATE_NAMES,
    Doer,
    State,
    hides_contact,
    is_complete,
    may_do,
    stands_for,
    was_missed,
)

At = Callable[[str, UUID | None], str]
Way = tuple[str, str]
E = Exchange.State


@dataclass(frozen=True)
class Work:
    """A project in the hands of a doer. ``at``: deed and thing → where its form stands."""

    project: Project
    doer: Doer
    today: date
    at: At

    def may(self, deed: str) -> bool:
        """Whether the doer may do this now."""
        return may_do(deed, self.project.state, self.doer.standing)

    def ways(self, *deeds: str, on: UUID | None = None) -> list[Way]:
        """Title and address of those deeds that the doer may do."""
        return [(str(DEEDS[name].title), self.at(name, on)) for name in deeds if self.may(name)]

    @property
    def reads_contacts(self) -> bool:
        """Whether the doer reads persons and addresses."""
        return self.doer.standing in (LEAD, OFFICE)

    @property
    def is_inside(self) -> bool:
        """Whether the doer reads links of meetings online."""
        return self.doer.standing in INSIDE


def work_of(project: Project, doer: Doer, today: date, at: At) -> dict[str, Any]:
    """All that the page shows; ``project`` comes with its partners and exchanges."""
    work, standing = Work(project, doer, today, at), standing_on(project, today)
    partners = list(project.partners.all())
    return {
        "project": project,
        "standing": standing,
        "state": STATE_NAMES[State(project.state)],
        "steps": list(_steps(work, standing, partners)),
        "deeds": work.ways(*(name for name, deed in DEEDS.items() if _stands_alone(name, deed))),
        "asking": [_asking(work, p) for p in partners if p.state == Partner.State.ASKED],
        "partners": [_partner(work, p) for p in partners if _is_listed(work, p)],
        "exchanges": [_exchange(work, row) for row in reversed(standing.talks)],
        "forums": _forums(work),
        "story": story_of(project),
        "unconfirmed": _unconfirmed(work),
        "reads_contacts": work.reads_contacts,
        "is_inside": work.is_inside,
        **compendium_of(project, doer, today, work.ways),
    }


def _stands_alone(name: str, deed: Deed) -> bool:
    """Whether it is listed among the deeds on the project; those on its compendium stand there."""
    return deed.about == "project" and name not in OF_COMPENDIUM


def _is_listed(work: Work, partner: Partner) -> bool:
    """Whoever was named stands before nobody else until they say yes."""
    if partner.state != Partner.State.INVITED:
        return partner.state == Partner.State.AGREED
    return work.reads_contacts or partner == work.doer.partner


# ── what comes next ───────────────────────────────────────────────────────────────────────────


def _steps(work: Work, held: Standing, partners: list[Partner]) -> list[tuple[str, list[Way]]]:
    """What waits for the doer, in sentences, each with the deeds that answer it."""
    project = work.project
    asking = [p for p in partners if p.state == Partner.State.ASKED]
    begins = project.state == State.OPEN and held.in_it >= CITIES_TO_BEGIN
    unsaid = held.unsaid
    found: list[tuple[bool, str, list[Way]]] = [
        (
            work.doer.standing == INVITED,
            _("You were named for this project. Are you in?"),
            work.ways("agree", "decline"),
        ),
        (
            work.doer.standing == ASKED,
            _("You asked to join. The lead answers by letter."),
            work.ways("leave"),
        ),
        (bool(asking), _asking_said(len(asking)), _answers(work, asking)),
        (begins, _("Two cities are in it: the work can begin."), work.ways("begin")),
        (
            unsaid is not None,
            _("The day of an exchange went by. Was it held?"),
            work.ways("hold", "miss", on=unsaid.public_id) if unsaid else [],
        ),
        (held.is_overdue, _("The product is overdue."), work.ways("deliver", "change")),
        (held.is_silent, _("Nobody has told anything for long."), work.ways("tell")),
        (
            project.state == State.RUNNING and project.delivered is not None,
            _("The product is there: the project can be closed."),
            work.ways("close"),
        ),
        (project.state == State.PROPOSED, _proposal_said(held), work.ways("hand-in", "publish")),
    ]
    return [(said, ways) for holds, said, ways in found if holds and ways]


def _asking_said(count: int) -> str:
    said = ngettext("%(count)d asks to join.", "%(count)d ask to join.", count)
    return said % {"count": count}


def _proposal_said(held: Standing) -> str:
    if held.answer_is_late:
        return _("The proposal has waited for the office for more than ten days.")
    if held.project.reason:
        return _("The office gave the proposal back.")
    return _("The proposal waits for the office, which answers within ten days.")


def _answers(work: Work, asking: list[Partner]) -> list[Way]:
    if not work.may("answer"):
        return []
    return [(p.name, work.at("answer", p.public_id)) for p in asking]


# ── partners, exchanges, forums ───────────────────────────────────────────────────────────────


def _unconfirmed(work: Work) -> dict[str, Any] | None:
    """What the doer's own city can do while nobody stands for it; None where it is confirmed, has not
    answered yet, or is over.
    """
    mine = work.doer.partner
    if mine is None or not mine.is_unconfirmed or mine.state != Partner.State.AGREED:
        return None
    if not stands_for(work.doer, mine):
        return {"ways": []}
    return {"ways": [*work.ways("vouch", on=mine.public_id), *work.ways("leave")]}


def _asking(work: Work, partner: Partner) -> dict[str, Any]:
    return {
        "row": partner,
        "role": ROLE_NAMES[Partner.Role(partner.role)],
        "ways": work.ways("answer", on=partner.public_id),
    }


def _partner(work: Work, partner: Partner) -> dict[str, Any]:
    deeds = ["readdress"] if partner.pk != (work.doer.partner and work.doer.partner.pk) else []
    if partner.state == Partner.State.INVITED:
        deeds.append("take-back")
    elif work.doer.standing == OFFICE and partner.is_unconfirmed:  # who only asks is not listed
        deeds.insert(0, "vouch")
    return {
        "row": partner,
        "role": ROLE_NAMES[Partner.Role(partner.role)],
        "state": PARTNER_STATES[Partner.State(partner.state)],
        "is_hidden": hides_contact(work.doer, partner),
        "ways": work.ways(*deeds, on=partner.public_id),
    }


def _exchange(work: Work, row: Exchange) -> dict[str, Any]:
    return {
        "row": row,
        "when": when_said(row),
        "state": exchange_state(row, work.today),
        "missed": was_missed(row, work.today),
        "ways": work.ways(*_exchange_deeds(row, work.today), on=row.public_id),
    }


def _exchange_deeds(row: Exchange, today: date) -> tuple[str, ...]:
    if row.state == E.MISSED:
        return ("hold",)
    if row.state != E.PLANNED:
        return ()
    if row.day < today:
        return ("hold", "miss")
    return (
        ("hold", "agenda", "move", "cancel") if row.day == today else ("agenda", "move", "cancel")
    )


def _forums(work: Work) -> list[dict[str, Any]]:
    held = work.project.forums.prefetch_related("delegations__partner")
    return [_forum(work, row) for row in held]


def _forum(work: Work, row: ProjectForum) -> dict[str, Any]:
    sent = list(row.delegations.all())
    return {
        "row": row,
        "delegations": [(d.partner.name, is_complete(d)) for d in sent],
        "mine": _mine(work, sent),
        "ways": work.ways("delegation", "forum-change", on=row.public_id),
    }


def _mine(work: Work, sent: list[Delegation]) -> Delegation | None:
    mine = work.doer.partner
    return next((d for d in sent if mine and d.partner_id == mine.pk), None)

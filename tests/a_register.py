"""The register of initiatives: a record that lacks nothing, and its way through a second region."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from desk_team import Team, a_member, a_team
from territoria_web.measure.models import Initiative, InitiativeEdition
from territoria_web.measure.queries.records import Claim, Reached, Record
from territoria_web.measure.services.register import (
    begin_initiative,
    hand_in_initiative,
    write_initiative,
)
from territoria_web.measure.services.register_reviews import review_initiative
from territoria_web.people.models import Role, User

WHY = "The evaluation is linked, and the figures are those that it gives."
RECORD = Record(
    title="Digital cheque for shops",
    owner="Region of Lakes, office for trade",
    what="Pays half of the first web shop of a small firm.",
    level="regional",
    area="finance",
    target_group="Shops with fewer than ten staff",
    sectors=("G",),
    sizes=("micro",),
    obstacles=("cost", "lack-of-skills"),
    instruments=("voucher",),
    budget=Decimal("1200000"),
    budget_sources=("regional", "eu"),
    start=date(2024, 1, 1),
    target="Three of ten shops sell online",
    target_value=30.0,
    unit_of_measure="% of shops",
    target_due=date(2028, 12, 31),
    baseline=12.5,
    baseline_year=2023,
    reach=(Reached(2024, 120), Reached(2025, 150, 3.0)),
    evaluation="before-after",
    finding="Shops with a cheque sold online a year later.",
    claims=(Claim("Online sales", "Six of ten sold online after a year", "E2"),),
    lessons="One page of forms is enough.",
    transfer="It needs an office that pays within a month.",
    practices=("trikala-first-digital",),
    source="Evaluation report 2025, https://lakes.example/report",
    contact="Office for trade, trade@lakes.example",
    valid_until=date(2099, 12, 31),
)


def a_draft(team: Team | None = None, **fields: Any) -> tuple[Team, Initiative]:
    """A draft that lacks nothing but what is asked for."""
    held = team or a_team()
    record = replace(RECORD, **fields)
    made = begin_initiative(
        by=held.lead, territory=held.cycle.territory, record=record, language="en"
    )
    return held, made


def waiting(team: Team | None = None, **fields: Any) -> tuple[Team, Initiative]:
    """One that waits for a second region."""
    held, made = a_draft(team, **fields)
    hand_in_initiative(by=held.lead, initiative=made, seen=made.edit)
    made.refresh_from_db()
    return held, made


def registered(team: Team | None = None, **fields: Any) -> tuple[Team, Initiative]:
    """One that entered the register."""
    held, made = waiting(team, **fields)
    judged(made)
    return held, made


def written(team: Team, initiative: Initiative, **fields: Any) -> Initiative:
    """Some fields written anew."""
    initiative.refresh_from_db()
    record = replace(RECORD, **fields)
    return write_initiative(
        by=team.lead, initiative=initiative, record=record, seen=initiative.edit
    )


def judged(
    initiative: Initiative, verdict: str = "fit", by: User | None = None
) -> InitiativeEdition | None:
    """What a peer says of the words as they stand."""
    initiative.refresh_from_db()
    by = by or a_peer()
    seen = initiative.edit
    edition = review_initiative(by=by, initiative=initiative, verdict=verdict, said=WHY, seen=seen)
    initiative.refresh_from_db()
    return edition


def a_peer(code: str = "DED5", role: Role = Role.EXPERT) -> User:
    """Somebody with a role in another territory; the same one when asked again."""
    found = User.objects.filter(email=f"{role.value}-{code.lower()}@example.org").first()
    return found or a_member(code, role)

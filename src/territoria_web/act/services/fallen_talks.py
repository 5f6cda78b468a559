"""Letters on talks that stood on an agenda and fall: at once, not with the next agenda."""

from __future__ import annotations

from collections.abc import Iterable

from territoria_web.act.models import Company, CompanyDay, Encounter
from territoria_web.act.queries.company_days import slot_said
from territoria_web.act.rules.companies import Talk
from territoria_web.act.services.company_letters import write_to_companies
from territoria_web.act.services.company_sayings import on_fallen
from territoria_web.library.saying import said_in


def tell_of_fallen(
    talks: Iterable[Encounter], day: CompanyDay, *, origin: str, but: Company | None = None
) -> int:
    """Tell the two of each talk that is on an agenda, ``but`` the one that took it back; how many."""
    told = 0
    for talk in talks:
        if talk.state != Talk.SCHEDULED or talk.slot is None:
            continue
        for one, other in ((talk.asker, talk.asked), (talk.asked, talk.asker)):
            if but is None or one.pk != but.pk:
                told += _tell(one, other, day, talk.slot, origin)
    return told


def _tell(to: Company, other: Company, day: CompanyDay, slot: int, origin: str) -> int:
    with said_in(to.language):
        when = slot_said(day, slot)
    return write_to_companies([to], day, on_fallen(day, when, other.name), origin=origin)

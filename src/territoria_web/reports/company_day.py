"""A company day on paper: an agenda for each company with its QR code, the plan of the tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from territoria.documents.cards import Leaf, render_leaves
from territoria_web.act.models import Company, CompanyDay, Encounter
from territoria_web.act.queries.company_days import slots_said, when_held
from territoria_web.act.queries.company_proposals import proposal_between
from territoria_web.act.queries.company_talks import place_said
from territoria_web.act.rules.companies import ON_AGENDA, Firm, Talk, company_link
from territoria_web.convene.queries.qr import qr_svg
from territoria_web.library.languages import engine_language
from territoria_web.library.saying import colon, said_in, semicolon

NAMES: Final[Mapping[str, tuple[Promise, Promise]]] = {
    "agendas": (
        gettext_lazy("Agendas"),
        gettext_lazy(
            "A page for each company. Its QR code opens the page of that company: hand each page to "
            "the company itself."
        ),
    ),
    "tables": (
        gettext_lazy("Plan of the tables"),
        gettext_lazy("Which two companies sit at which table, slot by slot, for the wall."),
    ),
}


class NothingToPrint(Exception):
    """The agendas are not out yet."""


def has_agendas(day: CompanyDay) -> bool:
    """Whether there is something to print."""
    return day.encounters.filter(state__in=ON_AGENDA, slot__isnull=False).exists()


def paper_of(day: CompanyDay, name: str, *, origin: str, today: date) -> bytes:
    """One of ``NAMES`` as PDF, in the language of the day; NothingToPrint before agendas are out."""
    talks = list(
        day.encounters.filter(state__in=(Talk.SCHEDULED, Talk.HELD), slot__isnull=False)
        .select_related("asker", "asked")
        .order_by("slot", "table", "pk")
    )
    if not talks:
        raise NothingToPrint
    with said_in(day.language):
        leaves = _agendas(day, talks, origin) if name == "agendas" else _tables(day, talks)
        title = f"{NAMES[name][0]}{colon()}{day.title}"
        return render_leaves(leaves, title=title, lang=engine_language(day.language), day=today)


def _agendas(day: CompanyDay, talks: Sequence[Encounter], origin: str) -> list[Leaf]:
    firms = day.companies.filter(state=Firm.IN)
    return [_agenda(day, one, talks, origin) for one in firms]


def _agenda(day: CompanyDay, company: Company, talks: Sequence[Encounter], origin: str) -> Leaf:
    by_slot = {one.slot: one for one in talks if company.pk in (one.asker_id, one.asked_id)}
    rows = [
        (hours, *_cells(day, company, by_slot.get(slot), away=slot in company.away))
        for slot, hours in slots_said(day)
    ]
    address = origin + reverse("guest:company-own", args=[company_link(company)])
    return Leaf(
        kicker=day.title,
        title=company.name,
        lead=semicolon().join([*when_held(day), *_place(day)]),
        head=(_("Time"), pgettext("in a room", "Table"), _("With"), _("Why")),
        rows=tuple(rows),
        foot=_("Times of %(zone)s.") % {"zone": day.timezone},
        svg=qr_svg(address, title=""),
        alt=_("QR code of the page of %(company)s") % {"company": company.name},
        beside=_("Your page: changes, and what came of each talk. Please do not pass it on."),
    )


def _place(day: CompanyDay) -> list[str]:
    place = place_said(day, None)
    return [place] if place else []


def _cells(
    day: CompanyDay, company: Company, talk: Encounter | None, *, away: bool
) -> tuple[str, str, str]:
    if talk is None:
        return ("–", _("not there") if away else _("free"), "")
    other = talk.asked if talk.asker_id == company.pk else talk.asker
    why = proposal_between(company, other, day).reasons
    return (str(talk.table or "–"), f"{other.name}, {other.city}", why[0] if why else "")


def _tables(day: CompanyDay, talks: Sequence[Encounter]) -> list[Leaf]:
    return [
        Leaf(
            kicker=day.title,
            title=hours,
            lead=_("Who sits where"),
            head=(pgettext("in a room", "Table"), _("Company"), _("With")),
            rows=tuple(
                (str(one.table or "–"), one.asker.name, one.asked.name)
                for one in talks
                if one.slot == slot
            ),
            foot=_("Times of %(zone)s.") % {"zone": day.timezone},
        )
        for slot, hours in slots_said(day)
        if any(one.slot == slot for one in talks)
    ]

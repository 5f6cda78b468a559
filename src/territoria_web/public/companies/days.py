"""All company days that everybody may read about: those to come first, then those that were."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.act.models import CompanyDay
from territoria_web.act.queries.company_days import (
    dates_of_day,
    is_over,
    phase_now,
    public_company_days,
)
from territoria_web.act.rules.companies import MODE_NAMES, PHASE_NAMES
from territoria_web.library.dates import written
from territoria_web.listen.rules import LEAST
from territoria_web.public.page import Crumb, Page, Table

HEAD = (
    *("id", "title", "network", "host", "begins", "ends", "timezone", "mode", "place"),
    *("companies", "language", "state", "example"),
)


def company_days(request: HttpRequest) -> Page:
    """Company days of all networks."""
    held = list(public_company_days())
    ahead = sorted((one for one in held if not is_over(one)), key=_begins)
    past = sorted((one for one in held if is_over(one)), key=_begins, reverse=True)
    return Page(
        template="public/companies/days.html",
        title=_("Company days"),
        finding=_finding(ahead),
        facts={"ahead": [_card(one) for one in ahead], "past": [_card(one) for one in past]},
        table=Table("company-days", HEAD, [_cells(one) for one in [*ahead, *past]]),
        crumbs=(Crumb(_("Network"), reverse("public:network")),),
    )


def _finding(ahead: list[CompanyDay]) -> str:
    count = sum(not one.example for one in ahead)
    if count:
        said = ngettext(
            "%(count)d company day is to come.", "%(count)d company days are to come.", count
        )
        return said % {"count": count}
    if ahead:
        return _("No company day of real cities is to come now. An invented one shows how it goes.")
    return _("No company day is to come now.")


def _begins(one: CompanyDay) -> str:
    return str(one.slots[0]) if one.slots else "9999"


def _card(one: CompanyDay) -> dict[str, Any]:
    return {
        "day": one,
        "url": reverse("public:company-day", args=[one.public_id]),
        "state": PHASE_NAMES[phase_now(one)],
        "mode": MODE_NAMES[one.mode],
        "begins": next(iter(dates_of_day(one)), None),
    }


def _cells(one: CompanyDay) -> tuple[Any, ...]:
    dates = dates_of_day(one)
    firms: int = one.firms  # type: ignore[attr-defined]
    return (
        *(str(one.public_id), one.title, one.network.name, one.host),
        *(written(dates[0]) if dates else None, written(dates[-1]) if dates else None),
        *(one.timezone, one.mode, one.place, firms if firms >= LEAST else None),
        *(one.language, one.state, one.example),
    )

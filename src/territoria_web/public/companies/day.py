"""A company day as everybody reads it: when and where, who comes, how far the talks came."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.act.models import CompanyDay
from territoria_web.act.queries.companies import Profile, profile_of, shown_companies
from territoria_web.act.queries.company_days import (
    is_over,
    moment_said,
    phase_now,
    public_company_day,
    takes_now,
    when_held,
)
from territoria_web.act.queries.company_funnel import STEPS, Funnel, funnel_of
from territoria_web.act.rules.companies import ASK, MODE_NAMES, PHASE_NAMES, REGISTER, State
from territoria_web.act.rules.company_tags import tag_name
from territoria_web.library.saying import money, numeral_of, semicolon
from territoria_web.listen.rules import LEAST
from territoria_web.public.page import Crumb, Page, Table
from territoria_web.reports.company_picture import funnel_pictures

HEAD = ("step", "name", "talks")
A_PAGE = 48  # profiles


def company_day(request: HttpRequest, day: UUID) -> Page:
    """One day; 404 before its registration opens."""
    held = public_company_day(day)
    funnel = funnel_of(held)
    profiles = [profile_of(one, held) for one in shown_companies(held)]
    finding = _finding(held, funnel)
    return Page(
        template="public/companies/day.html",
        title=held.title,
        finding=finding,
        facts={
            "day": held,
            "example": held.example,
            "state": PHASE_NAMES[phase_now(held)],
            "mode": MODE_NAMES[held.mode],
            "when": when_held(held),
            "takes": takes_now(held, REGISTER),
            "register_until": moment_said(held, held.register_until),
            "closed": _closed(held),
            "ask_until": moment_said(held, held.ask_until) if takes_now(held, ASK) else "",
            "tags": sorted(tag_name(held.tags, tag) for tag in held.tags),
            "profiles": Paginator(profiles, A_PAGE).get_page(request.GET.get("page")),
            "companies": funnel.companies if funnel.companies >= LEAST else None,
            **_funnel_facts(held, funnel),
        },
        table=Table(
            "talks", HEAD, [(n, str(STEPS[n]), count) for n, count in funnel.shown.items()]
        ),
        data=_data(held, funnel, profiles),
        crumbs=(
            Crumb(_("Network"), reverse("public:network")),
            Crumb(_("Company days"), reverse("public:company-days")),
        ),
    )


def _closed(held: CompanyDay) -> str:
    """That nobody can register any more, while the day is still to come."""
    if takes_now(held, REGISTER) or is_over(held):
        return ""
    until = held.register_until
    if until is None or until > timezone.now():
        return _("Registration is closed.")
    return _("Registration closed on %(moment)s. Whoever still wants to come asks the office.") % {
        "moment": moment_said(held, until)
    }


def _funnel_facts(held: CompanyDay, funnel: Funnel) -> dict[str, Any]:
    has_talks = is_over(held) and bool(funnel.shown["requested"])
    said = talks_said(funnel)
    return {
        "pictures": funnel_pictures(held, funnel, said) if has_talks else None,
        "talks_said": said,
        "sure": _sure(funnel),
        "amount": money(float(funnel.shown_amount), "EUR") if funnel.shown_amount else "",
    }


def _sure(funnel: Funnel) -> str:
    """Who said what came of it, as far as that may be told."""
    if funnel.told < LEAST:
        return _("What companies say of a talk is counted from five companies on.")
    said = ngettext(
        "%(count)s of %(all)s companies said what came of their talks.",
        "%(count)s of %(all)s companies said what came of their talks.",
        funnel.told,
    ) % {"count": numeral_of(funnel.told), "all": numeral_of(funnel.companies)}
    if funnel.after < LEAST:
        return f"{said} {_('Agreements are asked for after 90 days.')}"
    after = _("After 90 days %(count)s companies answered.") % {"count": numeral_of(funnel.after)}
    return f"{said} {after}"


def talks_said(funnel: Funnel) -> str:
    """How far the talks came, in a sentence: the furthest step that may be shown."""
    shown = funnel.shown
    asked = shown["requested"]
    if not asked:
        return _("No request for a talk can be shown yet.")
    name = next((one for one in ("agreement", "held", "scheduled", "accepted") if shown[one]), "")
    if name:
        return _came(name, shown[name] or 0) % {
            "asked": numeral_of(asked),
            "count": numeral_of(shown[name]),
        }
    said = ngettext("%(count)s talk is asked for.", "%(count)s talks are asked for.", asked)
    return said % {"count": numeral_of(asked)}


def _came(name: str, count: int) -> str:
    """How far so many came, of all that were asked for."""
    return {
        "agreement": ngettext(
            "Of %(asked)s requests %(count)s talk led to an agreement.",
            "Of %(asked)s requests %(count)s talks led to an agreement.",
            count,
        ),
        "held": ngettext(
            "Of %(asked)s requests %(count)s became a talk that was held.",
            "Of %(asked)s requests %(count)s became talks that were held.",
            count,
        ),
        "scheduled": ngettext(
            "Of %(asked)s requests %(count)s is on the agendas.",
            "Of %(asked)s requests %(count)s are on the agendas.",
            count,
        ),
        "accepted": ngettext(
            "Of %(asked)s requests %(count)s is agreed by both.",
            "Of %(asked)s requests %(count)s are agreed by both.",
            count,
        ),
    }[name]


def _finding(held: CompanyDay, funnel: Funnel) -> str:
    if held.state == State.CANCELLED:
        return _("This day does not take place.")
    when = semicolon().join(when_held(held))
    if held.state == State.ENDED:
        return talks_said(funnel) if funnel.shown["requested"] else _("The day has ended.")
    if funnel.companies < LEAST:
        return f"{when}. {PHASE_NAMES[phase_now(held)]}."
    said = ngettext(
        "%(when)s. %(count)s company takes part.",
        "%(when)s. %(count)s companies take part.",
        funnel.companies,
    )
    return said % {"when": when, "count": numeral_of(funnel.companies)}


def _data(held: CompanyDay, funnel: Funnel, profiles: list[Profile]) -> dict[str, Any]:
    may_count = funnel.companies >= LEAST
    return {
        "day": {
            "id": str(held.public_id),
            "network": held.network.name,
            "title": held.title,
            "about": held.about,
            "host": held.host,
            "language": held.language,
            "mode": held.mode,
            "place": held.place,
            "timezone": held.timezone,
            "slots": list(held.slots),
            "minutes": held.minutes,
            "tables": held.tables,
            "tags": held.tags,
            "register_until": _moment(held.register_until),
            "ask_until": _moment(held.ask_until),
            "state": held.state,
            "reason": held.reason,
            "example": held.example,
        },
        "companies": funnel.companies if may_count else None,
        "told": funnel.told if funnel.told >= LEAST else None,
        "after_90_days": funnel.after if funnel.after >= LEAST else None,
        "amount_eur": float(funnel.shown_amount) if funnel.shown_amount else None,
        "profiles": [_profile(one) for one in profiles],
    }


def _moment(when: datetime | None) -> str | None:
    return when.isoformat() if when else None


def _profile(one: Profile) -> dict[str, Any]:
    row = one.row
    names = ("name", "city", "nace", "size", "about", "website")
    lists = ("offers", "seeks", "languages")
    told = {name: getattr(row, name) for name in names}
    return told | {name: list(getattr(row, name)) for name in lists}

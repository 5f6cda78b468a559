"""What the teams of a territory decided on its advice, each with the reason."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.public.page import Crumb, Page, Table
from territoria_web.recommend.models import Recommendation
from territoria_web.recommend.queries.judged import PublicDecision, public_decisions
from territoria_web.territories.queries import territory_at, territory_name

HEAD = ("advice", "tier", "decision", "reason", "changed_text", "decided", "example")


def decisions(request: HttpRequest, code: str) -> Page:
    """The decisions, latest first."""
    place = territory_at(code)
    name, held = territory_name(place), public_decisions(place)
    said = ngettext(
        "%(count)d piece of advice is decided; a change or a refusal has its reason beside it.",
        "%(count)d pieces of advice are decided; a change or a refusal has its reason beside it.",
        len(held),
    )
    return Page(
        template="public/decisions.html",
        title=_("Decisions on advice: %(place)s") % {"place": name},
        finding=said % {"count": len(held)}
        if held
        else _("Nobody decided on the advice to %(place)s on this site yet.") % {"place": name},
        facts={
            "decisions": [(d, decision_name(d.row.decision)) for d in held],
            "example": any(d.example for d in held),
            "place_url": reverse("public:territory", args=[place.code]),
            "name": name,
        },
        table=Table(f"decisions-{place.code}", HEAD, [_row(d) for d in held]),
        crumbs=(Crumb(name, reverse("public:territory", args=[place.code])),),
    )


def decision_name(decision: str) -> str:
    """What a decision is called."""
    names = {
        Recommendation.Decision.ACCEPTED: _("Accepted"),
        Recommendation.Decision.CHANGED: _("Changed"),
        Recommendation.Decision.DECLINED: _("Declined"),
    }
    return names[Recommendation.Decision(decision)]


def _row(d: PublicDecision) -> tuple[object, ...]:
    row = d.row
    day = timezone.localdate(row.decided).isoformat() if row.decided else None
    return (row.advice, d.tier, row.decision, row.reason, row.changed_text, day, d.example)

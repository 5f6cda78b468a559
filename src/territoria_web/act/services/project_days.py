"""What is due of projects every day: letters before exchanges, on overdue products; old addresses."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from territoria_web.act.models import Exchange, Partner, Project
from territoria_web.act.rules.projects import ALIVE, BEFORE_EXCHANGE, State, is_overdue
from territoria_web.act.services.project_letters import agreed_in, leads_of, write_to
from territoria_web.act.services.project_sayings import on_exchange, to_lead_on_overdue
from territoria_web.convene.models import Attendee

FORGOTTEN_AFTER: Final = timedelta(days=183)  # of a project that ended, of what nobody answered
LEFT_AFTER: Final = timedelta(days=30)  # of whoever declined or left


def announce_exchanges(*, origin: str, today: date | None = None) -> int:
    """Tell partners of exchanges within a week, once each; how many letters."""
    day = today or timezone.localdate()
    with transaction.atomic():
        held = Exchange.objects.select_for_update(of=("self",)).filter(
            state=Exchange.State.PLANNED,
            told=None,
            day__gte=day,
            day__lte=day + BEFORE_EXCHANGE,
            project__state__in=ALIVE,
        )
        return sum(_announced(one, origin) for one in held.select_related("project__network"))


def _announced(exchange: Exchange, origin: str) -> int:
    project = exchange.project
    exchange.told = timezone.now()
    exchange.save(update_fields=["told"])
    return write_to(agreed_in(project), project, on_exchange(project, exchange), origin=origin)


def ask_for_products(*, origin: str, today: date | None = None) -> int:
    """Tell the lead that a product is overdue, once for each day that was named; how many letters."""
    day = today or timezone.localdate()
    with transaction.atomic():
        held = Project.objects.select_for_update(of=("self",)).filter(
            state__in=ALIVE, delivered=None, due__lt=day, asked=None
        )
        late = [one for one in held.select_related("network") if is_overdue(one, day)]
        for project in late:
            project.asked = timezone.now()
            project.save(update_fields=["asked"])
        words = [(leads_of(one), one, to_lead_on_overdue(one)) for one in late]
        return sum(write_to(*told, origin=origin) for told in words)


def forget_partners(*, today: date | None = None) -> int:
    """Erase persons and addresses of those who declined or left a month ago; of those who were named or
    asked half a year ago and got or gave no answer; of those a session named who gave their place in the
    meeting back; and of projects that ended half a year ago; how many.
    """
    day = today or timezone.localdate()
    gone = Q(
        state__in=(Partner.State.DECLINED, Partner.State.LEFT),
        answered__date__lt=day - LEFT_AFTER,
    )
    unanswered = Q(
        state__in=(Partner.State.INVITED, Partner.State.ASKED),
        made__date__lt=day - FORGOTTEN_AFTER,
    )
    over = Q(
        project__state__in=(State.DONE, State.STOPPED),
        project__ended__date__lt=day - FORGOTTEN_AFTER,
    )
    held = Partner.objects.filter(gone | unanswered | over | _no_longer_there())
    held = held.exclude(email="", person="")
    return Partner.objects.filter(pk__in=held.values("pk")).update(
        person="", email="", reason="", may_be_named=False, renewed=F("renewed") + 1
    )


def _no_longer_there() -> Q:
    """Named by a session with person and address, of whom its meeting holds neither any more."""
    there = Attendee.objects.filter(meeting=OuterRef("project__topic__meeting"))
    same = Q(email=OuterRef("email")) | Q(name=OuterRef("person"))
    named = Q(state=Partner.State.INVITED, project__topic__isnull=False) & ~Q(person="")
    return named & ~Q(Exists(there.filter(same)))

"""Those who want letters on a plan: asked by a letter whether they are who they say, told in digests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.library.saying import said_in
from territoria_web.people.mail import letter, post
from territoria_web.people.often import may_ask_to_confirm
from territoria_web.plan.models import Plan
from territoria_web.territories.queries import territory_name
from territoria_web.track.models import Follower
from territoria_web.track.queries.digests import digest_for
from territoria_web.track.queries.doors import follower_by
from territoria_web.track.track_rules import (
    CONFIRM_WITHIN,
    PACES,
    confirm_token,
    follower_token,
    read_confirm_token,
)


@transaction.atomic
def follow_plan(
    *, plan: Plan, email: str, language: str, pace: str, chosen: Mapping[str, Any], origin: str
) -> None:
    """Somebody wants letters. Whether the address follows already is not told: it is written to
    either way, and what was asked for holds once that letter is answered. After a few letters a day
    nothing is written, nor kept.
    """
    said = email.strip().lower()
    try:
        validate_email(said)
    except ValidationError:
        raise ValidationError({"email": _("This is no e-mail address.")}) from None
    check_pace(pace)
    if not may_ask_to_confirm(said, place=f"plan-{plan.pk}"):
        return
    now = timezone.now()
    told = {"language": language, "pace": pace, "chosen": dict(chosen), "made": now}
    row, made = Follower.objects.get_or_create(plan=plan, email=said, defaults=told)
    if not made and row.confirmed is None:
        Follower.objects.filter(pk=row.pk).update(language=language, made=now)
        row.refresh_from_db()
    written = _confirmation(row, confirm_token(row, pace, chosen), origin)
    transaction.on_commit(lambda: post(lambda: written))


def check_pace(pace: str) -> None:
    """ValidationError where it is none that letters come at."""
    if pace not in PACES:
        raise ValidationError({"pace": _("Choose one of the list.")})


@transaction.atomic
def confirm_follower(*, token: str) -> Follower | None:
    """Whoever answers the letter follows from now on, as they asked; None where the link is not ours,
    too old, or they stopped since.
    """
    read = read_confirm_token(token)
    row = follower_by(read[0]) if read else None
    if read is None or row is None:
        return None
    _number, row.pace, row.chosen = read
    if row.confirmed is None:
        row.confirmed = row.written = timezone.now()
    row.save(update_fields=["pace", "chosen", "confirmed", "written"])
    return row


@transaction.atomic
def change_letters(*, follower: Follower, pace: str, chosen: Mapping[str, Any]) -> None:
    """Another pace, or other actions."""
    check_pace(pace)
    Follower.objects.filter(pk=follower.pk).update(pace=pace, chosen=dict(chosen))


@transaction.atomic
def stop_following(*, follower: Follower) -> None:
    """No more letters: the address is erased at once."""
    Follower.objects.filter(pk=follower.pk).delete()


def drop_unconfirmed(*, now: datetime | None = None) -> int:
    """Erase addresses that nobody confirmed in time; how many."""
    before = (now or timezone.now()) - CONFIRM_WITHIN
    return Follower.objects.filter(confirmed=None, made__lt=before).delete()[0]


def write_digests(*, origin: str, now: datetime | None = None) -> int:
    """Write to those whose week or month is over and for whom there is news; how many."""
    moment = now or timezone.now()
    letters = [_written_to(pk, origin, moment) for pk in _due(moment)]
    return sum(letters)


@transaction.atomic
def _written_to(pk: int, origin: str, moment: datetime) -> bool:
    """One of them, once: whoever is written to by another process meanwhile is left out."""
    held = Follower.objects.select_for_update(of=("self",)).filter(_is_due(moment), pk=pk)
    row = held.select_related("plan__cycle__territory").first()
    if row is None or row.written is None:
        return False
    with said_in(row.language):
        news = digest_for(row, since=row.written, until=moment)
    if not news:
        return False
    Follower.objects.filter(pk=row.pk).update(written=moment)
    written = _digest(row, news, origin)
    transaction.on_commit(lambda: post(lambda: written))
    return True


def _due(now: datetime) -> list[int]:
    return list(Follower.objects.filter(_is_due(now)).values_list("pk", flat=True))


def _is_due(now: datetime) -> Q:
    slack = timedelta(hours=6)  # the daily job does not come to the minute
    late = Q()
    for pace, every in PACES.items():
        late |= Q(pace=pace, written__lte=now - every + slack)
    return late & Q(confirmed__isnull=False)


def _facts(row: Follower, origin: str) -> dict[str, Any]:
    return {
        "place": territory_name(row.plan.cycle.territory),
        "page": origin + reverse("public:promises-plan", args=[row.plan.public_id]),
    }


def _confirmation(row: Follower, token: str, origin: str) -> EmailMessage:
    with said_in(row.language):
        told = {
            **_facts(row, origin),
            "link": origin + reverse("guest:follow-confirm", args=[token]),
            "days": CONFIRM_WITHIN.days,
        }
        return letter(render_to_string("track/confirm_follower.txt", told), to=row.email)


def _digest(row: Follower, news: Any, origin: str) -> EmailMessage:
    with said_in(row.language):
        stop = origin + reverse("guest:following", args=[follower_token(row)])
        told = {**_facts(row, origin), "news": news, "stop": stop}
        written = letter(render_to_string("track/digest.txt", told), to=row.email)
    written.extra_headers["List-Unsubscribe"] = f"<{stop}>"
    written.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    return written

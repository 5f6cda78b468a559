"""A rating comes in: from a phone, a counter, a sheet of paper, a file; its words are read before they
are shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria.listen.abuse.spam import Sending, suspect
from territoria_web.library.typed import plain
from territoria_web.listen.models import Forum, Rating, Service
from territoria_web.listen.need_rules import LONGEST_REASON, SHORTEST
from territoria_web.listen.queries.rating_answers import margins_of
from territoria_web.listen.rating_rules import (
    COMMENT_RULES,
    LEVEL_WORDS,
    LONGEST_COMMENT,
    MANY_ALIKE,
    MOST_AT_ONCE,
    QUICKEST,
    SOLVED_WORDS,
    takes_ratings,
)
from territoria_web.listen.services.forums import note
from territoria_web.listen.services.rating_looks import renew_or_ask
from territoria_web.people.models import User
from territoria_web.people.often import times_in_a_minute
from territoria_web.territories.rules import ChangedMeanwhile, refuse_where_closed

LATELY = timedelta(days=7)
COMPARED = 50  # texts with which a new one is compared


@dataclass(frozen=True)
class Judged:
    """One rating as somebody gives it. ``margins``: margin → label, where they said so; ``instrument``:
    the one that was on their page, 0 for the one of now.
    """

    solved: str
    satisfaction: int
    comment: str = ""
    margins: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"
    day: date | None = None
    instrument: int = 0


@dataclass(frozen=True)
class CameIn:
    """How a form came in: ``dwell`` seconds after it was shown (None: it does not say), ``trap``: with
    a field filled that people do not see.
    """

    dwell: float | None = None
    trap: bool = False


def rate_service(
    *, service: Service, judged: Judged, channel: str, nonce: str, came: CameIn
) -> bool:
    """Somebody rates a service after use; False where the same form was sent before. Never refused
    for how it came in: what looks like a machine's is kept and counted apart.
    """
    kept = _kept(service, judged, channel, nonce, came)
    if kept:
        renew_or_ask(service)
    return kept


@transaction.atomic
def _kept(service: Service, judged: Judged, channel: str, nonce: str, came: CameIn) -> bool:
    refuse_unless_rated(service)
    fresh = _checked(service, judged)
    _in_turn(service)
    if Rating.objects.filter(nonce=nonce).exists():
        return False
    unusual = _looks_unusual(service, judged, came)
    Rating.objects.create(service=service, channel=channel, nonce=nonce, unusual=unusual, **fresh)
    return True


def enter_ratings(
    *, by: User, service: Service, rows: Sequence[Judged], channel: str, nonce: str
) -> int:
    """Ratings that somebody of the team heard or has on paper, all or none; 0 where this form was
    sent before. Who entered them is kept with each.
    """
    count = _entered(by, service, rows, channel, nonce)
    if count:
        renew_or_ask(service)
    return count


@transaction.atomic
def _entered(by: User, service: Service, rows: Sequence[Judged], channel: str, nonce: str) -> int:
    refuse_where_closed(service.forum.cycle)
    if not 1 <= len(rows) <= MOST_AT_ONCE:
        raise ValidationError(_("Enter between 1 and 500 ratings at once."))
    fresh = [_checked(service, row) for row in rows]
    _in_turn(service)
    if Rating.objects.filter(nonce=f"{nonce}-0").exists():
        return 0
    Rating.objects.bulk_create(
        Rating(service=service, channel=channel, entered_by=by, nonce=f"{nonce}-{place}", **row)
        for place, row in enumerate(fresh)
    )
    told = {"title": next(iter(service.names.values())), "figures": len(fresh), "kind": channel}
    note(by, service.forum, "enter ratings", after=told)
    return len(fresh)


def refuse_unless_rated(service: Service) -> None:
    """ValidationError where the service or its forum takes no ratings."""
    refuse_where_closed(service.forum.cycle)
    if not takes_ratings(service):
        raise ValidationError(_("This service takes no ratings now."))


def _in_turn(service: Service) -> None:
    """One after the other in a forum, so that numbers of rows rise as ratings come in."""
    Forum.objects.select_for_update().get(pk=service.forum_id)


def _checked(service: Service, judged: Judged) -> dict[str, object]:
    comment, today = plain(judged.comment), timezone.localdate()
    day = judged.day or today
    wrong: dict[str, str] = {}
    if judged.solved not in SOLVED_WORDS:
        wrong["solved"] = _("Choose one of the answers.")
    if judged.satisfaction not in LEVEL_WORDS:
        wrong["satisfaction"] = _("Choose one of the five steps.")
    if len(comment) > LONGEST_COMMENT:
        wrong["comment"] = _("Use at most 1,000 letters.")
    if not today - timedelta(days=366) <= day <= today:
        wrong["day"] = _("Give a day of the last year.")
    known = {margin.id: margin.labels for margin in margins_of(service.forum)}
    if any(label not in known.get(name, {}) for name, label in judged.margins.items() if label):
        wrong["margins"] = _("Choose one of the list.")
    if wrong:
        raise ValidationError(wrong)
    return {
        "solved": judged.solved,
        "satisfaction": judged.satisfaction,
        "comment": comment,
        "comment_state": Rating.Comment.NEW if comment else Rating.Comment.NONE,
        "margins": {name: label for name, label in judged.margins.items() if label},
        "language": judged.language,
        "instrument": min(judged.instrument or service.instrument, service.instrument),
        "day": day,
    }


# ── what looks like a machine's ───────────────────────────────────────────────────────────────


def _looks_unusual(service: Service, judged: Judged, came: CameIn) -> bool:
    """Whether it is counted apart; whose address it came from plays no part."""
    quick = came.dwell is None or came.dwell < QUICKEST
    if came.trap or quick or _many_alike(service, judged):
        return True
    comment = plain(judged.comment)
    if not comment:
        return False
    since = timezone.localdate() - LATELY
    lately = service.ratings.filter(day__gte=since).exclude(comment="").order_by("-pk")
    recent = lately.values_list("comment", flat=True)[:COMPARED]
    return suspect(comment, Sending(seconds=came.dwell), recent=recent).held


def _many_alike(service: Service, judged: Judged) -> bool:
    """The same answers too often in one minute, unless the team vouched for many at once."""
    told = f"{judged.solved}-{judged.satisfaction}-{sorted(judged.margins.items())}"
    alike = hashlib.sha256(told.encode()).hexdigest()[:32]
    if times_in_a_minute(f"ratings-{service.pk}-{alike}") <= MANY_ALIKE:
        return False
    now = timezone.now()
    return not service.forum.vouches.filter(begins__lte=now, ends__gte=now).exists()


# ── words ─────────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def show_comment(*, by: User, rating: Rating, seen: str) -> None:
    """Let everybody read what somebody wrote; ``seen``: its state on the page."""
    _settle(rating, seen, comment_state=Rating.Comment.SHOWN, comment_rule="", comment_reason="")
    note(by, rating.service.forum, "show comment", after=_told(rating))


@transaction.atomic
def hide_comment(*, by: User, rating: Rating, rule: str, reason: str, seen: str) -> None:
    """Do not show it, by a public rule and with a reason; the rating counts all the same."""
    said = plain(reason)
    wrong: dict[str, str] = {}
    if rule not in COMMENT_RULES:
        wrong["rule"] = _("Choose the rule by which it is not shown.")
    if not SHORTEST <= len(said) <= LONGEST_REASON:
        wrong["reason"] = _("Say in a sentence why.")
    if wrong:
        raise ValidationError(wrong)
    _settle(
        rating, seen, comment_state=Rating.Comment.HIDDEN, comment_rule=rule, comment_reason=said
    )
    told = _told(rating) | {"rule": rule, "reason": said}
    note(by, rating.service.forum, "hide comment", after=told)


def _settle(rating: Rating, seen: str, **fields: str) -> None:
    held = Rating.objects.filter(pk=rating.pk, comment_state=seen).exclude(comment="")
    if not held.update(**fields):
        raise ChangedMeanwhile(_("Somebody changed this meanwhile. Look at it as it stands now."))
    rating.refresh_from_db()


def _told(rating: Rating) -> dict[str, str]:
    return {"title": next(iter(rating.service.names.values()))}

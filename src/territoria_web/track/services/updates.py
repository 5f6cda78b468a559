"""News of an action: written once by its owner or the team; what is wrong is taken off with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.library.dates import written
from territoria_web.library.typed import plain, plain_line
from territoria_web.listen.models import Need
from territoria_web.listen.services.need_letters import tell_author
from territoria_web.listen.services.need_results import deliver_need, news_of_need
from territoria_web.people.models import User
from territoria_web.plan.models import Action
from territoria_web.plan.rules import year_in
from territoria_web.track.models import Update
from territoria_web.track.services.journal import note
from territoria_web.track.track_rules import LONGEST, SHORTEST_REASON


@dataclass(frozen=True)
class News:
    """What somebody tells. ``reached``: milestone's id → the day on which it was reached."""

    says: str = Update.Says.GOING.value
    done: str = ""
    hindrance: str = ""
    reason: str = ""
    expected: date | None = None
    reached: Mapping[str, date] = field(default_factory=dict)
    spent: Decimal | None = None
    figure: float | None = None
    figure_period: str = ""
    figure_source: str = ""


@transaction.atomic
def tell_news_of(
    *,
    action: Action,
    news: News,
    office: str,
    by: User | None = None,
    via: str = Update.Via.DESK,
    origin: str = "",
) -> Update:
    """Write news of an action that was adopted. Where it is done, the needs that it answers are
    delivered, and their authors are told; ``origin``: of links in letters, none go out without.
    """
    held = Action.objects.select_for_update(of=("self",)).select_related("plan__cycle__territory")
    row = held.get(pk=action.pk)
    promised = _promised(row)
    fresh = _checked(news, promised)
    update = Update.objects.create(
        action=row,
        by=by,
        via=via,
        office=plain_line(office)[:200],
        made=timezone.now(),
        **fresh,
    )
    if by is not None:
        note(by, row, "tell news of action", after={"says": update.says})
    _tell_needs(row, update, by, origin)
    return update


@transaction.atomic
def hide_update(*, by: User, update: Update, reason: str) -> None:
    """Take news off the page; that it stood there and why it went stays."""
    said = plain(reason)
    if not SHORTEST_REASON <= len(said) <= LONGEST:
        raise ValidationError({"reason": _("Say in a sentence why; everybody reads it.")})
    held = (
        Update.objects.select_for_update(of=("self",))
        .select_related("action__plan__cycle__territory")
        .get(pk=update.pk)
    )
    if held.hidden is not None:
        return
    held.hidden, held.hidden_because = timezone.now(), said
    held.save(update_fields=["hidden", "hidden_because"])
    note(by, held.action, "hide news of action", after={"reason": said})


def _promised(action: Action) -> Mapping[str, Any]:
    last = action.plan.versions.first()
    rows = last.body["actions"] if last is not None else []
    found = next((a for a in rows if a["id"] == str(action.public_id)), None)
    if found is None:
        raise ValidationError(_("This action stands in no adopted plan."))
    return dict(found)


def _checked(news: News, promised: Mapping[str, Any]) -> dict[str, Any]:
    today = timezone.localdate()
    wrong: dict[str, str] = {}
    words = {name: plain(getattr(news, name)) for name in ("done", "hindrance", "reason")}
    for name, said in words.items():
        if len(said) > LONGEST:
            wrong[name] = _("Use at most 2,000 letters.")
    if news.says not in Update.Says.values:
        wrong["says"] = _("Tick one of the list.")
    if news.says in (Update.Says.PAUSED, Update.Says.DROPPED) or news.expected is not None:
        if len(words["reason"]) < SHORTEST_REASON:
            wrong["reason"] = _("Say in a sentence why; everybody reads it.")
    if news.expected is not None and news.expected < today:
        wrong["expected"] = _("This day is over. Give the day on which you expect it to be done.")
    if not any((words["done"], words["hindrance"], news.reached)) and (
        news.says == Update.Says.GOING and news.expected is None and news.figure is None
    ):
        wrong["done"] = _("Say in a sentence what was done, or what stands in the way.")
    known = {m["id"] for m in promised["milestones"]}
    if set(news.reached) - known:
        wrong["reached"] = _("Choose from the milestones that are listed.")
    if any(day > today for day in news.reached.values()):
        wrong["reached"] = _("What will be reached later is told later.")
    if news.spent is not None and not 0 <= news.spent < Decimal(10**12):
        wrong["spent"] = _("Give a sum below a trillion.")
    if (news.figure is None) != (not news.figure_period.strip()):
        wrong["figure_period"] = _("A figure needs its year, and a year its figure.")
    elif news.figure is not None and year_in(news.figure_period) is None:
        wrong["figure_period"] = _("Give the year like 2027.")
    if wrong:
        raise ValidationError(wrong)
    return {
        **words,
        "says": news.says,
        "expected": news.expected,
        "reached": {key: written(day) for key, day in news.reached.items()},
        "spent": news.spent,
        "figure": news.figure,
        "figure_period": str(year_in(news.figure_period) or ""),
        "figure_source": plain_line(news.figure_source)[:200],
    }


# ── needs that the action answers ─────────────────────────────────────────────────────────────


def _tell_needs(action: Action, update: Update, by: User | None, origin: str) -> None:
    facts = {
        "plan": str(action.plan.public_id),
        "action": str(action.public_id),
        "number": action.number,
        "title": action.title,
    }
    held = Need.objects.filter(action_links__action=action)
    for need in held.select_related("forum__cycle__territory", "voice"):
        if update.says == Update.Says.DONE and not _waits_for_others(need, action):
            event = deliver_need(need=need, by=by, said=update.done, facts=facts)
        else:
            said = update.done or update.reason or update.hindrance
            event = news_of_need(need=need, by=by, said=said, office=update.office, facts=facts)
        if event is not None and origin:
            need.refresh_from_db()
            tell_author(need=need, event=event, origin=origin)


def _waits_for_others(need: Need, action: Action) -> bool:
    """Whether another action that answers it is still to be done."""
    others = Action.objects.filter(need_links__need=need).exclude(pk=action.pk)
    done = Update.objects.filter(says=Update.Says.DONE, hidden=None).values("action")
    return others.exclude(state=Action.State.DROPPED).exclude(pk__in=done).exists()

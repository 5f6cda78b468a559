"""News of an action: written once by its owner or the team; what is wrong is taken off with a reason."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.library.dates import written
from territoria_web.library.saying import day
from territoria_web.library.typed import plain, plain_line
from territoria_web.listen.models import Need, NeedEvent
from territoria_web.listen.services.need_letters import tell_author
from territoria_web.listen.services.need_results import (
    deliver_need,
    delivered_by,
    doubt_delivery,
    news_of_need,
)
from territoria_web.people.models import User
from territoria_web.plan.models import Action
from territoria_web.plan.rules import YEARS, year_in
from territoria_web.track.models import Update
from territoria_web.track.services.journal import note
from territoria_web.track.track_rules import ENDS, LONGEST, SHORTEST_REASON

Body = Mapping[str, Any]


@dataclass(frozen=True)
class News:
    """What somebody tells. ``reached``: milestone's id → the day on which it was reached, None where
    it was not, after all; ``spent``: in all, so far.
    """

    says: str = Update.Says.GOING.value
    done: str = ""
    hindrance: str = ""
    reason: str = ""
    expected: date | None = None
    reached: Mapping[str, date | None] = field(default_factory=dict)
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
    key: UUID | None = None,
) -> Update:
    """Write news of an action that was adopted. Where it is done, the needs that it answers are
    delivered, and their authors are told; ``origin``: of links in letters, none go out without;
    ``key``: of the form, so that what is sent twice is told once.

    A closed cycle takes news all the same: what was promised in it is still to be done.
    """
    held = Action.objects.select_for_update(of=("self",)).select_related("plan__cycle__territory")
    row = held.get(pk=action.pk)
    if key is not None and (twice := Update.objects.filter(public_id=key).first()) is not None:
        return _told_before(twice, row)
    standing = _standing(row)
    promised = _promised(row, standing)
    fresh = _checked(news, promised)
    update = Update.objects.create(
        public_id=key or uuid4(),
        action=row,
        by=by,
        via=via,
        office=plain_line(office)[:200],
        made=timezone.now(),
        **fresh,
    )
    if by is not None:
        note(by, row, "tell news of action", after={"says": update.says})
    _tell_needs(row, standing, update, by, origin)
    return update


@transaction.atomic
def hide_update(*, by: User, update: Update, reason: str, origin: str = "") -> None:
    """Take news off the page, and its words out of the stories of needs; that it stood there and why it
    went stays. Needs that it delivered are looked into again, and their authors told.
    """
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
    said = _take_off_stories(held)
    if held.says in ENDS:
        _doubt_deliveries(held, by, said, origin)
    note(by, held.action, "hide news of action", after={"reason": said})


def _told_before(update: Update, action: Action) -> Update:
    """What the same form told already; ValidationError where it is another action's."""
    if update.action_id != action.pk:
        raise ValidationError(_("This form belongs to another action. Open it once more."))
    return update


def _standing(action: Action) -> Sequence[Body]:
    """The actions that the version in force promises."""
    last = action.plan.versions.first()
    return last.body["actions"] if last is not None else ()


def _promised(action: Action, standing: Sequence[Body]) -> Body:
    found = next((a for a in standing if a["id"] == str(action.public_id)), None)
    if found is None:
        raise ValidationError(_("This action stands in no adopted plan."))
    return found


def _checked(news: News, promised: Body) -> dict[str, Any]:
    """The fields of the news as they are kept; ValidationError with every fault beside its field."""
    words = {name: plain(getattr(news, name)) for name in ("done", "hindrance", "reason")}
    wrong = {
        **{name: _("Use at most 2,000 letters.") for name in words if len(words[name]) > LONGEST},
        **_wrong_state(news, words),
        **_wrong_milestones(news, promised),
        **_wrong_numbers(news, promised),
    }
    if wrong:
        raise ValidationError(wrong)
    ended = news.says in ENDS
    return {
        **words,
        "says": news.says,
        "expected": None if ended else news.expected,
        "reached": {key: written(when) for key, when in news.reached.items()},
        "spent": news.spent,
        "figure": news.figure,
        "figure_period": str(year_in(news.figure_period) or ""),
        "figure_source": plain_line(news.figure_source)[:200],
    }


def _wrong_state(news: News, words: Mapping[str, str]) -> dict[str, str]:
    """What does not hold of how it goes, and of the words for it."""
    wrong = {}
    if news.says not in Update.Says.values:
        wrong["says"] = _("Tick one of the list.")
    if _owes_reason(news) and len(words["reason"]) < SHORTEST_REASON:
        wrong["reason"] = _("Say in a sentence why; everybody reads it.")
    if news.expected is not None and news.expected < timezone.localdate():
        wrong["expected"] = _("This day is over. Give the day on which you expect it to be done.")
    if news.says == Update.Says.DONE and len(words["done"]) < SHORTEST_REASON:
        wrong["done"] = _("Say in a sentence what was done; everybody reads it.")
    told = (words["done"], words["hindrance"], news.reached, news.expected, news.figure, news.spent)
    if news.says == Update.Says.GOING and all(one in ("", None, {}) for one in told):
        wrong["done"] = _("Say in a sentence what was done, or what stands in the way.")
    return wrong


def _owes_reason(news: News) -> bool:
    return news.says in (Update.Says.PAUSED, Update.Says.DROPPED) or news.expected is not None


def _wrong_milestones(news: News, promised: Body) -> dict[str, str]:
    if set(news.reached) - {m["id"] for m in promised["milestones"]}:
        return {"reached": _("Choose from the milestones that are listed.")}
    today = timezone.localdate()
    if any(when is not None and when > today for when in news.reached.values()):
        return {"reached": _("What will be reached later is told later.")}
    if any(when is not None and when.year < YEARS[0] for when in news.reached.values()):
        return {"reached": _("Give the year like 2027.")}
    return {}


def _wrong_numbers(news: News, promised: Body) -> dict[str, str]:
    wrong = {}
    if news.spent is not None and not 0 <= news.spent < Decimal(10**12):
        wrong["spent"] = _("Give a sum below a trillion.")
    if news.figure is not None and not promised["indicator"]:
        wrong["figure"] = _("This action names no indicator, so no figure can be told.")
    elif news.figure is not None and not math.isfinite(news.figure):
        wrong["figure"] = _("Give a number.")
    if (news.figure is None) != (not news.figure_period.strip()):
        wrong["figure_period"] = _("A figure needs its year, and a year its figure.")
    elif news.figure is not None:
        wrong |= _wrong_year(year_in(news.figure_period))
    return wrong


def _wrong_year(year: int | None) -> dict[str, str]:
    if year is None or year < YEARS[0]:
        return {"figure_period": _("Give the year like 2027.")}
    if year > timezone.localdate().year:
        return {"figure_period": _("What will be reached later is told later.")}
    return {}


# ── needs that the action answers ─────────────────────────────────────────────────────────────


def _tell_needs(
    action: Action, standing: Sequence[Body], update: Update, by: User | None, origin: str
) -> None:
    """Those that the version in force names; drafts of the next one tell nobody."""
    facts, answering = _facts(update), _answering(standing)
    for need in _answered_by(action, answering):
        event = None
        others = answering[str(need.public_id)] - {str(action.public_id)}
        if update.says == Update.Says.DONE and _have_ended(others):
            event = deliver_need(need=need, by=by, said=update.done, facts=facts)
        if event is None:
            said = update.done or update.reason or update.hindrance
            event = news_of_need(need=need, by=by, said=said, office=update.office, facts=facts)
        _write_of(need, event, origin)


def _facts(update: Update) -> dict[str, Any]:
    action = update.action
    return {
        "update": str(update.public_id),
        "plan": str(action.plan.public_id),
        "action": str(action.public_id),
        "number": action.number,
        "title": action.title,
    }


def _answered_by(action: Action, answering: Mapping[str, Collection[str]]) -> list[Need]:
    """The needs that an action answers, locked in one order."""
    mine = [need for need, actions in answering.items() if str(action.public_id) in actions]
    held = Need.objects.select_for_update(of=("self",)).filter(public_id__in=mine).order_by("pk")
    return list(held.select_related("forum__cycle__territory", "voice"))


def _write_of(need: Need, event: NeedEvent | None, origin: str) -> None:
    """Tell the author of a need what stands new in its story."""
    if event is not None and origin:
        need.refresh_from_db()
        tell_author(need=need, event=event, origin=origin)


def _take_off_stories(update: Update) -> str:
    """The reason, which now stands in place of its words wherever they were told of a need."""
    words = [said for said in (update.done, update.reason, update.hindrance) if said]
    told = NeedEvent.objects.filter(facts__update=str(update.public_id), said__in=words)
    needs = list(told.order_by("need").values_list("need", flat=True).distinct())
    said = _("Taken off on %(day)s.") % {"day": day(update.hidden)}
    said = f"{said} {update.hidden_because}"
    Need.objects.filter(pk__in=needs, reason__in=words).update(reason=said)
    told.update(said=said)
    return said


def _doubt_deliveries(update: Update, by: User, said: str, origin: str) -> None:
    """Those that this action is needed for, where it, or another one, is open again."""
    facts, answering = _facts(update), _answering(_standing(update.action))
    for need, delivering in delivered_by(facts["plan"]):
        actions = {delivering, *answering.get(str(need.public_id), ())}
        if facts["action"] in actions and not _have_ended(actions):
            event = doubt_delivery(need=need, by=by, said=said, facts=facts)
            _write_of(need, event, origin)


def _answering(standing: Sequence[Body]) -> dict[str, set[str]]:
    """Need's id → the ids of the actions that answer it; older versions name none."""
    found: dict[str, set[str]] = {}
    for action in standing:
        for one in action.get("answers", ()):
            found.setdefault(one["id"], set()).add(action["id"])
    return found


def _have_ended(actions: Collection[str]) -> bool:
    """Whether all of these are done or given up."""
    held = Update.objects.filter(action__public_id__in=actions, says__in=ENDS, hidden=None)
    ended = held.order_by().values_list("action__public_id", flat=True)
    return set(actions) <= {str(one) for one in ended}

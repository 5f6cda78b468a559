"""Tying actions to the needs that they answer; once a version is adopted, the authors are told."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from territoria_web.listen.models import Need, NeedEvent
from territoria_web.listen.need_rules import HIDDEN
from territoria_web.listen.services.need_letters import tell_author
from territoria_web.listen.services.need_results import commit_need
from territoria_web.people.models import User
from territoria_web.plan.models import Action, NeedLink, PlanVersion
from territoria_web.plan.queries.need_links import answered_by, links_of, offered_needs
from territoria_web.plan.services.desk import fresh, open_desk, write_deed
from territoria_web.territories.rules import ChangedMeanwhile


@transaction.atomic
def link_needs(*, by: User, action: Action, needs: Collection[UUID], seen: int) -> None:
    """Say which needs an action answers; ``seen``: its edit on the page. ValidationError where one is
    not of this place, or not public.
    """
    desk = open_desk(by=by, plan=action.plan)
    held = desk.actions[action.number]
    if held.edit != seen:
        raise ChangedMeanwhile(_("Somebody changed this action while you were writing."))
    before = {one["number"] for one in answered_by(held)}
    standing = {link.need.public_id for link in held.need_links.all()}
    offered = {n.public_id: n for n in offered_needs(desk.plan.cycle)}
    if set(needs) - set(offered) - standing:
        raise ValidationError({"needs": _("Choose from what is listed.")})
    held.need_links.exclude(need__public_id__in=needs).delete()
    for number in set(needs) - standing:
        tie(action=held, need=offered[number], by=by)
    held.edit += 1
    held.save(update_fields=["edit"])
    fresh(desk, held)
    told = Action.objects.prefetch_related("need_links__need__forum").get(pk=held.pk)
    after = {one["number"] for one in answered_by(told)}
    if after != before:
        write_deed(
            desk,
            told,
            "link needs",
            {"answers": sorted(before)},
            {"answers": sorted(after)},
        )


def tie(*, action: Action, need: Need, by: User | None) -> None:
    """An action answers a need; nothing where it does already. Callers hold the transaction."""
    NeedLink.objects.get_or_create(action=action, need=need, defaults={"by": by})


def commit_needs(*, by: User | None, version: PlanVersion, origin: str) -> None:
    """What a version promises to answer is said in the story of each need, once; not where its author
    took it back meanwhile, or it is not shown. Callers hold the transaction.
    """
    plan = version.plan
    actions = {a["id"]: a for a in version.body["actions"] if a.get("answers")}
    links = [(need, key) for key, held in links_of(plan, list(actions)).items() for need in held]
    for need, key in sorted(links, key=lambda one: one[0].pk):  # locked in the order of all who do
        told = need.events.filter(facts__action=key).exclude(kind=NeedEvent.Kind.NEWS)
        if need.state in HIDDEN or told.exists():
            continue
        facts = {
            "plan": str(plan.public_id),
            "action": key,
            "number": actions[key]["number"],
            "title": actions[key]["title"],
        }
        event = commit_need(need=need, by=by, facts=facts)
        if origin:
            tell_author(need=need, event=event, origin=origin)

"""Adopting a plan: the whole of it is kept with the reason, and never changed."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from territoria_web.library.typed import plain
from territoria_web.people.models import User
from territoria_web.people.services import write_entry
from territoria_web.plan.models import Plan, PlanVersion
from territoria_web.plan.queries.bands import ground_of
from territoria_web.plan.queries.plans import actions_of, state_of
from territoria_web.plan.queries.versions import Body, body_of, digest_of
from territoria_web.plan.queries.waves import laid_out
from territoria_web.plan.rules import check_reason
from territoria_web.plan.services.need_links import commit_needs
from territoria_web.plan.services.plans import lock_plan
from territoria_web.territories.rules import ChangedMeanwhile

BARS = ("circle", "orphan")


@transaction.atomic
def adopt_plan(
    *, by: User, plan: Plan, reason: str, seen: str, outputs_reason: str = "", origin: str = ""
) -> PlanVersion:
    """Adopt the plan as it stands. ``seen``: ``state_of`` what was on the page; ``origin``: of links in
    the letters to those whose needs it answers, no letters without.

    ValidationError where there is nothing to adopt or it contradicts itself; where all its
    indicators count only what is done, and ``outputs_reason`` does not say why.
    """
    reason, outputs_reason = plain(reason), plain(outputs_reason)
    check_reason(reason)
    held = lock_plan(plan)
    actions = actions_of(held)
    if state_of(held, actions) != seen:
        raise ChangedMeanwhile(
            _("Somebody changed the plan since you opened this page. Look at it once more.")
        )
    laid = laid_out(held, actions)
    barred = [c.said for c in laid.contradictions if c.kind in BARS]
    if barred:
        raise ValidationError(barred)
    last = held.versions.first()
    ground = ground_of(held.cycle, (a.indicator for a in actions))
    body = dict(body_of(held, actions, ground, last.body if last else None))
    if not body["actions"]:
        raise ValidationError(_("A plan without actions cannot be adopted. Add one first."))
    if body["only_outputs"]:
        check_reason(outputs_reason, "outputs_reason")
        body["outputs_reason"] = outputs_reason
    if last is not None and _same(last.body, body):
        raise ValidationError(_("Nothing has changed since the version adopted last."))
    version = PlanVersion.objects.create(
        plan=held,
        number=last.number + 1 if last else 1,
        reason=reason,
        body=body,
        digest=digest_of(body),
        by=by,
    )
    write_entry(
        who=by,
        what="adopt plan",
        about=f"plan {held.public_id}",
        territory=held.cycle.territory,
        before={"version": last.number, "digest": last.digest} if last else None,
        after={"version": version.number, "digest": version.digest, "reason": reason},
    )
    commit_needs(by=by, version=version, origin=origin)
    return version


def _same(old: Body, new: Body) -> bool:
    """Whether two versions promise the same."""
    return _promise(old) == _promise(new) and not new["dropped"]


def _promise(body: Body) -> dict[str, object]:
    """A version without what went from one to the next, and without the sentences on bands."""
    told = ("target_said", "target_why")
    actions = [
        {"answers": [], "initiatives": [], **{k: v for k, v in a.items() if k not in told}}
        for a in body["actions"]
    ]
    return {**body, "actions": actions, "dropped": []}

"""All plans that were adopted here, with what became of them in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.library.dates import written
from territoria_web.public.page import Page, Table
from territoria_web.territories.queries import territory_name
from territoria_web.track.queries.accounts import PlanAccount, accounts_of, plans_with_accounts

HEAD = (
    *("plan", "territory", "title", "example", "adopted", "actions", "done", "late"),
    *("at_risk", "silent", "keep_pace", "judged"),
)


def promises(request: HttpRequest) -> Page:
    """Every plan with an account, the latest first."""
    held = accounts_of(plans_with_accounts())
    return Page(
        template="public/promises/listing.html",
        title=_("What was promised, and what became of it"),
        finding=_finding(held),
        facts={"rows": [_row(account) for account in held]},
        table=Table("promises", HEAD, [_line(account) for account in held]),
    )


def _finding(held: Sequence[PlanAccount]) -> str:
    real = [account for account in held if not account.plan.cycle.example]
    if not real:
        if held:
            return _(
                "No plan of a real region was adopted here yet. An invented one shows how it goes."
            )
        return _("No plan was adopted here yet.")
    plans = ngettext(
        "%(count)d plan tells what becomes of its promises.",
        "%(count)d plans tell what becomes of their promises.",
        len(real),
    )
    of = sum(account.totals.of for account in real)
    late = sum(account.totals.delivery["late"] for account in real)
    actions = ngettext(
        "%(count)d action is promised in all.", "%(count)d actions are promised in all.", of
    )
    delayed = ngettext("%(count)d of them is late.", "%(count)d of them are late.", late)
    said = ((plans, len(real)), (actions, of), (delayed, late))
    return " ".join(words % {"count": count} for words, count in said)


def _row(account: PlanAccount) -> dict[str, Any]:
    return {
        "place": territory_name(account.plan.cycle.territory),
        "title": account.plan.cycle.title,
        "example": account.plan.cycle.example,
        "url": reverse("public:promises-plan", args=[account.plan.public_id]),
        "of": account.totals.of,
        "late": account.totals.delivery["late"],
        "silent": len(account.silent),
        "done": account.totals.delivery["done"],
        "adopted": account.standing.adopted,
    }


def _line(account: PlanAccount) -> tuple[Any, ...]:
    delivery, effect = account.totals.delivery, account.totals.effect
    kept = effect["on pace"] + effect["ahead"] + effect["reached"]
    return (
        str(account.plan.public_id),
        account.plan.cycle.territory.key,
        account.plan.cycle.title,
        account.plan.cycle.example,
        written(localdate(account.standing.adopted)) if account.standing.adopted else None,
        account.totals.of,
        delivery["done"],
        delivery["late"],
        delivery["at risk"],
        len(account.silent),
        kept,
        kept + effect["behind"] + effect["moving away"],
    )

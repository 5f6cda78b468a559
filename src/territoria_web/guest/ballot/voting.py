"""The list and the ballot on one page: tick what you would spend the money on, press once."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.guest.voice.frame import show_voice, with_forum
from territoria_web.guest.voice.phones import remember, voice_for, voice_of
from territoria_web.library.http_methods import takes_form
from territoria_web.library.saying import money
from territoria_web.library.typed import plain_line
from territoria_web.listen.models import Forum, Voice
from territoria_web.plan.budget_rules import (
    RULE_NAMES,
    RULES_SAID,
    check_choice,
    choice_said,
    takes_ballots,
)
from territoria_web.plan.models import Budget, BudgetItem
from territoria_web.plan.queries.budgets import (
    ballot_of,
    finding_of,
    items_of,
    public_budget,
    shuffled,
    until_said,
)
from territoria_web.plan.services.ballots import VoteIsOver, cast_ballot

LONGEST_SEED = 40


@takes_form
@with_forum
def ballot(request: HttpRequest, forum: Forum, budget: UUID) -> HttpResponse:
    """The list with its ticks; 404 before the vote is opened."""
    held = public_budget(forum, budget)
    if not takes_ballots(held, timezone.now()):
        return _over(request, forum, held)
    items = items_of(held)
    if request.method != "POST":
        return _opened(request, forum, held, items)
    seed, chosen = _seed_in(request), numbers_in(request.POST.getlist("chosen"))
    try:
        return _pressed(request, forum, held, items, chosen, seed)
    except VoteIsOver:
        return _over(request, forum, held)
    except ValidationError as refused:
        return _shown(request, forum, held, items, seed, chosen, refused.messages)


def numbers_in(typed: Collection[str]) -> list[int]:
    """The numbers of items that were ticked; what is none names no item."""
    return [int(one) if one.isdecimal() and len(one) < 6 else 0 for one in typed]


def _pressed(
    request: HttpRequest,
    forum: Forum,
    held: Budget,
    items: list[BudgetItem],
    chosen: list[int],
    seed: str,
) -> HttpResponse:
    """Nobody becomes somebody before their ballot is one."""
    check_choice(held, chosen, [one.number for one in items])
    voice, token = voice_for(request, forum)
    cast_ballot(budget=held, voice=voice, chosen=chosen, order=seed)
    answer = redirect("guest:ballot-kept", forum.code, held.public_id)
    remember(answer, forum, token)
    return answer


def _opened(
    request: HttpRequest, forum: Forum, held: Budget, items: list[BudgetItem]
) -> HttpResponse:
    voice = voice_of(request, forum)
    mine = ballot_of(held, voice)
    seed = str(mine.extra.get("order") or "") if mine else ""
    chosen = mine.chosen if mine else []
    return _shown(request, forum, held, items, seed or _seed_of(voice), chosen, is_kept=bool(mine))


def _seed_of(voice: Voice | None) -> str:
    """Somebody known keeps their order; to whoever is new one is dealt, and goes along in the form."""
    return voice.public_id.hex[:12] if voice else secrets.token_hex(6)


def _seed_in(request: HttpRequest) -> str:
    return plain_line(str(request.POST.get("order", ""))[:LONGEST_SEED])


def _shown(
    request: HttpRequest,
    forum: Forum,
    held: Budget,
    items: list[BudgetItem],
    seed: str,
    chosen: Collection[int],
    refused: list[str] | None = None,
    is_kept: bool = False,
) -> HttpResponse:
    return show_voice(
        request,
        forum,
        "guest/ballot/ballot.html",
        title=held.title,
        finding=finding_of(held),
        facts={
            "budget": held,
            "headings": shuffled(held, items, seed),
            "seed": seed,
            "chosen": set(chosen),
            "refused": refused or [],
            "ticked": ticked_said(held, items, chosen) if refused and chosen else "",
            "is_kept": is_kept,
            **rules_of(held),
        },
        status=422 if refused else 200,
    )


def rules_of(held: Budget) -> dict[str, Any]:
    """What holds for this vote, as people read it before they press."""
    return {
        "amount": money(float(held.amount), held.currency),
        "until": until_said(held),
        "choice": choice_said(held.most_choices),
        "rule": RULE_NAMES[held.rule],
        "rule_said": RULES_SAID[held.rule],
    }


def ticked_said(held: Budget, items: Collection[BudgetItem], chosen: Collection[int]) -> str:
    """How many items are ticked, and what they cost together."""
    mine = [one for one in items if one.number in set(chosen)]
    said = ngettext(
        "You ticked %(count)d item, for %(cost)s.",
        "You ticked %(count)d items, for %(cost)s together.",
        len(mine),
    )
    cost = money(float(sum(one.cost for one in mine)), held.currency)
    return said % {"count": len(mine), "cost": cost}


def _over(request: HttpRequest, forum: Forum, held: Budget) -> HttpResponse:
    """The vote is over, or stands still: where to read on."""
    return show_voice(
        request,
        forum,
        "guest/ballot/over.html",
        title=held.title,
        finding=finding_of(held),
        facts={
            "budget": held,
            "mine": ballot_of(held, voice_of(request, forum)),
            "url": reverse("public:budget", args=[forum.code, held.public_id]),
            "words": _("Read the result"),
        },
    )

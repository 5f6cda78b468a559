"""What somebody chose: read it, change it until the vote closes, take it back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.guest.ballot.voting import rules_of, ticked_said
from territoria_web.guest.voice.frame import show_voice, with_forum
from territoria_web.guest.voice.phones import voice_of
from territoria_web.library.http_methods import takes_form
from territoria_web.listen.models import Forum
from territoria_web.listen.voice_rules import own_token_of
from territoria_web.plan.budget_rules import takes_ballots
from territoria_web.plan.queries.budgets import ballot_of, chosen_items, public_budget
from territoria_web.plan.services.ballots import VoteIsOver, take_back_ballot


@takes_form
@with_forum
def kept(request: HttpRequest, forum: Forum, budget: UUID) -> HttpResponse:
    """The ballot of this phone; pressing takes it back."""
    held = public_budget(forum, budget)
    voice = voice_of(request, forum)
    if request.method == "POST":
        try:
            if voice is not None:
                take_back_ballot(budget=held, voice=voice)
        except VoteIsOver:
            return redirect("guest:ballot", forum.code, held.public_id)
        return redirect("guest:ballot-kept", forum.code, held.public_id)
    mine = ballot_of(held, voice)
    items = chosen_items(held, mine) if mine else []
    return show_voice(
        request,
        forum,
        "guest/ballot/kept.html",
        title=_("Your ballot counts") if mine else _("No ballot of yours is kept"),
        finding=ticked_said(held, items, mine.chosen) if mine else "",
        facts={
            "budget": held,
            "mine": mine,
            "items": items,
            "takes": takes_ballots(held, timezone.now()),
            "own": own_token_of(voice) if voice else "",
            **rules_of(held),
        },
    )

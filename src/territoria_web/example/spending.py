"""Two votes of the example: on a sum for ideas close by, and on what of the plan comes first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone

from territoria_web.example.dated import moment_ago, stamped
from territoria_web.example.hearing import forum_of, need_called, voices_of
from territoria_web.example.people import Cast
from territoria_web.example.texts import people_texts
from territoria_web.listen.models.forum import Channel
from territoria_web.plan.budget_rules import Frame, Item
from territoria_web.plan.models import Ballot, Budget
from territoria_web.plan.queries.budget_items import offered_accepted, offered_actions
from territoria_web.plan.services.ballots import cast_ballot, enter_ballot
from territoria_web.plan.services.budget_items import add_actions, add_items, add_needs
from territoria_web.plan.services.budgets import close_budget, draft_budget, open_budget
from territoria_web.territories.models import Cycle

Told = dict[str, Any]


@transaction.atomic
def spend(people: Cast, cycle: Cycle) -> None:
    """The budget, voted on and counted; once."""
    told = people_texts()["budget"]
    if _is_held(cycle, told):
        return
    held = _drafted(people, cycle, told, most_choices=told["most_choices"])
    _listed(people, cycle, held)
    chosen = [row for count, row in told["ballots"] for _n in range(count)]
    _vote(people, held, told, chosen)


@transaction.atomic
def order(people: Cast, cycle: Cycle) -> None:
    """What people would do first of the plan; once."""
    told = people_texts()["order"]
    if _is_held(cycle, told):
        return
    held = _drafted(people, cycle, told, ranks_plan=True)
    offered = [action.public_id for action in offered_actions(held).offered]
    add_actions(by=people.lead, budget=held, chosen=offered, seen=held.edit)
    items = list(held.items.all())
    chosen = []
    for count, titles in told["ballots"]:
        row = [one.number for one in items if one.title.startswith(tuple(titles))]
        chosen += [row] * (count if row else 0)
    _vote(people, held, told, chosen)


def _is_held(cycle: Cycle, told: Told) -> bool:
    return Budget.objects.filter(forum__cycle=cycle, title=told["title"]).exists()


def _drafted(people: Cast, cycle: Cycle, told: Told, **more: Any) -> Budget:
    words = {name: told[name].strip() for name in ("title", "intro", "mandate")}
    frame = Frame(amount=Decimal(told["amount"]), **words, **more)
    return draft_budget(by=people.lead, forum=forum_of(people, cycle), frame=frame)


def _listed(people: Cast, cycle: Cycle, held: Budget) -> None:
    """Accepted needs first, then what the team wrote."""
    told = people_texts()["budget"]
    wanted = {
        need.public_id: Decimal(cost)
        for key, cost in told["needs"].items()
        if (need := need_called(cycle, key)) is not None
    }
    open_ones = {need.public_id for need in offered_accepted(held)}
    costs = {key: cost for key, cost in wanted.items() if key in open_ones}
    if costs:
        add_needs(by=people.lead, budget=held, costs=costs, seen=held.edit)
        held.refresh_from_db()
    items = [Item(title, Decimal(cost), place, what) for title, cost, place, what in told["items"]]
    add_items(by=people.lead, budget=held, items=items, seen=held.edit)


def _vote(people: Cast, held: Budget, told: Told, chosen: Sequence[Sequence[int]]) -> None:
    """Opened, voted on by people and on paper, closed and counted."""
    opened, closed = map(moment_ago, told["days"])
    rows = Budget.objects.filter(pk=held.pk)
    with stamped(opened, rows):
        held.refresh_from_db()
        closes = timezone.now() + timedelta(days=7)  # moved below with the rest
        open_budget(by=people.lead, budget=held, closes=closes, seen=held.edit)
    held.refresh_from_db()
    _ballots(people, held, told.get("on_paper", 0), chosen)
    Ballot.objects.filter(budget=held).update(made=opened + (closed - opened) / 2)
    with stamped(closed, rows):
        held.refresh_from_db()
        close_budget(by=people.lead, budget=held, reason=told["closing"], seen=held.edit)
    rows.update(closes=closed)


def _ballots(people: Cast, held: Budget, on_paper: int, chosen: Sequence[Sequence[int]]) -> None:
    """The last ones come on paper, and those for whom nobody has a phone."""
    voices = voices_of(held.forum)
    numbers = set(held.items.values_list("number", flat=True))
    for n, row in enumerate(chosen):
        listed = [number for number in row if number in numbers]
        if n >= min(len(chosen) - on_paper, len(voices)):
            sheet = uuid5(NAMESPACE_URL, f"{held.public_id} {n}")
            paper = Channel.PAPER
            enter_ballot(by=people.editor, budget=held, chosen=listed, channel=paper, sheet=sheet)
        else:
            cast_ballot(budget=held, voice=voices[n], chosen=listed)

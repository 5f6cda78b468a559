"""A budget as everybody reads it: the list and the rules while people vote, the result afterwards."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from territoria_web.library.saying import money
from territoria_web.plan.budget_rules import (
    CHANNEL_NAMES,
    RULE_NAMES,
    RULES_SAID,
    STATE_NAMES,
    choice_said,
    takes_ballots,
)
from territoria_web.plan.models import Budget
from territoria_web.plan.queries.budget_files import may_give_ballots, pabulib_text
from territoria_web.plan.queries.budget_results import Outcome, Side, outcome_of, ranked
from territoria_web.plan.queries.budget_words import counted_said
from territoria_web.plan.queries.budgets import (
    budget_at,
    finding_of,
    items_of,
    stage_of,
    until_said,
)
from territoria_web.public.forums.frame import crumbs_of
from territoria_web.public.page import Page, Table
from territoria_web.reports.budget_picture import budget_pictures, left_out

LIST = ("number", "title", "category", "cost", "currency", "what")
RESULT = (*LIST[:-1], "votes", "funded", "funded_by_votes", "funded_by_shares")
NOT_SHOWN = gettext_noop("The ballots of this vote are not given out: they would tell too much.")


def budget(request: HttpRequest, code: str, budget: UUID) -> Page:
    """One budget; 404 before people can vote."""
    held = budget_at(code, budget)
    outcome = outcome_of(held) if stage_of(held) == "closed" else None
    finding = finding_of(held, outcome)
    return Page(
        template="public/budget.html",
        title=held.title,
        finding=finding,
        facts={
            "budget": held,
            "stage": stage_of(held),
            "example": held.forum.cycle.example,
            **_rules(held),
            **(_result(held, outcome, finding) if outcome else {"items": items_of(held)}),
        },
        table=_table(held, outcome),
        data=_data(held, outcome),
        crumbs=crumbs_of(held.forum),
    )


def _rules(held: Budget) -> dict[str, Any]:
    code, one = held.forum.code, held.public_id
    may = takes_ballots(held, timezone.now())
    return {
        "amount": money(float(held.amount), held.currency),
        "until": until_said(held),
        "choice": choice_said(held.most_choices),
        "rule": RULE_NAMES[held.rule],
        "rule_said": RULES_SAID[held.rule],
        "vote_at": reverse("guest:ballot", args=[code, one]) if may else "",
        "moved": [
            (parse_datetime(m["when"]), parse_datetime(m["to"]), m["reason"])
            for m in held.extra.get("moved", ())
        ],
        "close_reason": held.extra.get("close_reason", ""),
        "file": reverse("public:budget-pb", args=[code, one]) if may_give_ballots(held) else "",
    }


def _result(held: Budget, outcome: Outcome, finding: str) -> dict[str, Any]:
    rows = {row.number: row for row in outcome.rows}
    order = [(rank, rows[number]) for number, rank, _by in ranked(outcome) if number in rows]
    return {
        "outcome": outcome,
        "said": counted_said(held, outcome),
        "pictures": budget_pictures(held, outcome, finding),
        "left_out": left_out(outcome),
        "order": order if held.ranks_plan else [],
    }


# ── as data ───────────────────────────────────────────────────────────────────────────────────


def _table(held: Budget, outcome: Outcome | None) -> Table:
    name = f"budget-{held.forum.code}"
    if outcome is None:
        return Table(
            name,
            LIST,
            [
                (i.number, i.title, i.category, str(i.cost), held.currency, i.what)
                for i in items_of(held)
            ],
        )
    return Table(
        name,
        RESULT,
        [
            (
                *(row.number, row.title, row.category, str(row.cost), held.currency),
                *(row.votes, row.holds, row.by_votes, row.by_shares),
            )
            for row in outcome.rows
        ],
    )


def _data(held: Budget, outcome: Outcome | None) -> dict[str, Any]:
    known = {
        "budget": str(held.public_id),
        "territory": held.forum.cycle.territory.key,
        "state": stage_of(held),
        "state_said": str(STATE_NAMES[held.state]),
        "amount": str(held.amount),
        "currency": held.currency,
        "rule": held.rule,
        "most_choices": held.most_choices,
        "ranks_plan": held.ranks_plan,
        "mandate": held.mandate,
        "closes": held.closes.isoformat() if held.closes else None,
        "closed": held.closed.isoformat() if held.closed else None,
        "source": held.source,
        "lot": [int(number) for number in held.extra.get("lot", ())],
    }
    if outcome is None:
        return known
    return {
        **known,
        "people": outcome.people,
        "ways": {
            str(CHANNEL_NAMES.get(name, name)): count for name, count in outcome.channels.items()
        },
        "by_votes": _side(outcome.greedy),
        "by_shares": _side(outcome.shares),
        "ties_of_other_rounds": list(outcome.elsewhere),
        "order": [[number, rank] for number, rank, _by in ranked(outcome)],
    }


def _side(side: Side) -> dict[str, Any]:
    return {
        "winners": list(side.winners),
        "spent": str(side.spent),
        "mean_funded": side.mean,
        "with_one": side.with_one,
        "ties": list(side.ties),
        "holds": side.holds,
    }


@require_safe
def file(request: HttpRequest, code: str, budget: UUID) -> HttpResponse:
    """The vote as a file of Pabulib, ballots without names; 404 where it may not be given out."""
    held = budget_at(code, budget)
    if stage_of(held) != "closed" or not may_give_ballots(held):
        raise Http404(_(NOT_SHOWN))
    answer = HttpResponse(pabulib_text(held), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="budget.pb"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cache-Control"] = "public, max-age=60"
    return answer

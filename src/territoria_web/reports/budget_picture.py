"""A counted budget as a picture: what each item costs, which rule funds it, what the sum holds."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from territoria.pictures.budget_bars import BudgetRow, budget_bars
from territoria.pictures.picture import Picture
from territoria_web.plan.models import Budget
from territoria_web.plan.queries.budget_results import Outcome, Row

WIDTHS: Final = (640, 360)
MOST: Final = 40  # rows with a bar; more would make a page heavy and a picture long


def budget_pictures(budget: Budget, outcome: Outcome, finding: str) -> tuple[Picture, Picture]:
    """The picture for wide screens, and the one for phones; what is funded stands first."""
    rows = [_bar(row) for row in outcome.rows]
    broad, slim = (
        budget_bars(
            f"budget-{width}",
            _("What is funded: %(title)s") % {"title": budget.title},
            finding,
            rows[:MOST],
            budget=float(budget.amount),
            unit=budget.currency,
            width=width,
            more=rows[MOST:],
        )
        for width in WIDTHS
    )
    return broad, slim


def left_out(outcome: Outcome) -> int:
    """How many items have no bar in the picture."""
    return max(0, len(outcome.rows) - MOST)


def _bar(row: Row) -> BudgetRow:
    return BudgetRow(
        f"{row.number} {row.title}",
        float(row.cost),
        row.votes or 0,
        row.by_votes,
        row.by_shares,
        "" if row.votes is not None else row.votes_said,
    )

"""The picture of a counted budget: votes that are hidden stand in words, a long list is cut."""

from __future__ import annotations

import pytest

from a_budget import closed, opened, voted
from a_forum import a_forum
from planned import a_plan
from territoria_web.plan.queries.budget_results import outcome_of
from territoria_web.reports import budget_picture
from territoria_web.reports.budget_picture import budget_pictures, left_out

pytestmark = pytest.mark.django_db


def test_hidden_votes_stand_in_words_and_what_has_no_bar_still_counts(monkeypatch):
    p = a_plan()
    budget = opened(a_forum(p.cycle, p.lead), p.lead)
    budget = closed(voted(budget, {(1,): 20, (1, 2): 3}), p.lead)
    outcome = outcome_of(budget)
    monkeypatch.setattr(budget_picture, "MOST", 1)
    broad, slim = budget_pictures(budget, outcome, "Trees and benches.")
    assert [cell.text for cell in broad.rows[0]] == [
        *("1 Trees", "400", "all but fewer than 5", "by both rules")
    ]
    assert (len(broad.rows), len(slim.rows), left_out(outcome)) == (1, 1, 3)
    assert (">700<" in broad.svg, ">Benches<" in broad.svg) == (True, False)

from __future__ import annotations

from territoria.model.recommendations import Span
from territoria_web.library.saying import said_in
from territoria_web.reports.cards.advice import _effort


def test_a_card_to_cut_rounds_no_effort_to_nothing():
    with said_in("en"):
        said = _effort(Span(low=0.1, high=0.5), Span(low=2000, high=2000))
    assert said == "person-months: 0.1–0.5; euros: 2,000"

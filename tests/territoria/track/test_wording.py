from __future__ import annotations

from datetime import date

import pytest

from territoria.speech import speaking
from territoria.track.wording import (
    change_said,
    day_said,
    days_said,
    figure_said,
    span_said,
    stopped,
)


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "1 March 2026"), ("fr", "1er\u00a0mars 2026"), ("de", "1.\u00a0März 2026")],
)
def test_a_day_is_said_in_the_language_spoken(lang: str, said: str) -> None:
    with speaking(lang):
        assert day_said(date(2026, 3, 1)) == said


def test_one_day_is_one_day() -> None:
    assert [days_said(n) for n in (0, 1, 2, 1200)] == ["0 days", "1 day", "2 days", "1,200 days"]


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (46.0, "%", "46 %"),
        (46.0, "percent", "46 %"),
        (46.25, "%", "46.2 %"),
        (3.25, "", "3.25"),
        (3.5, "", "3.5"),
        (1240.4, "firms", "1,240 firms"),
        (0.0123, "", "0.0123"),
        (-4.0, "", "−4"),
        (0.0, "", "0"),
        (99.96, "", "100"),
    ],
)
def test_a_figure_has_no_needless_decimals(value: float, unit: str, said: str) -> None:
    assert figure_said(value, unit) == said


def test_a_change_has_its_sign_and_percent_changes_by_points() -> None:
    assert [change_said(v, "%") for v in (6.0, -2.5, 0.0)] == [
        "+6 points",
        "−2.5 points",
        "0 points",
    ]


def test_a_band_of_one_figure_is_one_figure() -> None:
    assert span_said(60, 60, "%") == "60 %"
    assert span_said(55, 60, "%") == "55 to 60 %"


def test_words_of_people_end_a_sentence_without_a_stop_of_their_own() -> None:
    assert stopped(" no money\n left. ") == "no money left"

"""What a call allows when, without a database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from territoria_web.invite.call_rules import (
    apart,
    count_questions,
    count_words,
    is_closed,
    is_open,
    is_score,
    needs_reason,
    takes_reviews,
)
from territoria_web.invite.models import Call

OPENS = datetime(2027, 3, 1, 9, tzinfo=UTC)
CLOSES = datetime(2027, 5, 12, 15, tzinfo=UTC)


def a_call(state: str = "published") -> Call:
    return Call(opens=OPENS, closes=CLOSES, state=state)


def test_a_call_is_open_up_to_the_second_before_it_closes():
    second = timedelta(seconds=1)
    moments = (OPENS - second, OPENS, CLOSES - second, CLOSES)
    assert [is_open(a_call(), m) for m in moments] == [False, True, True, False]
    assert [is_closed(a_call(), m) for m in moments] == [False, False, False, True]


def test_a_draft_is_neither_open_nor_closed():
    assert (is_open(a_call("draft"), OPENS), is_closed(a_call("draft"), CLOSES)) == (False, False)


def test_reviews_are_taken_between_closing_and_decision():
    assert takes_reviews(a_call(), CLOSES)
    assert not takes_reviews(a_call("decided"), CLOSES)
    assert not takes_reviews(a_call(), OPENS)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("2,500 words, cross-sector; l’innovation d’abord!", 5),
        ("Größe — und Übermut", 3),
        ("a\n\nb\tc", 3),
    ],
)
def test_words_are_counted_as_a_reader_counts_them(text: str, count: int):
    assert count_words(text) == count


def test_several_question_marks_in_a_row_are_one_question():
    assert count_questions("Why?? And how?") == 2


def test_only_whole_numbers_from_0_to_4_are_scores():
    assert [is_score(v) for v in (0, 4, 5, -1, 2.5, True, "3", None)] == [True, True] + [False] * 6


def test_scores_are_apart_when_they_differ_by_more_than_one_and_a_half():
    assert [apart(s) for s in ([], [3], [2, 3], [1, 3])] == [False, False, False, True]


@pytest.mark.parametrize(
    ("outcome", "standing", "tied", "needed"),
    [
        ("selected", "inside", False, False),
        ("declined", "outside", False, False),
        ("reserve", "outside", False, False),
        ("selected", "outside", False, True),
        ("declined", "inside", False, True),
        ("selected", "contested", False, True),
        ("selected", "inside", True, True),
    ],
)
def test_a_reason_is_needed_where_the_ranking_does_not_settle_it(
    outcome: str, standing: str, tied: bool, needed: bool
):
    assert needs_reason(outcome=outcome, standing=standing, tied=tied) is needed

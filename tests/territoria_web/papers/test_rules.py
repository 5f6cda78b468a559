from __future__ import annotations

from datetime import date

import pytest

from territoria_web.papers.models import Paper
from territoria_web.papers.rules import (
    after_working_days,
    digest_of_words,
    earliest_end,
    takes_corrections,
)

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("day", "count", "last"),
    [
        (FRIDAY, 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (FRIDAY, 10, date(2026, 12, 4)),
        (date(2026, 11, 23), 5, date(2026, 11, 30)),
    ],
)
def test_working_days_leave_weekends_out(day: date, count: int, last: date):
    assert after_working_days(day, count) == last


def test_the_host_has_ten_days_for_an_assessment_and_five_for_proceedings():
    assert earliest_end(Paper(kind="assessment-report"), FRIDAY) == date(2026, 12, 4)
    assert earliest_end(Paper(kind="proceedings-report"), FRIDAY) == date(2026, 11, 27)


def test_corrections_are_taken_until_the_end_of_the_last_day():
    paper = Paper(state="corrections", corrections_until=FRIDAY)
    assert takes_corrections(paper, FRIDAY) is True
    assert takes_corrections(paper, date(2026, 11, 21)) is False
    assert takes_corrections(Paper(corrections_until=FRIDAY), FRIDAY) is False


def test_words_are_named_by_what_they_say():
    assert digest_of_words("a") != digest_of_words("b")

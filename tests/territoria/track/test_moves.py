from __future__ import annotations

from datetime import date

from territoria.track.moves import Moved, days_moved, moved_days
from territoria.track.promise import Milestone, Promise

JUNE, DECEMBER = date(2026, 6, 30), date(2026, 12, 31)


def test_what_differs_from_the_first_version_was_moved() -> None:
    promise = Promise(
        begins=date(2026, 1, 1),
        first_begins=date(2026, 1, 1),
        ends=DECEMBER,
        first_ends=JUNE,
        milestones=(
            Milestone("office found", date(2026, 4, 1), first_due=date(2026, 3, 1)),
            Milestone("added since", date(2026, 5, 1)),
        ),
    )
    assert moved_days(promise) == (
        Moved("milestone", "office found", date(2026, 3, 1), date(2026, 4, 1)),
        Moved("ends", "", JUNE, DECEMBER),
    )
    assert [m.days for m in moved_days(promise)] == [31, 184]
    assert [m.sentence for m in moved_days(promise)] == [
        "office found: moved from 1 March 2026 to 1 April 2026.",
        "End: moved from 30 June 2026 to 31 December 2026.",
    ]
    assert days_moved(promise) == 184


def test_a_day_that_was_taken_out_is_said() -> None:
    (moved,) = moved_days(Promise(first_ends=JUNE))
    assert (moved.days, moved.sentence) == (None, "End: 30 June 2026 was taken out.")
    assert days_moved(Promise(first_ends=JUNE)) is None


def test_without_an_end_the_last_milestone_tells_how_far_it_moved() -> None:
    steps = (
        Milestone("a", JUNE, first_due=JUNE),
        Milestone("b", date(2026, 11, 1), first_due=date(2026, 12, 1)),
    )
    assert days_moved(Promise(milestones=steps)) == -30
    assert days_moved(Promise()) is None

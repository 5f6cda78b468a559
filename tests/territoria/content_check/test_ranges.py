"""A range on a card is graded no higher than what measured it."""

from __future__ import annotations

from shelf import ADVICE


def test_a_range_graded_as_its_origin_holds(shelf):
    assert shelf.problems() == []


def test_a_range_graded_above_every_claim_of_its_origin_is_found(shelf):
    text = shelf.read(ADVICE)
    before, after = text.split("  expected:\n")
    shelf.write(ADVICE, before + "  expected:\n" + after.replace("grade: E2", "grade: E5", 1))
    line = shelf.line(ADVICE, "      grade: E5")
    assert shelf.problems() == [
        f"{ADVICE}:{line}: the range is graded E5, but no claim of its origin is above E2. "
        "Grade it as its origin does; below E2 leave the range out."
    ]

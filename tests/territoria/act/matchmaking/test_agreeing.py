"""Who agreed to meet, with what weight, and why the others did not."""

from __future__ import annotations

from territoria.act.companies import Company, Wish
from territoria.act.matchmaking.agreeing import agree
from territoria.act.matchmaking.result import Unplaced

COMPANIES = [Company("a", "Alpha"), Company("b", "Beta"), Company("c"), Company("d")]


def test_an_accepted_wish_weighs_its_value_and_two_wishes_both_and_two() -> None:
    wishes = [
        Wish("b", "a", 3, True),
        Wish("a", "c", 1),
        Wish("c", "a", 2),
        Wish("d", "a", 2, True),
        Wish("a", "d", 3, True),
    ]
    found = agree(COMPANIES, wishes)
    assert found.weights == {("a", "b"): 3, ("a", "c"): 5, ("a", "d"): 7}
    assert found.others == ()


def test_what_is_not_agreed_has_a_reason() -> None:
    wishes = [
        Wish("a", "b", 3, False),
        Wish("a", "c", 1),
        Wish("b", "c", 1, True),
        Wish("c", "b", 1, False),
        Wish("d", "a", 1, True),
        Wish("d", "b", 1, True),
        Wish("d", "c", 1, True),
    ]
    found = agree(COMPANIES, wishes, forbidden={("a", "d")}, past={("b", "d")}, absent={"c"})
    assert found.weights == {}
    assert found.others == (
        Unplaced("a", "b", 0, "declined", "Beta declined."),
        Unplaced("a", "c", 0, "unanswered", "c has not answered."),
        Unplaced("a", "d", 0, "forbidden", "A meeting of Alpha and d was ruled out."),
        Unplaced("b", "c", 0, "declined", "Beta declined."),
        Unplaced("b", "d", 0, "met before", "Beta and d have met already."),
        Unplaced("c", "d", 0, "absent", "c does not come."),
    )

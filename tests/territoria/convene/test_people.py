from __future__ import annotations

import pytest

from territoria.convene.people import ACTOR_GROUPS, Balance, Person, balance_of
from territoria.errors import DataError


def balance(*groups: str) -> Balance:
    people = [Person(f"p{n}", group) for n, group in enumerate(groups)]
    return balance_of(people, names={"society": "civil society"})


def test_three_of_each_group_hold() -> None:
    found = balance(*ACTOR_GROUPS * 3)
    assert found.holds
    assert found.counts == dict.fromkeys(ACTOR_GROUPS, 3)
    assert found.reasons == ()


def test_half_is_not_above_half() -> None:
    assert balance(*ACTOR_GROUPS * 3, *["authority"] * 6).above_half == ""
    assert balance(*ACTOR_GROUPS * 3, *["authority"] * 7).above_half == "authority"


def test_what_does_not_hold_is_said_in_plain_sentences() -> None:
    found = balance(*["authority"] * 6, *["business"] * 3, "knowledge", "knowledge")
    assert (found.missing, found.few, found.above_half) == (
        ("society",), ("knowledge",), "authority",
    )  # fmt: skip
    assert found.reasons == (
        "Nobody comes from this group: civil society. Invite at least 3.",
        "Too few come from this group: knowledge, 2 of at least 3.",
        "More than half come from one group: authority, 6 of 11.",
    )
    assert not found.holds


def test_a_group_that_was_not_expected_counts_as_well() -> None:
    assert list(balance(*ACTOR_GROUPS * 3, "press").counts) == [*ACTOR_GROUPS, "press"]


def test_without_anybody_every_group_is_missing() -> None:
    assert balance().missing == ACTOR_GROUPS
    assert balance().above_half == ""


def test_somebody_named_twice_is_refused() -> None:
    with pytest.raises(DataError) as caught:
        balance_of([Person("ann", "business"), Person("ann", "society")])
    assert [p.where for p in caught.value.problems] == ["ann"]

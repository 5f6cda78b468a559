"""How good an arrangement is, in a sentence."""

from __future__ import annotations

from territoria.act.matchmaking.result import Arrangement, Meeting, pair_of, pairs_of


def arrangement(value: int, bound: int) -> Arrangement:
    meetings = (Meeting("a", "b", 1, 1, value), Meeting("b", "c", 2, 1, 0))
    return Arrangement(meetings, (), value, bound, 0, 0, 0, 0, 1)


def test_proven_or_with_its_gap() -> None:
    best = arrangement(1200, 1200)
    assert (best.proven, best.gap) == (True, 0.0)
    assert best.sentence == "Meetings: 2, worth 1,200: no arrangement is worth more."
    near = arrangement(1200, 1206)
    assert (near.proven, round(near.gap, 6)) == (False, 0.004975)
    assert near.sentence == (
        "Meetings: 2, worth 1,200: another arrangement could be worth 0.50 % more at most, "
        "1,206 in all."
    )
    assert "worth 0.01 % more at most, 30,001 in all" in arrangement(30_000, 30_001).sentence
    assert arrangement(0, 0).gap == 0.0


def test_an_agenda_holds_the_meetings_of_one() -> None:
    found = arrangement(1, 1)
    assert [m.slot for m in found.agenda_of("b")] == [1, 2]
    assert [m.slot for m in found.agenda_of("c")] == [2]


def test_a_pair_is_the_same_whoever_is_named_first() -> None:
    assert pair_of("b", "a") == pair_of("a", "b") == ("a", "b")
    assert pairs_of([("b", "a"), ("a", "b")]) == {("a", "b")}

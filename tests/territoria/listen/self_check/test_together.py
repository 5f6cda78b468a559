from __future__ import annotations

import random
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firms_seated import ASKED, result, seated
from territoria.listen.self_check.together import firms_in, together

COST = {"cost": 4}


def firms(count, first=0, **fields):
    return [seated(f"firm {first + n}", **fields) for n in range(count)]


def by_chance(count, seed, first=0):
    """Firms whose answers, sizes and sectors are drawn; some know nothing of something."""
    chance = random.Random(seed)
    return [
        seated(
            f"firm {first + n}",
            result(
                chance.choice([None, 0.0, 25.0, 50.0, 100.0]),
                band=chance.choice(["basic", "average", ""]),
                intensity={
                    "level": chance.choice(["very-low", "high", ""]),
                    "basic": chance.choice([True, False, None]),
                },
            ),
            obstacles={"cost": chance.choice([None, 0, 0, 1, 4])},
            size=chance.choice(["micro", "micro", "small", "medium"]),
            sector=chance.choice(["C", "G", ""]),
            day=date(chance.choice([2026, 2027]), 3, 1),
        )
        for n in range(count)
    ]


def figures(held):
    """Everything with a number of firms in a record, however deep."""
    if isinstance(held, dict):
        yield from (held["n"],) if "n" in held else ()
        yield from (n for key in ("firms", "whole", "severity_n") if (n := held.get(key)))
        for one in held.values():
            yield from figures(one)


def test_nothing_is_shown_below_ten_firms():
    assert together(firms(9), ASKED) is None
    assert together([*firms(9), seated("machine", unusual=True)], ASKED) is None


def test_ten_firms_alike():
    body = together([*firms(10, obstacles=COST), seated("odd", unusual=True)], ASKED)
    record = body["years"]["2026"]
    assert (body["year"], body["unusual"], firms_in(body)) == ("2026", None, 10)
    assert (record["firms"], record["whole"], record["weighted"]) == (10, 10, False)
    assert (record["why_not"], record["effective"]) == ("none", 10.0)
    assert (record["overall"]["value"], record["overall"]["n"]) == (50.0, 10)
    assert {band: one["share"] for band, one in record["bands"].items()} == {
        "basic": 1.0,
        "average": 0.0,
    }
    assert (record["basic"]["share"], record["intensity"]["low"]["share"]) == (1.0, 1.0)
    cost = record["obstacles"]["cost"]
    assert (cost["share"], cost["severity"], cost["severity_n"]) == (1.0, 4.0, 10)
    assert record["obstacles"]["lack-of-skills"] is None
    assert record["by"]["size"]["micro"]["overall"] == record["overall"]


def test_what_is_unknown_is_left_out_and_counted():
    body = together([*firms(10), *firms(5, 10, held=result(None))], ASKED)
    record = body["years"]["2026"]
    assert (record["whole"], record["overall"]["n"], record["overall"]["value"]) == (15, 10, 50.0)


def test_severity_is_hidden_where_fewer_than_ten_name_it():
    held = [*firms(9, obstacles=COST), *firms(9, 9, obstacles={"cost": 0})]
    body = together(held, ASKED)
    assert body["years"]["2026"]["obstacles"]["cost"] == {
        "share": 0.5,
        "low": pytest.approx(0.3193, abs=1e-4),
        "high": pytest.approx(0.6807, abs=1e-4),
        "n": 18,
    }


def test_known_numbers_of_firms_weight_every_figure():
    held = [*firms(10, held=result(0.0)), *firms(30, 10, held=result(100.0), size="small")]
    body = together(held, ASKED, margins={"size": {"micro": 9000, "small": 1000}})
    record = body["years"]["2026"]
    assert (record["weighted"], record["overall"]["value"], record["overall"]["n"]) == (
        True,
        10,
        40,
    )
    assert record["by"]["size"]["small"]["overall"]["value"] == 100.0


def test_a_hidden_cell_cannot_be_worked_out_from_the_total():
    held = [*firms(30), *firms(12, 30, size="small"), *firms(3, 42, size="medium")]
    by = together(held, ASKED)["years"]["2026"]["by"]["size"]
    assert (by["micro"]["firms"], by["small"], by["medium"]) == (30, None, None)


def test_a_figure_moves_by_ten_firms_or_stays():
    first = together(firms(20), ASKED)
    assert together(firms(29), ASKED, before=first) is None
    later = [*firms(20), *firms(10, 20, held=result(100.0))]
    second = together(later, ASKED, before=first)["years"]["2026"]["overall"]
    assert (second["n"], second["value"]) == (30, pytest.approx(200 / 3, abs=1e-5))


def test_a_figure_that_few_new_firms_know_stays_as_it_was():
    first = together(firms(20), ASKED)
    later = [*firms(20), *firms(9, 20, held=result(100.0)), seated("shy", result(None))]
    record = together(later, ASKED, before=first)["years"]["2026"]
    assert (record["firms"], record["overall"]["n"], record["overall"]["value"]) == (30, 20, 50.0)


def test_cells_that_moved_by_few_firms_stay_as_they_were():
    first = together([*firms(12), *firms(18, 12, size="small")], ASKED)
    more = [*firms(13), *firms(18, 13, size="small"), *firms(9, 31, size="small")]
    by = together(more, ASKED, before=first)["years"]["2026"]["by"]["size"]
    assert {size: cell["firms"] for size, cell in by.items()} == {"micro": 12, "small": 18}


@given(st.integers(10, 90), st.integers(0, 1000))
def test_no_figure_is_about_fewer_than_ten_firms_and_their_order_does_not_matter(count, seed):
    held, first = by_chance(count, seed), by_chance(count // 2, seed)
    before = together(first, ASKED)
    body = together(held, ASKED, before=before)
    shown = body or before
    assert all(n >= 10 for n in figures((shown or {}).get("years", {})))
    assert together(list(reversed(held)), ASKED, before=before) == body


def test_an_obstacle_without_a_severity_is_named_and_does_not_weigh():
    held = [*firms(10, obstacles=COST), *firms(10, 10, obstacles={"cost": None})]
    cost = together(held, ASKED)["years"]["2026"]["obstacles"]["cost"]
    assert (cost["share"], cost["n"], cost["severity"], cost["severity_n"]) == (1.0, 20, 4.0, 10)


def test_firms_that_named_obstacles_alone_count_for_those():
    held = [*firms(10), *firms(10, 10, whole=False, obstacles=COST)]
    record = together(held, ASKED)["years"]["2026"]
    assert (record["firms"], record["whole"], record["overall"]["n"]) == (20, 10, 10)
    assert record["obstacles"]["cost"]["n"] == 10


@given(st.lists(st.integers(1, 25), min_size=2, max_size=6), st.integers(0, 1000))
def test_from_look_to_look_every_figure_moves_by_ten_firms_or_stays(batches, seed):
    firms_of_all, bodies = by_chance(sum(batches), seed), []
    for upto in (sum(batches[: n + 1]) for n in range(len(batches))):
        before = bodies[-1] if bodies else None
        bodies.append(together(firms_of_all[:upto], ASKED, before=before) or before)
    shown = [dict(counts(body["years"])) for body in bodies if body]
    for earlier, later in pairwise(shown):
        moved = [later[key] - n for key, n in earlier.items() if key in later]
        assert all(n == 0 or n >= 10 for n in moved)


def counts(held, path=()):
    """Path → number of firms of every figure."""
    for key, one in held.items():
        if key in ("n", "firms", "whole", "severity_n") and one is not None:
            yield (*path, key), one
        elif isinstance(one, dict):
            yield from counts(one, (*path, key))

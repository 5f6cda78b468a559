from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firms_seated import ASKED, DAY, result, seated
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
        "low": pytest.approx(0.319),
        "high": pytest.approx(0.681),
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
    assert (second["n"], second["value"]) == (30, pytest.approx(66.7))


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


def test_of_a_firm_that_answers_again_in_a_year_the_first_answer_stays():
    first = together([*firms(12), *firms(18, 12, size="small")], ASKED)
    again = seated("firm 0", result(100.0), number=2)
    more = [*firms(12), again, *firms(28, 12, size="small")]
    record = together(more, ASKED, before=first)["years"]["2026"]
    by = record["by"]["size"]
    assert (record["overall"]["value"], by["small"]["overall"]["n"]) == (50.0, 28)
    assert (by["micro"]["overall"]["value"], by["micro"]["overall"]["n"]) == (50.0, 12)


def test_a_firm_that_left_is_not_found_behind_those_that_came():
    first = together(firms(20), ASKED)
    assert together(firms(27, 1), ASKED, before=first) is None
    second = together(firms(28, 1), ASKED, before=first)["years"]["2026"]
    assert (second["firms"], second["overall"]["n"]) == (28, 28)


def in_part(count, first=0, **fields):
    """Firms that left one question open: dimensions without a whole, a basic level without a level."""
    held = result(100.0, overall={"value": None}, intensity={"level": "", "basic": True})
    return firms(count, first, held=held, **fields)


@pytest.mark.parametrize(("count", "counted"), [(9, 20), (10, 30)])
def test_nobody_subtracts_the_whole_from_its_parts(count, counted):
    record = together([*firms(20), *in_part(count, 20)], ASKED)["years"]["2026"]
    assert (record["overall"]["n"], record["intensity"]["low"]["n"]) == (20, 20)
    assert [record["dimensions"]["F1"]["n"], record["basic"]["n"]] == [counted, counted]


def test_nobody_subtracts_the_whole_from_its_parts_in_a_cell():
    parts = [*in_part(10, 40), *in_part(9, 50, size="small"), *in_part(9, 59, sector="C")]
    record = together([*firms(20), *firms(20, 20, size="small"), *parts], ASKED)["years"]["2026"]
    by = record["by"]["size"]
    assert (record["dimensions"]["F1"]["n"], by["micro"]["dimensions"]["F1"]["n"]) == (50, 30)
    assert by["small"]["dimensions"]["F1"]["n"] == by["small"]["overall"]["n"] == 20


@given(st.integers(10, 90), st.integers(0, 1000))
def test_no_figure_is_about_fewer_than_ten_firms_and_their_order_does_not_matter(count, seed):
    held, first = by_chance(count, seed), by_chance(count // 2, seed)
    before = together(first, ASKED)
    body = together(held, ASKED, before=before)
    shown = body or before
    assert all(n >= 10 for n in figures((shown or {}).get("years", {})))
    assert together(list(reversed(held)), ASKED, before=before) == body


def of_kinds(spec, yes):
    """Firms by (size, sector), of each of which so many are at the basic level."""
    return [
        seated(
            f"{size} {sector} {n}",
            result(intensity={"level": "low", "basic": n < yes[size, sector]}),
            size=size,
            sector=sector,
        )
        for (size, sector), count in spec.items()
        for n in range(count)
    ]


def test_no_weights_tell_what_a_group_of_six_said():
    spec, yes = {("micro", ""): 14, ("medium", ""): 6}, {("micro", ""): 5, ("medium", ""): 1}
    known = {"size": {"micro": 700, "medium": 600}}
    record = together(of_kinds(spec, yes), ASKED, margins=known)["years"]["2026"]
    assert (record["weighted"], record["why_not"], record["basic"]["share"]) == (False, "few", 0.3)


def test_no_weights_tell_what_the_only_small_firm_of_a_sector_said():
    spec = {("micro", "C"): 9, ("micro", "G"): 8, ("small", "C"): 1, ("small", "G"): 6}
    yes = {("micro", "C"): 4, ("micro", "G"): 3, ("small", "C"): 1, ("small", "G"): 2}
    known = {"size": {"micro": 500, "small": 300}, "sector": {"C": 350, "G": 450}}
    record = together(of_kinds(spec, yes), ASKED, margins=known)["years"]["2026"]
    # by sector, 10 and 14 firms: (350 · 5 / 10 + 450 · 5 / 14) / 800
    assert (record["weighted"], record["basic"]["share"]) == (True, 0.42)
    assert record["by"]["sector"]["C"]["basic"]["share"] == 0.5


def test_two_tables_that_differ_by_one_firm_are_not_both_shown():
    held = [*firms(12), *firms(12, 12, size="small", sector="C"), seated("odd", sector="C")]
    by = together(held, ASKED)["years"]["2026"]["by"]
    assert {size: cell and cell["firms"] for size, cell in by["size"].items()} == {
        "micro": 13,
        "small": 12,
    }
    assert by["sector"] == {"C": None, "G": None}


def drawn_history(seed, looks=8):
    """Bodies of looks between which firms come, leave, and answer again otherwise."""
    chance, held, bodies = random.Random(seed), {}, []
    margins = chance.choice([None, {"size": {"micro": 800, "small": 150, "medium": 50}}])
    for look in range(looks):
        more = by_chance(chance.randrange(1, 40), seed * 100 + look, look * 100)
        held |= {one.firm: [replace(one, day=DAY)] for one in more}
        for firm in chance.sample(sorted(held), chance.choice([0, 0, 1, 3, 12]) % len(held)):
            del held[firm]
        if held:
            firm = chance.choice(sorted(held))
            held[firm].append(seated(firm, result(100.0), number=2, obstacles=COST))
        sittings = [one for several in held.values() for one in several]
        before = bodies[-1] if bodies else None
        bodies.append(together(sittings, ASKED, margins=margins, before=before) or before)
    return [body for body in bodies if body]


def told_sets(unit):
    """All sets of firms that were told of a unit: totals, cells, and what the cells leave."""
    for tables in unit["tables"].values():
        for total, cells in tables:
            shown = [int(one, 16) for one in cells.values() if one]
            yield from (int(total, 16), *shown, int(total, 16) - sum(shown))
    yield int(unit["all"], 16)


@given(st.integers(0, 10_000))
def test_no_total_cell_complement_or_class_of_weight_moves_by_few_firms(seed):
    for body in drawn_history(seed)[-1:]:
        told = body["told"]["2026"]
        families = [
            *({*told_sets(unit)} for unit in told["units"].values()),
            *({int(one, 16) for one in group["sets"]} for group in told["groups"].values()),
        ]
        moved = [(one ^ other).bit_count() for sets in families for one in sets for other in sets]
        assert all(n == 0 or n >= 10 for n in moved)


@given(st.integers(0, 10_000))
def test_nobody_adds_and_subtracts_until_one_firm_is_left(seed):
    for body in drawn_history(seed)[-1:]:
        for group in body["told"]["2026"]["groups"].values():
            told = [int(one, 16) for one in group["sets"]]
            width = max(one.bit_length() for one in told)
            sums = np.array([[one >> bit & 1 for bit in range(width)] for one in told], float)
            # the share of each firm's own direction that the sums span; 1 where it can be singled out
            spanned = np.einsum("ij,ji->i", np.linalg.pinv(sums), sums)
            assert spanned.max() < 1 - 1e-6


@given(st.integers(0, 10_000))
def test_figures_are_those_of_the_firms_that_were_told_of(seed):
    for body in drawn_history(seed)[-1:]:
        record, units = body["years"]["2026"], body["told"]["2026"]["units"]
        assert record["firms"] == int(units["firms"]["all"], 16).bit_count()
        if record["overall"]:
            assert record["overall"]["n"] == int(units["overall"]["all"], 16).bit_count()
            assert round(record["overall"]["value"], 1) == record["overall"]["value"]


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

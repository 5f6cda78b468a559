"""What people send in, in large numbers: ratings, needs while somebody types, supports, tables.

Collected by ``make bench`` only. Times go into the table at the end and are never asserted;
equality of the numbers with a plain loop is.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
from numpy.testing import assert_array_equal

from benchmarks.table import Row, least, once, peak_of
from scripted_voices import ITEMS, scripts, town
from territoria.listen.abuse.rankings import rank_supports
from territoria.listen.publishing import read_rows, rows_in_small_cells
from territoria.listen.rating_counts import count_codes
from territoria.listen.ratings import rate
from territoria.listen.similar import SimilarNeeds, grams
from territoria.listen.suppression import release

RATINGS = 1_000_000
SERVICES, CHANNELS = tuple(f"s{n}" for n in range(60)), ("web", "paper", "counter", "phone")
NEEDS = 10_000
SYLLABLES = ("ba", "tra", "rou", "ten", "lich", "mar", "kel", "so", "vi", "gue", "per", "dun")
PEOPLE = 100_000
TABLES = (("age", "sex"), ("age", "district"), ("sex", "district"), ("origin",), ())


def test_a_million_ratings(benchmark: Any, tell: Any) -> None:
    random = np.random.default_rng(0)
    columns = [random.integers(0, size, RATINGS) for size in (60, 4, 6, 4)]

    def run():
        return rate(count_codes(*columns, SERVICES, CHANNELS), seed=1)

    found = benchmark.pedantic(run, rounds=5, warmup_rounds=1)
    loop_counts, loop = once(lambda: Counter(zip(*(c.tolist() for c in columns), strict=True)))
    cells = count_codes(*columns, SERVICES, CHANNELS).cells
    assert {tuple(at): int(cells[tuple(at)]) for at in np.argwhere(cells).tolist()} == loop_counts
    assert sum(row.n for row in found.services) == RATINGS
    tell(Row("ratings, 1,000,000 of 60 services", least(run, 5), 1.0, None, loop, peak_of(run)))


def test_needs_like_one_that_is_typed(benchmark: Any, tell: Any) -> None:
    random = np.random.default_rng(1)
    words = ["".join(random.choice(SYLLABLES, size)) for size in random.integers(1, 5, 3000)]
    needs = {str(n): " ".join(random.choice(words, 12)) for n in range(NEEDS)}
    index, built = once(lambda: SimilarNeeds(needs))
    typed = needs["77"][:60]
    found = benchmark(index.like, typed)
    assert found[0].need == "77"
    held = [grams(text) for text in needs.values()]
    asked = grams(typed)
    _, loop = once(lambda: [sum(n * other[g] for g, n in asked.items()) for other in held])
    tell(Row("needs like one, 10,000", least(lambda: index.like(typed), 20), 0.02, None, loop,
             peak_of(lambda: index.like(typed))))  # fmt: skip
    tell(Row("  building the index", built))


def test_a_thousand_scripted_voices(benchmark: Any, tell: Any) -> None:
    supports = [*town(3, confirmed=0.97), *scripts("mixed", ITEMS[7], 3)]

    def run():
        return rank_supports(supports, ITEMS)

    assert benchmark.pedantic(run, rounds=5, warmup_rounds=1).flagged
    counted = Counter(s.item for s in supports)
    assert {row.item: row.supports for row in run().rows} == counted
    job = f"ranking {len(supports):,} supports, 1,000 scripted voices"
    tell(Row(job, least(run, 5), None, None, None, peak_of(run)))


def test_tables_of_a_hundred_thousand_people(benchmark: Any, tell: Any) -> None:
    random = np.random.default_rng(2)
    shares = {"age": [0.3, 0.3, 0.2, 0.1, 0.0999, 0.0001], "sex": [0.5, 0.4997, 0.0003]}
    sizes = {"age": 6, "sex": 3, "district": 12, "origin": 6}
    columns = {
        name: random.choice(
            [f"{name}{n}" for n in range(size)], PEOPLE, p=shares.get(name)
        ).tolist()
        for name, size in sizes.items()
    }

    def count():
        rows = read_rows(columns)
        return rows, [rows.table(table) for table in TABLES]

    rows, tables = benchmark.pedantic(count, rounds=5, warmup_rounds=1)
    plain, loop = once(
        lambda: [Counter(zip(*(columns[n] for n in table), strict=True)) for table in TABLES[:-1]]
    )
    for table, expected in zip(tables, plain, strict=False):
        assert {cell: n for cell, n in table.items() if n} == expected
    tell(Row("tables, 100,000 people", least(count, 5), 1.0, None, loop, peak_of(count)))
    made = release(rows, TABLES)
    assert made.small > 0
    job = f"  what to hide, {made.solved} programs"
    tell(Row(job, least(lambda: release(rows, TABLES), 2)))
    small, seconds = once(lambda: rows_in_small_cells(columns))
    every = list(zip(*columns.values(), strict=True))
    often = Counter(every)
    assert_array_equal(small, [often[one] < 5 for one in every])
    tell(Row("  rows in small cells", seconds, 1.0))

from __future__ import annotations

from collections import defaultdict
from itertools import product

import numpy as np
import pytest

from territoria.listen.disclosure import hidden_cells
from territoria.listen.opinion.consensus import divides_for_certain, stands_out, verdict
from territoria.listen.opinion.judged import may_be_judged

MOST = 15


def cells(agree, disagree, passed=0):
    return {"agree": agree, "disagree": disagree, "passed": passed}


def words(agree, disagree, passed):
    """The word on a statement and the lists that it is in."""
    seen = agree + disagree + passed
    listed = [bool(stands_out(np.array([n]), np.array([seen]))[0]) for n in (agree, disagree)]
    return verdict(agree, disagree, seen), *listed, divides_for_certain(agree, disagree)


def test_six_of_seven_is_not_said_for_the_word_alone_would_tell_of_the_one():
    assert words(6, 1, 0)[0] == words(7, 0, 0)[0] == "agree"
    assert words(5, 2, 0)[0] == "open"
    assert not may_be_judged(cells(6, 1), 5)


def test_what_is_shown_whole_is_judged():
    assert may_be_judged(cells(5, 0), 5)
    assert may_be_judged(cells(30, 12, 7), 5)


def test_a_word_that_leaves_the_hidden_counts_open_is_said():
    assert may_be_judged(cells(40, 2, 1), 5)
    assert may_be_judged(cells(30, 12, 2), 5)  # that 30 of 44 agree is shown itself


@pytest.mark.parametrize("k", [3, 5])
def test_no_word_that_is_said_brings_a_hidden_count_nearer_than_k(k):
    """By brute force over all counts of few people."""
    said = {
        (a, d, p): words(a, d, p)
        for a, d, p in product(range(MOST), repeat=3)
        if k <= a + d + p < MOST
    }
    by_seen = defaultdict(list)
    for counts in said:
        by_seen[sum(counts)].append(counts)
    judged = 0
    for counts, word in said.items():
        hidden = hidden_cells(cells(*counts), k)
        if not hidden or not may_be_judged(cells(*counts), k):
            continue
        judged += 1
        shown = [n for n, name in enumerate(cells(0, 0)) if name not in hidden]
        alike = [
            other
            for other in by_seen[sum(counts)]
            if said[other] == word and all(other[n] == counts[n] for n in shown)
        ]
        for n, name in enumerate(cells(0, 0)):
            span = [other[n] for other in alike]
            assert name not in hidden or max(span) - min(span) >= k
    assert judged > 0

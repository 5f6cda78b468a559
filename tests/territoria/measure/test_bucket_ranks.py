import numpy as np
from numpy.testing import assert_array_equal

from territoria.measure.bucket_ranks import BUCKETS, bucket_ranks
from territoria.measure.ranks import descending_ranks


def test_ranks_are_off_by_less_than_half_of_what_a_bucket_holds():
    scores = np.random.default_rng(0).normal(50, 10, (3, 40_000))
    exact = descending_ranks(scores)
    high, low = scores.max(axis=1, keepdims=True), scores.min(axis=1, keepdims=True)
    bucket = ((high - scores) * ((BUCKETS - 1) / (high - low))).astype(np.intp)
    for row in range(3):
        held = np.bincount(bucket[row], minlength=BUCKETS)[bucket[row]]
        assert (np.abs(bucket_ranks(scores)[row] - exact[row]) <= held / 2).all()


def test_ranks_of_few_and_well_apart_are_exact():
    scores = np.array([[3.0, 9.0, 1.0, 7.0]])
    assert_array_equal(bucket_ranks(scores), [[3, 1, 4, 2]])


def test_all_alike_share_the_middle_rank():
    assert_array_equal(bucket_ranks(np.full((1, 5), 2.0)), [[3] * 5])

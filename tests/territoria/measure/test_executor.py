"""Wherever a run is computed, its results are the same to the bit."""

import os
import signal
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from operator import mul

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from territoria.errors import MethodError
from territoria.measure.draws import CHUNK
from territoria.measure.executor import run_tasks
from territoria.measure.score import score
from territoria.measure.stream import stream_ranges
from territoria.measure.uncertainty import replicate

SPEC = {
    "runs": 3 * CHUNK,
    "seed": 5,
    "normalise": [{"method": "fixed-bounds"}, {"method": "min-max"}, {"method": "z-score"}],
    "aggregate": [
        {"method": "arithmetic-mean"},
        {"method": "geometric-mean", "parameters": {"clip_lower": 1, "clip_upper": 100}},
    ],
    "weight_noise": 0.3,
}


def _nominal(small, values):
    spec = SPEC | {"values": values}
    tree = small.tree({"A": ["x", "y"], "B": ["z"]}, uncertainty=spec)
    figures = np.random.default_rng(1).uniform(5, 95, (3, 30))
    figures[1, 4] = np.nan
    return score(tree, small.cut(tree, figures))


@pytest.fixture(scope="module")
def processes():
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        yield pool


@pytest.fixture(scope="module")
def cluster():
    """A scheduler with two workers, each a process of its own, on this machine only."""
    distributed = pytest.importorskip("distributed")
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": ":0"}
    from dask import config

    # the workers, and the one that follows the killed one, import everything only once
    with (
        config.set({"distributed.worker.multiprocessing-method": "forkserver"}),
        distributed.LocalCluster(**options) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


@pytest.fixture
def anywhere(request, processes, cluster):
    with ThreadPoolExecutor(3) as threads:
        yield {"threads": "threads", "pool of threads": threads, "processes": processes}.get(
            request.param, cluster
        )


ELSEWHERE = ["threads", "pool of threads", "processes", "Dask"]


@pytest.mark.parametrize("anywhere", ELSEWHERE, indirect=True)
@pytest.mark.parametrize("values", [False, True], ids=["shared figures", "figures of their own"])
def test_replications_are_the_same_bits_everywhere(small, monkeypatch, anywhere, values):
    monkeypatch.setattr("territoria.measure.chunks.FIGURES_A_TASK", 1)  # a task a chunk
    nominal = _nominal(small, values)
    errors = np.full((3, 30), 2.0)
    alone = replicate(nominal, errors, executor="serial")
    there = replicate(nominal, errors, executor=anywhere)
    assert there.scores.shape == (3 * CHUNK, 3, 30)
    assert_array_equal(there.scores, alone.scores)
    assert_array_equal(there.choices, alone.choices)


@pytest.mark.parametrize("anywhere", ELSEWHERE, indirect=True)
def test_streamed_ranges_are_the_same_bits_everywhere(small, monkeypatch, anywhere):
    monkeypatch.setattr("territoria.measure.stream.PLACED_AT_ONCE", 1)
    nominal = _nominal(small, False)
    alone = stream_ranges(nominal, executor="serial")
    there = stream_ranges(nominal, executor=anywhere)
    assert_array_equal(there.rank_low, alone.rank_low)
    assert_array_equal(there.score_high, alone.score_high)


def test_a_killed_worker_does_not_change_the_result(cluster):
    """One of the two workers dies in the middle; its tasks run again on the other."""

    def multiply_slowly(job, task):
        time.sleep(0.3)
        return job * task

    found = run_tasks(multiply_slowly, 7, range(12), cluster)
    first = next(found)
    pids = cluster.run(os.getpid)
    os.kill(next(iter(pids.values())), signal.SIGKILL)
    assert [first, *found] == [7 * task for task in range(12)]


@pytest.mark.parametrize("anywhere", ["serial", *ELSEWHERE], indirect=True)
def test_results_come_in_the_order_of_the_tasks(anywhere):
    assert list(run_tasks(mul, 3, range(9), anywhere)) == [3 * t for t in range(9)]


def test_what_is_no_executor_is_refused():
    with pytest.raises(MethodError, match=r"executor: 'dusk' is no executor"):
        list(run_tasks(mul, 3, range(2), "dusk"))

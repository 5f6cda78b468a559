"""Executors: where the chunks of a run are computed. The results do not depend on it.

``"serial"`` and ``"threads"`` need nothing; any ``concurrent.futures`` executor and a client of
``dask.distributed`` (the extra ``territoria[distributed]``) take the same tasks. Linear algebra runs
on one thread everywhere, so that sums are added in the same order and results are equal to the bit.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor as Pool
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, Protocol, TypeVar

from threadpoolctl import ThreadpoolController

from territoria.errors import MethodError, Problem
from territoria.measure.handover import hand_over, take_over

Job = TypeVar("Job")
Result = TypeVar("Result")


class Client(Protocol):
    """What we need of ``dask.distributed.Client``."""

    def submit(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Run a function on some worker; a task of a lost worker is run again on another."""


Executor = Literal["serial", "threads"] | Pool | Client


def run_tasks(
    function: Callable[[Job, int], Result],
    job: Job,
    tasks: Sequence[int],
    executor: Executor = "threads",
) -> Iterator[Result]:
    """``function(job, task)`` of every task, in the order of the tasks.

    ``job`` is what all tasks share; it is handed to other processes once, as a memory-mapped file,
    and to Dask workers as a task of its own, so that a lost worker takes nothing with it.
    """
    if executor == "serial" or (executor == "threads" and len(tasks) < 2):
        with _one_thread_each():
            yield from (function(job, task) for task in tasks)
    elif executor == "threads":
        with _one_thread_each(), ThreadPoolExecutor(os.cpu_count() or 1) as threads:
            yield from threads.map(partial(function, job), tasks)
    elif isinstance(executor, ThreadPoolExecutor):
        with _one_thread_each():
            yield from executor.map(partial(function, job), tasks)
    elif isinstance(executor, Pool):
        with TemporaryDirectory(prefix="territoria-") as folder:
            hand_over(job, Path(folder))
            yield from executor.map(partial(_on_file, function, folder), tasks)
    elif hasattr(executor, "submit"):
        yield from _on_dask(function, job, tasks, executor)
    else:
        what = f"{executor!r} is no executor."
        mend = "Give serial, threads, a concurrent.futures executor or a Dask client."
        raise MethodError(Problem("executor", what, mend))


def _on_dask(
    function: Callable[[Job, int], Result], job: Job, tasks: Sequence[int], client: Client
) -> Iterator[Result]:
    held = client.submit(_hold, job, pure=False)
    futures = [client.submit(_alone, function, held, task, pure=False) for task in tasks]
    for future in futures:
        result: Result = future.result()
        yield result


def _hold(job: Job) -> Job:
    """The shared part as a result of its own, computed again where its worker is lost."""
    return job


def _alone(function: Callable[[Job, int], Result], job: Job, task: int) -> Result:
    with _one_thread_each():
        return function(job, task)


def _on_file(function: Callable[[Any, int], Result], folder: str, task: int) -> Result:
    with _one_thread_each():
        return function(_taken(folder), task)


@lru_cache(maxsize=1)
def _taken(folder: str) -> Any:
    return take_over(Path(folder))


@lru_cache(maxsize=1)
def _controller() -> ThreadpoolController:
    return ThreadpoolController()


def _one_thread_each() -> Any:
    """Linear algebra on one thread, whatever the machine has."""
    return _controller().limit(limits=1, user_api="blas")

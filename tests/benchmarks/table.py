"""The table that ``make bench`` ends with: every job against its goal, the reference and a loop."""

from __future__ import annotations

import resource
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from time import process_time
from typing import Any


@dataclass(frozen=True)
class Row:
    """One job. Times in CPU seconds of all threads, the least of the rounds; ``reference``: what
    the field's reference takes; ``loop``: a plain loop; ``peak``: MiB. None where there is none.
    ``traced``: whether the peak is the job's own, or the whole process's so far.
    """

    job: str
    seconds: float
    goal: float | None = None
    reference: float | None = None
    loop: float | None = None
    peak: float | None = None
    traced: bool = True

    def cells(self) -> tuple[str, ...]:
        """The row as it is printed."""
        met = "" if self.goal is None else ("yes" if self.seconds <= self.goal else "no")
        peak = "–" if self.peak is None else f"{'' if self.traced else '≤ '}{self.peak:,.1f}"
        return (
            self.job,
            _seconds(self.seconds),
            _seconds(self.goal),
            met,
            _seconds(self.reference),
            _ratio(self.reference, self.seconds),
            _ratio(self.loop, self.seconds),
            peak,
        )


@dataclass(frozen=True)
class Doubling:
    """One step of a curve: what grew, to how many, and the CPU seconds."""

    what: str
    count: int
    seconds: float
    before: float | None

    def cells(self) -> tuple[str, ...]:
        """The step as it is printed."""
        ratio = "" if self.before is None else f"{self.seconds / self.before:.2f}"
        return (self.what, f"{self.count:,}", _seconds(self.seconds), ratio)


GOALS = ("job", "CPU s", "goal", "met", "reference", "ratio", "loop ratio", "peak MiB")
CURVE = ("what grows", "to", "CPU s", "ratio to the one before")


def layout(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    """Lines of a table: the first column to the left, the others to the right."""
    widths = [max(len(row[n]) for row in (header, *rows)) for n in range(len(header))]
    ruled = (header, tuple("─" * w for w in widths), *rows)
    return [
        "  ".join([row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:]))])
        for row in ruled
    ]


def least(call: Callable[[], Any], rounds: int) -> float:
    """CPU seconds of a call, the least of some rounds after a warm-up."""
    call()
    times = []
    for _ in range(rounds):
        started = process_time()
        call()
        times.append(process_time() - started)
    return min(times)


def once(call: Callable[[], Any]) -> tuple[Any, float]:
    """What a call gives, and its CPU seconds."""
    started = process_time()
    found = call()
    return found, process_time() - started


def peak_of(call: Callable[[], Any]) -> float:
    """MiB that a call holds at its peak beyond what was held before."""
    tracemalloc.start()
    try:
        call()
        return tracemalloc.get_traced_memory()[1] / 2**20
    finally:
        tracemalloc.stop()


def process_peak() -> float:
    """MiB that the whole process has held at its peak so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _seconds(seconds: float | None) -> str:
    if seconds is None:
        return "–"
    return (
        f"{seconds:,.0f}"
        if seconds >= 100
        else f"{seconds:.3g}"
        if seconds < 1
        else f"{seconds:.2f}"
    )


def _ratio(other: float | None, seconds: float) -> str:
    if other is None:
        return "–"
    ratio = other / seconds
    return f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.2g}"

"""What a set of targets comes to: how many have a baseline, and how many keep their pace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from territoria_web.plan.models import AreaTarget
from territoria_web.plan.queries.target_progress import Progress


@dataclass(frozen=True)
class Report:
    """``of``: targets that are not dropped, drafts too; all else counts those that are set.
    ``on_track`` + ``off_track`` + ``unknown`` = ``set``.
    """

    of: int
    with_baseline: int
    set: int
    on_track: int
    off_track: int
    unknown: int

    @property
    def baseline_share(self) -> float | None:
        """Share of those set with a baseline; None where none is set."""
        return self.with_baseline / self.set if self.set else None


def report_of(targets: Sequence[AreaTarget], progress: Mapping[int, Progress]) -> Report:
    """Counts over targets, dropped ones left out."""
    held = [t for t in targets if t.state != AreaTarget.State.DROPPED]
    running = [t for t in held if t.state == AreaTarget.State.SET]
    lamps = [progress[t.pk].is_on_track for t in running]
    return Report(
        of=len(held),
        with_baseline=sum(t.baseline is not None and t.baseline_year is not None for t in running),
        set=len(running),
        on_track=lamps.count(True),
        off_track=lamps.count(False),
        unknown=lamps.count(None),
    )

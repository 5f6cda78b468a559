"""Days that were moved since the plan was first adopted, each before and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from territoria.speech import gettext
from territoria.track.promise import Promise
from territoria.track.wording import day_said

Which = Literal["begins", "ends", "milestone"]


@dataclass(frozen=True, slots=True)
class Moved:
    """A day that is another one now. ``name``: of a milestone; ``after`` None: the day was taken out."""

    which: Which
    name: str
    before: date
    after: date | None

    @property
    def days(self) -> int | None:
        """Days later, negative where earlier; None where no day is left."""
        return None if self.after is None else (self.after - self.before).days

    @property
    def sentence(self) -> str:
        """What was moved, from which day to which."""
        names = {"begins": gettext("Beginning"), "ends": gettext("End"), "milestone": self.name}
        name, before = names[self.which], day_said(self.before)
        if self.after is None:
            text = gettext("{name}: {before} was taken out.")
            return text.format(name=name, before=before)
        text = gettext("{name}: moved from {before} to {after}.")
        return text.format(name=name, before=before, after=day_said(self.after))


def moved_days(promise: Promise) -> tuple[Moved, ...]:
    """Every day that differs from the first adopted version; what is new since was never moved."""
    steps: list[tuple[Which, str, date | None, date | None]] = [
        ("begins", "", promise.first_begins, promise.begins),
        *(("milestone", m.name, m.first_due, m.due) for m in promise.milestones),
        ("ends", "", promise.first_ends, promise.ends),
    ]
    return tuple(
        Moved(which, name, before, after)
        for which, name, before, after in steps
        if before is not None and before != after
    )


def days_moved(promise: Promise) -> int | None:
    """How many days later the action ends than first adopted, negative where earlier.

    By its end, without one by its last milestone that stood in the first version; None where
    nothing can be compared.
    """
    if promise.first_ends is not None:
        return None if promise.ends is None else (promise.ends - promise.first_ends).days
    both = [(m.first_due, m.due) for m in promise.milestones if m.first_due and m.due]
    if not both:
        return None
    return (max(due for _, due in both) - max(first for first, _ in both)).days

"""A floor for everybody: the largest share of the own ideal that nobody has to go below.

A person's ideal is the sum over the slots of the liveliest interest among what is held then; where
the seat is settled, by hosting or by hand, the interest in that; nothing where the person is away.
A step of the floor is what each person may give away of the ideal over all slots; a seat that gives
away more is closed at once, and the rest is a row for each person. These rows tie the slots together, so
the matrix is that of a flow no longer; mostly its best corner is whole all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from territoria.convene.timetable.duties import Hall
from territoria.convene.timetable.event import Event
from territoria.convene.timetable.flow import Floats, Integers, SlotFlow
from territoria.convene.timetable.programme import (
    Programme,
    Whole,
    is_whole,
    side_by_side,
    solve,
    solve_whole,
)
from territoria.convene.timetable.seated import STEPS, Seat


@dataclass(frozen=True)
class Raised:
    """Seats under the highest floor: the columns of each flow. ``step``: the floor in twentieths;
    ``is_highest``: the next step cannot be reached; ``is_best``: nothing under this floor is worth
    more.
    """

    chosen: tuple[Floats, ...]
    step: int
    is_highest: bool
    is_best: bool


def ideals_of(event: Event, hall: Hall, settled: Mapping[Seat, str | None]) -> Integers:
    """What each person can have at best, in points of interest."""
    column = {topic.id: n for n, topic in enumerate(event.topics)}
    ideal = np.zeros(len(event.people), dtype=np.int64)
    for slot, held in hall.held.items():
        if not held:
            continue
        liveliest = event.values[:, [column[topic] for topic in held]].max(axis=1)
        for n, person in enumerate(event.people):
            if slot in person.away:
                continue
            if (person.id, slot) not in settled:
                ideal[n] += liveliest[n]
            elif (topic := settled[person.id, slot]) is not None:
                ideal[n] += event.values[n, column[topic]]
    return ideal


def interest_got(flows: Sequence[SlotFlow], chosen: Sequence[Floats], people: int) -> Integers:
    """The interest of each person's seats, over all slots."""
    got = np.zeros(people)
    for flow, x in zip(flows, chosen, strict=True):
        np.add.at(got, flow.person, flow.interest * np.rint(x[: len(flow.person)]))
    return got.astype(np.int64)


def step_of(got: Integers, ideal: Integers) -> int:
    """The floor in whole twentieths, rounded down; 20 where nobody has an ideal."""
    counted = ideal > 0
    return int((STEPS * got[counted] // ideal[counted]).min(initial=STEPS))


def raise_floor(
    flows: Sequence[SlotFlow],
    chosen: Sequence[Floats],
    ideal: Integers,
    *,
    aim: Callable[[SlotFlow], Floats],
    highest: int = STEPS,
) -> Raised:
    """Seats under the highest floor up to ``highest`` twentieths, and among those worth the most.

    ``chosen``: the best columns of each flow without a floor. ``ideal``: of each person. Halving finds
    the highest step that the linear programme reaches; where its corner there is not whole, the step
    is tried in whole numbers, and then those below it.
    """
    low = step_of(interest_got(flows, chosen, len(ideal)), ideal)
    best = Raised(tuple(chosen), low, True, True)
    over, tied = max(highest, low), _Tied(flows, ideal, aim)
    while low < over:
        middle = (low + over + 1) // 2
        corner = solve(tied.rules_at(middle), tied.worth)
        if corner is None:
            over = middle - 1
        elif is_whole(corner):
            best = tied.raised(Whole(corner, True))
            low = best.step
        else:
            low = middle
    is_highest = True
    for step in range(over, best.step, -1):
        found = solve_whole(tied.rules_at(step), tied.worth)
        if found.x is not None:
            return replace(tied.raised(found), is_highest=is_highest)
        is_highest = is_highest and found.is_proven
    return replace(best, is_highest=is_highest)


@dataclass(frozen=True)
class _Tied:
    """All slots as one programme."""

    flows: Sequence[SlotFlow]
    ideal: Integers
    aim: Callable[[SlotFlow], Floats]

    @cached_property
    def rules(self) -> Programme:
        return side_by_side([flow.rules for flow in self.flows])

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        return np.cumsum([0, *(len(flow.worth) for flow in self.flows)])

    @cached_property
    def worth(self) -> Floats:
        return np.concatenate([self.aim(flow) for flow in self.flows])

    @cached_property
    def lost(self) -> tuple[Integers, Floats]:
        """Whose each column is, and what it gives away."""
        whose, given = zip(*(flow.lost(len(self.ideal)) for flow in self.flows), strict=True)
        return np.concatenate(whose), np.concatenate(given)

    @cached_property
    def losses(self) -> object:
        """People × columns: what each seat gives away of the own ideal."""
        from scipy.sparse import csr_array

        whose, given = self.lost
        column = np.flatnonzero(given)
        shape = (len(self.ideal), len(given))
        return csr_array((given[column], (whose[column], column)), shape=shape)

    def rules_at(self, step: int) -> Programme:
        """With a floor of so many twentieths."""
        spare = ((STEPS - step) * self.ideal // STEPS).astype(np.float64)
        whose, given = self.lost
        open_to = given <= np.append(spare, np.inf)[whose]
        rules = replace(self.rules, most=np.where(open_to, self.rules.most, 0.0))
        return rules.with_rows(self.losses, np.full(len(spare), -np.inf), spare)

    def raised(self, found: Whole) -> Raised:
        """What an answer is for each flow, and the step that it reaches."""
        assert found.x is not None
        chosen = tuple(np.split(found.x, self.starts[1:-1]))
        got = interest_got(self.flows, chosen, len(self.ideal))
        return Raised(chosen, step_of(got, self.ideal), True, found.is_proven)

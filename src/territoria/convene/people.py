"""Who comes to a meeting: people with their actor group and organisation, and whether the mix holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from territoria.errors import DataError, Problem
from territoria.model.practices import ActorGroup
from territoria.speech import gettext

ACTOR_GROUPS: tuple[str, ...] = get_args(ActorGroup)
FEWEST = 3
"""People of each actor group at a workshop."""


@dataclass(frozen=True)
class Person:
    """Somebody at the meeting. ``organisation`` "" stands for none."""

    id: str
    group: str
    organisation: str = ""


@dataclass(frozen=True)
class Balance:
    """How many of each actor group come.

    ``missing``: groups with nobody; ``few``: with somebody but fewer than three; ``above_half``: the
    group with more than half of the people, "" where none has. ``holds``: none of the three.
    ``reasons``: a sentence for each thing to mend, in the language spoken.
    """

    counts: Mapping[str, int]
    missing: tuple[str, ...]
    few: tuple[str, ...]
    above_half: str
    reasons: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether at least three of each group come and none is above half."""
        return not (self.missing or self.few or self.above_half)


def balance_of(
    people: Sequence[Person],
    *,
    groups: Sequence[str] = ACTOR_GROUPS,
    names: Mapping[str, str] | None = None,
    invited: bool = False,
) -> Balance:
    """Whether every actor group is there with at least three people and none holds more than half.

    ``groups``: those that should come; others that come are counted after them. ``names``: what a
    group is called in the sentences; its id where absent. ``invited``: people who are invited and have
    not answered are among them, and the sentences say so. DataError: a person is named twice.
    """
    check_people(people)
    came = Counter(person.group for person in people)
    counts = {group: came[group] for group in dict.fromkeys((*groups, *sorted(came)))}
    missing = tuple(g for g, count in counts.items() if count == 0)
    few = tuple(g for g, count in counts.items() if 0 < count < FEWEST)
    above = next((g for g, count in counts.items() if 2 * count > len(people)), "")
    called = {group: (names or {}).get(group, group) for group in counts}
    reasons = [
        *(_nobody(called[g], invited) for g in missing),
        *(_too_few(called[g], counts[g], invited) for g in few),
        *([_above_half(called[above], counts[above], len(people), invited)] if above else []),
    ]
    return Balance(counts, missing, few, above, tuple(reasons))


def check_people(people: Sequence[Person]) -> None:
    """DataError: somebody is named twice."""
    problems = [
        Problem(name, gettext("this person is named more than once."), gettext("Name each once."))
        for name, count in Counter(person.id for person in people).items()
        if count > 1
    ]
    if problems:
        raise DataError(problems)


def _nobody(name: str, invited: bool) -> str:
    text = (
        gettext("Nobody of this group is invited or comes: {group}. Invite at least {fewest}.")
        if invited
        else gettext("Nobody comes from this group: {group}. Invite at least {fewest}.")
    )
    return text.format(group=name, fewest=FEWEST)


def _too_few(name: str, count: int, invited: bool) -> str:
    text = (
        gettext("Too few of this group are invited or come: {group}, {count} of at least {fewest}.")
        if invited
        else gettext("Too few come from this group: {group}, {count} of at least {fewest}.")
    )
    return text.format(group=name, count=count, fewest=FEWEST)


def _above_half(name: str, count: int, total: int, invited: bool) -> str:
    text = (
        gettext(
            "More than half of those who are invited or come are of one group: {group}, {count} of "
            "{total}."
        )
        if invited
        else gettext("More than half come from one group: {group}, {count} of {total}.")
    )
    return text.format(group=name, count=count, total=total)

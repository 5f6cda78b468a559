"""Who was asked, who answered, and who is not heard."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from territoria.errors import DataError, Problem
from territoria.speech import gettext

RESPONDENTS: Final = 20
IN_A_GROUP: Final = 3
SHARE: Final = 0.6
Z: Final = 1.6448536269514722  # a range that holds 90 %


@dataclass(frozen=True, slots=True)
class Reached:
    """One role or actor group. ``reached``: all who answered; ``named``: those of them who were invited
    by name. ``share`` of the invited and its range, 0 to 1; None: none invited.
    """

    name: str
    invited: int
    reached: int
    named: int
    share: float | None
    low: float | None
    high: float | None

    @property
    def needed(self) -> int:
        """How many of an actor group must answer before it counts as heard."""
        return max(IN_A_GROUP, math.ceil(SHARE * self.invited - 1e-9))


@dataclass(frozen=True, slots=True)
class Missing:
    """What a rule of *done* still lacks, in a sentence, and what to do. ``group`` "" for the whole."""

    group: str
    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class Reach:
    """Who was heard. ``similarity``: proportional similarity of answered to invited, 0 to 1."""

    roles: tuple[Reached, ...]
    groups: tuple[Reached, ...]
    respondents: int
    similarity: float | None
    missing: tuple[Missing, ...]

    @property
    def done(self) -> bool:
        """Whether enough of each group was reached."""
        return not self.missing


def reach(
    invited: Mapping[str, int],
    answered: Mapping[str, int],
    groups: Mapping[str, str],
    *,
    named: Mapping[str, int] | None = None,
    names: Mapping[str, str] | None = None,
    expected: Iterable[str] = (),
) -> Reach:
    """Invited and reached by role and actor group, what is missing, and how alike the two are.

    ``invited``, ``answered``: people by role; ``groups``: role → actor group; ``named``: how many of
    those who answered were invited by name, without it as many as can have been; ``names``: how groups
    are called in sentences; ``expected``: groups to be heard even where nobody of them is invited.
    Done when at least 20 answered, and of each group at least 3 and as many as 60 % of its invited
    (advisory process, step 1): a slip of paper names nobody, so all answers count. DataError for roles without group and for negative counts.
    """
    _checked(invited, answered, groups)
    roles = sorted(set(invited) | set(answered))
    known = answered if named is None else named
    by_role = tuple(
        _reached(r, invited.get(r, 0), answered.get(r, 0), known.get(r, 0)) for r in roles
    )
    every = sorted({groups[r] for r in roles} | set(expected))
    by_group = tuple(
        _reached(
            group,
            sum(r.invited for r in by_role if groups[r.name] == group),
            sum(r.reached for r in by_role if groups[r.name] == group),
            sum(r.named for r in by_role if groups[r.name] == group),
        )
        for group in every
    )
    heard = sum(r.reached for r in by_role)
    return Reach(by_role, by_group, heard, _alike(by_group), _missing(by_group, heard, names or {}))


def wilson(part: float, whole: float, z: float = Z) -> tuple[float, float]:
    """Wilson's range of a share ``part / whole``, 0 to 1 (Wilson 1927); by default it holds 90 %."""
    share = part / whole
    middle = share + z**2 / (2 * whole)
    half = z * math.sqrt(share * (1 - share) / whole + z**2 / (4 * whole**2))
    low, high = (middle - half) / (1 + z**2 / whole), (middle + half) / (1 + z**2 / whole)
    return (0.0 if part == 0 else low), (1.0 if part == whole else high)


def similarity(one: Mapping[str, float], other: Mapping[str, float]) -> float | None:
    """Proportional similarity 1 − ½ Σ |q − p| of two sets of counts; None where one is empty."""
    first, second = sum(one.values()), sum(other.values())
    if not first or not second:
        return None
    names = set(one) | set(other)
    apart = sum(abs(one.get(n, 0) / first - other.get(n, 0) / second) for n in sorted(names))
    return max(0.0, 1 - apart / 2)


def _checked(
    invited: Mapping[str, int], answered: Mapping[str, int], groups: Mapping[str, str]
) -> None:
    problems = [
        Problem(role, gettext("a count is negative."), gettext("Correct it."))
        for counts in (invited, answered)
        for role, count in counts.items()
        if count < 0
    ]
    problems += [
        Problem(
            role,
            gettext("the role belongs to no actor group."),
            gettext("Give its group, or merge it with another role."),
        )
        for role in sorted((set(invited) | set(answered)) - set(groups))
    ]
    if problems:
        raise DataError(problems)


def _reached(name: str, invited: int, answered: int, named: int) -> Reached:
    """More may answer than were invited: the share is of those who were."""
    part = min(named, answered, invited)
    if not invited:
        return Reached(name, invited, answered, part, None, None, None)
    low, high = wilson(part, invited)
    return Reached(name, invited, answered, part, part / invited, low, high)


def _alike(groups: Iterable[Reached]) -> float | None:
    held = tuple(groups)
    return similarity({g.name: g.reached for g in held}, {g.name: g.invited for g in held})


def _missing(
    groups: Iterable[Reached], heard: int, names: Mapping[str, str]
) -> tuple[Missing, ...]:
    missing = [
        lack
        for group in groups
        if (lack := _lack_of(group, names.get(group.name, group.name))) is not None
    ]
    if heard < RESPONDENTS:
        what = gettext("{heard} people answered; at least {least} are needed.")
        mend = gettext("Invite more people, or ask some of them in person.")
        missing.append(Missing("", what.format(heard=heard, least=RESPONDENTS), mend))
    return tuple(missing)


def _lack_of(group: Reached, name: str) -> Missing | None:
    """The first rule that a group breaks, said with its numbers."""
    if not group.invited and not group.reached:
        what = gettext("{group}: nobody was invited.").format(group=name)
        mend = gettext("Invite at least {least} people of this group.").format(least=IN_A_GROUP)
        return Missing(group.name, what, mend)
    asked = max(group.invited, group.reached)
    if group.reached >= group.needed:
        return None
    if group.invited and group.reached == group.named:
        what = gettext("{group}: {reached} of {invited} invited answered; {needed} are needed.")
    elif group.invited:
        what = gettext(
            "{group}: {reached} answered, among them {named} of the {invited} invited; "
            "{needed} are needed."
        )
    else:
        what = gettext("{group}: {reached} answered; {needed} are needed.")
    what = what.format(
        group=name,
        reached=group.reached,
        named=group.named,
        invited=group.invited,
        needed=group.needed,
    )
    if asked < IN_A_GROUP:
        mend = gettext("Invite at least {least} people of this group.").format(least=IN_A_GROUP)
    elif not group.reached:
        mend = gettext("Call them: a talk of ten minutes can be entered for them.")
    else:
        mend = gettext("Remind those who have not answered, or ask them in person.")
    return Missing(group.name, what, mend)

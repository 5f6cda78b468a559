"""What of a table anyone may see: totals and actor groups, never fewer than ``k`` people.

Roles are merged to actor groups first. Levels are shown by count only where every level that was said
was said by ``k`` people, because with a mean beside them two hidden counts could be solved for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from territoria.errors import DataError, Problem
from territoria.listen.disclosure import LEAST, hidden_cells, total_is_safe
from territoria.listen.tabulate import POINTS, TALK_FIRST, QuestionLevels, Table
from territoria.model import Actor
from territoria.speech import gettext


@dataclass(frozen=True, slots=True)
class GroupLevels:
    """One actor group: ``n`` answers with a level, ``mean`` of its role means in points."""

    group: str
    n: int
    mean: float | None


@dataclass(frozen=True, slots=True)
class PublicQuestion:
    """One question as anyone may see it. Fields are those of ``QuestionLevels``.

    ``n`` and all figures are None where fewer than ``k`` answered. ``hidden``: groups that are not
    shown. ``gap`` in levels, between visible groups only.
    """

    question: str
    n: int | None
    score: float | None
    low: float | None
    high: float | None
    counts: tuple[int, ...] | None
    dont_know: int | None
    groups: tuple[GroupLevels, ...]
    hidden: tuple[str, ...]
    gap: float | None
    disagree: bool


@dataclass(frozen=True, slots=True)
class PublicTable:
    """What may be published of a survey; ``k``: the fewest people behind any figure."""

    questions: tuple[PublicQuestion, ...]
    respondents: int | None
    k: int


def groups_of(roles: Mapping[str, Actor]) -> dict[str, str]:
    """Role → actor group, of the library's roles."""
    return {role: actor.group for role, actor in roles.items()}


def public(table: Table, groups: Mapping[str, str], k: int = LEAST) -> PublicTable:
    """The part of a table that may be published. ``groups``: role → actor group.

    DataError names roles that belong to no group; MethodError for ``k`` below 3.
    """
    roles = {row.role for question in table.questions for row in question.roles}
    lost = sorted(roles - set(groups))
    if lost:
        what = gettext("the role belongs to no actor group.")
        mend = gettext("Give its group, or merge it with another role.")
        raise DataError([Problem(role, what, mend) for role in lost])
    heard = table.respondents
    return PublicTable(
        tuple(_shown(row, groups, k) for row in table.questions),
        heard if heard == 0 or heard >= k else None,
        k,
    )


def _shown(row: QuestionLevels, groups: Mapping[str, str], k: int) -> PublicQuestion:
    merged = _merged(row, groups)
    cells = {group.group: group.n for group in merged}
    safe = total_is_safe(cells, k)
    hidden = hidden_cells(cells, k) if safe else frozenset(cells)
    seen = tuple(group for group in merged if group.group not in hidden)
    means = [group.mean for group in seen if group.mean is not None]
    gap = (max(means) - min(means)) / POINTS if len(means) > 1 else None
    spoken = [n for n in row.counts if n]
    return PublicQuestion(
        question=row.question,
        n=row.n if safe else None,
        score=row.score if safe else None,
        low=row.low if safe else None,
        high=row.high if safe else None,
        counts=row.counts if safe and min(spoken, default=0) >= k else None,
        dont_know=row.dont_know if row.dont_know == 0 or row.dont_know >= k else None,
        groups=seen,
        hidden=tuple(sorted(hidden)),
        gap=gap,
        disagree=gap is not None and gap > TALK_FIRST,
    )


def _merged(row: QuestionLevels, groups: Mapping[str, str]) -> tuple[GroupLevels, ...]:
    held: dict[str, list[tuple[int, float]]] = {}
    for role in row.roles:
        if role.mean is not None:
            held.setdefault(groups[role.role], []).append((role.n, role.mean))
    return tuple(
        GroupLevels(group, sum(n for n, _ in parts), sum(mean for _, mean in parts) / len(parts))
        for group, parts in sorted(held.items())
    )

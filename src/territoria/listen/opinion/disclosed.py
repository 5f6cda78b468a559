"""What anyone may see of a conversation: never a count about fewer than ``k`` people.

- A statement that fewer than ``k`` people saw has no figures, and is in none of the lists.
- Of agree, disagree and pass, a count below ``k`` is hidden with the next smallest one, for they add up
  (``listen.disclosure``). What follows from the counts, such as the division, goes with them.
- Where a word (*most agree*) or a place in a list would bring a hidden count nearer than ``k``, the
  statement is *open* and in no list (``judged``).
- Groups are shown only where each has ``k`` people. How they voted on a statement is shown where every
  cell of the table, groups and those in none by what they voted, holds nobody or ``k`` people: with all
  three answers, else one side against the rest. So no difference of what is shown tells of fewer.
- Statements that were moderated out are not there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from territoria.listen.disclosure import LEAST, check_k, hidden_cells
from territoria.listen.opinion.consensus import Verdict, verdict
from territoria.listen.opinion.judged import may_be_judged
from territoria.listen.opinion.representative import Side
from territoria.listen.opinion.result import OpinionGroup, Opinions, StatementOpinion, plain
from territoria.speech import gettext

ANSWERS: Final = ("agree", "disagree", "passed")
Row = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PublicStatement:
    """One statement; what is hidden is None. ``verdict``: what the votes say for certain, *open* also
    where that would give away what is hidden.
    """

    statement: str
    seen: int | None
    agree: int | None
    disagree: int | None
    passed: int | None
    division: float | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class PublicSplit:
    """How one group voted: ``votes`` by answer; ``rest`` stands for the answers that are not told."""

    group: str
    seen: int
    votes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PublicRepresentative:
    """A statement that stands for a group; ``votes`` of ``seen`` took the side, None where hidden."""

    statement: str
    side: Side
    votes: int | None
    seen: int | None


@dataclass(frozen=True, slots=True)
class PublicGroup:
    """A group. ``centre`` and ``spread``: as in ``OpinionGroup``."""

    name: str
    size: int
    centre: tuple[float, float]
    spread: tuple[float, float, float]
    representative: tuple[PublicRepresentative, ...]


@dataclass(frozen=True, slots=True)
class PublicOpinions:
    """What may be published of ``Opinions``; fields of the same name say the same.

    ``splits``: statement → how each group voted, where that may be told. ``rand``: agreement of the
    groups with those of resamples, None where none was computed.
    """

    participants: int | None
    placed: int | None
    statements: tuple[PublicStatement, ...]
    consensus: tuple[str, ...]
    refused: tuple[str, ...]
    divided: tuple[str, ...]
    groups: tuple[PublicGroup, ...] | None
    bridging: tuple[str, ...]
    splits: Mapping[str, tuple[PublicSplit, ...]]
    why_no_groups: str
    rand: float | None
    explained: tuple[float, float]
    k: int
    seed: int

    def to_plain(self) -> dict[str, Any]:
        """Dictionaries, lists, texts and numbers, ready for JSON."""
        found: dict[str, Any] = plain(self)
        return found


def publishable(found: Opinions, k: int = LEAST) -> PublicOpinions:
    """The part of the opinions that may be published. MethodError for ``k`` below 3."""
    check_k(k)
    judged = {row.statement for row in found.statements if _is_judged(row, k)}
    rows = tuple(
        _shown(row, k, row.statement in judged) for row in found.statements if not row.moderated_out
    )
    told = {row.statement for row in rows if row.seen is not None}
    groups = found.groups
    why = found.why_no_groups
    if groups is not None and min(group.size for group in groups) < k:
        groups = None
        why = gettext("No groups are shown: one of them has fewer than {k} people.").format(k=k)
    splits = _splits(found, groups, rows, k)
    participants, placed = _people(found, groups is not None, k)
    return PublicOpinions(
        participants=participants,
        placed=placed,
        statements=rows,
        consensus=tuple(c.statement for c in found.consensus if c.statement in judged),
        refused=tuple(c.statement for c in found.refused if c.statement in judged),
        divided=tuple(name for name in found.divided if name in judged),
        groups=None if groups is None else tuple(_group(g, splits, told) for g in groups),
        bridging=tuple(name for name in found.bridging if groups is not None and name in told),
        splits=splits,
        why_no_groups=why,
        rand=None if found.stability is None else found.stability.rand,
        explained=found.explained,
        k=k,
        seed=found.seed,
    )


def _people(found: Opinions, with_groups: bool, k: int) -> tuple[int | None, int | None]:
    """Participants and those placed; not both where few are in one and not in the other."""
    total = found.participants if _safe(found.participants, k) else None
    placed = found.placed if _safe(found.placed, k) else None
    if _safe(found.participants - found.placed, k):
        return total, placed
    return (None, placed) if with_groups else (total, None)


def _safe(people: int, k: int) -> bool:
    return people == 0 or people >= k


def _cells(row: StatementOpinion) -> Row:
    return {name: getattr(row, name) for name in ANSWERS}


def _is_judged(row: StatementOpinion, k: int) -> bool:
    return row.seen >= k and may_be_judged(_cells(row), k)


def _shown(row: StatementOpinion, k: int, judged: bool) -> PublicStatement:
    if not _safe(row.seen, k):
        return PublicStatement(row.statement, None, None, None, None, None, "open")
    hidden = hidden_cells(_cells(row), k)
    both = not hidden & {"agree", "disagree"}
    return PublicStatement(
        statement=row.statement,
        seen=row.seen,
        agree=None if "agree" in hidden else row.agree,
        disagree=None if "disagree" in hidden else row.disagree,
        passed=None if "passed" in hidden else row.passed,
        division=row.division if both else None,
        verdict=verdict(row.agree, row.disagree, row.seen) if judged else "open",
    )


def _splits(
    found: Opinions,
    groups: tuple[OpinionGroup, ...] | None,
    rows: tuple[PublicStatement, ...],
    k: int,
) -> dict[str, tuple[PublicSplit, ...]]:
    if groups is None:
        return {}
    place = {row.statement: n for n, row in enumerate(found.statements)}
    splits = {}
    for row in rows:
        at = place[row.statement]
        inside = {g.name: {name: getattr(g.counts[at], name) for name in ANSWERS} for g in groups}
        kept = _table(found.statements[at], inside, row, k)
        if kept is not None:
            splits[row.statement] = tuple(
                PublicSplit(name, sum(cells.values()), cells) for name, cells in kept.items()
            )
    return splits


def _table(
    row: StatementOpinion, inside: Mapping[str, Row], shown: PublicStatement, k: int
) -> dict[str, Row] | None:
    """The most detailed table by groups in which no cell is small, or None."""
    whole = _cells(row)
    outside = {
        name: whole[name] - sum(cells[name] for cells in inside.values()) for name in ANSWERS
    }
    visible = [name for name in ANSWERS if getattr(shown, name) is not None]
    ways: list[tuple[str, ...]] = [ANSWERS] if len(visible) == len(ANSWERS) else []
    ways += [(side,) for side in ("agree", "disagree") if side in visible]
    for way in ways:
        table = {name: _merged(cells, way) for name, cells in inside.items()}
        every = [*table.values(), _merged(outside, way)]
        if row.seen and all(_safe(n, k) for cells in every for n in cells.values()):
            return table
    return None


def _merged(cells: Row, kept: tuple[str, ...]) -> Row:
    """The answers that are kept, and all others together."""
    if len(kept) == len(ANSWERS):
        return dict(cells)
    return {
        **{name: cells[name] for name in kept},
        "rest": sum(n for name, n in cells.items() if name not in kept),
    }


def _group(
    group: OpinionGroup, splits: Mapping[str, tuple[PublicSplit, ...]], told: Collection[str]
) -> PublicGroup:
    """``told``: statements that enough people saw to be in a list."""
    shown = []
    for one in group.representative:
        if one.statement not in told:
            continue
        split = next((s for s in splits.get(one.statement, ()) if s.group == group.name), None)
        votes = None if split is None else split.votes.get(one.side)
        seen = None if split is None else split.seen
        shown.append(PublicRepresentative(one.statement, one.side, votes, seen))
    return PublicGroup(group.name, group.size, group.centre, group.spread, tuple(shown))

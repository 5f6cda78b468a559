"""What a conversation came to: everything that a page about it needs, in one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from territoria.listen.opinion.consensus import Consensus
from territoria.listen.opinion.grouping import FormerK
from territoria.listen.opinion.representative import Representative
from territoria.listen.opinion.stability import Stability

# Known to those who compute, never part of what is handed on.
WITHHELD = frozenset(("members", "people"))


@dataclass(frozen=True, slots=True)
class StatementOpinion:
    """One statement. Counts are of all voters: ``seen`` = agree + disagree + passed.

    ``division`` and ``division_at_least``: see ``consensus``; None where nobody took a side.
    ``group_informed``: product of the groups' shares that agree; ``group_informed_root``: its root by
    the number of groups; ``spread`` between groups; all three None where no groups are shown.
    ``priority``: how much it calls for votes, 0 where moderated out.
    """

    statement: str
    seen: int
    agree: int
    disagree: int
    passed: int
    moderated_out: bool
    meta: bool
    division: float | None
    division_at_least: float | None
    group_informed: float | None
    group_informed_root: float | None
    spread: float | None
    priority: float


@dataclass(frozen=True, slots=True)
class GroupCount:
    """Votes of one group on one statement."""

    statement: str
    seen: int
    agree: int
    disagree: int

    @property
    def passed(self) -> int:
        """Those who saw it and took no side."""
        return self.seen - self.agree - self.disagree


@dataclass(frozen=True, slots=True)
class OpinionGroup:
    """People who vote alike. ``name``: A for the largest; ``members``: their ids.

    ``centre``: mean place on the two axes; ``spread``: variance across, covariance, variance up.
    ``counts``: one a statement, in the order of the statements.
    """

    name: str
    size: int
    members: tuple[str, ...]
    centre: tuple[float, float]
    spread: tuple[float, float, float]
    representative: tuple[Representative, ...]
    counts: tuple[GroupCount, ...]


@dataclass(frozen=True, slots=True)
class Opinions:
    """A conversation. ``participants``: who voted at all; ``placed``: how many voted enough
    for a group, and ``people`` who.

    ``groups`` is None where none are shown, and ``why_no_groups`` then one sentence. ``consensus``,
    ``refused``: what most agree with and disagree with; ``divided``: ids of the statements that divide
    most for certain; ``bridging``: ids that most of every group agree with, first the most agreed.
    ``explained``: shares of the variance of votes on the two axes. ``silhouettes`` by number of groups;
    ``former``: hand it in the next time. ``seed``: what everything drawn was drawn with.
    """

    participants: int
    placed: int
    people: tuple[str, ...]
    statements: tuple[StatementOpinion, ...]
    consensus: tuple[Consensus, ...]
    refused: tuple[Consensus, ...]
    divided: tuple[str, ...]
    groups: tuple[OpinionGroup, ...] | None
    bridging: tuple[str, ...]
    why_no_groups: str
    stability: Stability | None
    explained: tuple[float, float]
    silhouettes: Mapping[int, float]
    former: FormerK | None
    seed: int

    def statement(self, name: str) -> StatementOpinion:
        """The statement of that id; KeyError where there is none."""
        for row in self.statements:
            if row.statement == name:
                return row
        raise KeyError(name)

    def priorities(self) -> dict[str, float]:
        """Statement → how much it calls for votes, for ``next_statement``."""
        return {row.statement: row.priority for row in self.statements}

    def group_of(self) -> dict[str, str]:
        """Participant → name of the group; empty where no groups are shown."""
        return {person: group.name for group in self.groups or () for person in group.members}

    def to_plain(self) -> dict[str, Any]:
        """Dictionaries, lists, texts and numbers, ready for JSON; without the ids of people."""
        found: dict[str, Any] = plain(self)
        return found


def plain(value: Any) -> Any:
    """A frozen value as dictionaries and lists; fields that name people are left out."""
    if hasattr(value, "__dataclass_fields__"):
        kept = (f.name for f in fields(value) if f.name not in WITHHELD)
        return {name: plain(getattr(value, name)) for name in kept}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    return value

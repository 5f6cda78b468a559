"""What a conversation came to, read again from what was kept, for pages, files and meetings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from territoria.listen.opinion.disclosed import (
    PublicGroup,
    PublicOpinions,
    PublicRepresentative,
    PublicSplit,
    PublicStatement,
)
from territoria.listen.opinion.finding import finding
from territoria.listen.opinion.stability import Stability
from territoria.speech import gettext
from territoria_web.listen.models import Conversation, OpinionLook, Statement

S = Statement.State


@dataclass(frozen=True)
class ResultRow:
    """A statement with its figures; what is hidden is None. ``verdict``: what holds for certain."""

    statement: Statement
    seen: int | None
    agree: int | None
    passed: int | None
    disagree: int | None
    verdict: str

    @property
    def text(self) -> str:
        """The words as they stand now."""
        return self.statement.text

    @property
    def share(self) -> float | None:
        """Share of those who saw it that agrees, 0 to 1."""
        return self.agree / self.seen if self.seen and self.agree is not None else None

    @property
    def against(self) -> float | None:
        """Share of those who saw it that disagrees, 0 to 1."""
        return self.disagree / self.seen if self.seen and self.disagree is not None else None


@dataclass(frozen=True)
class TellsGroup:
    """A statement that stands for a group; ``votes`` of ``seen`` took that side, None where hidden."""

    row: ResultRow
    agrees: bool
    votes: int | None
    seen: int | None


@dataclass(frozen=True)
class ResultGroup:
    """A group of people who vote alike; ``name``: A for the largest."""

    name: str
    size: int
    centre: tuple[float, float]
    spread: tuple[float, float, float]
    tells: tuple[TellsGroup, ...]


@dataclass(frozen=True)
class Results:
    """The results of a conversation as anybody may see them. ``explained``: share of what the votes
    differ in that the map shows; ``rand``: how alike groups come out when drawn again, None without.
    """

    look: OpinionLook
    finding: str
    rows: tuple[ResultRow, ...]
    consensus: tuple[ResultRow, ...]
    refused: tuple[ResultRow, ...]
    divided: tuple[ResultRow, ...]
    bridging: tuple[ResultRow, ...]
    groups: tuple[ResultGroup, ...]
    why_no_groups: str
    rand: float | None
    explained: tuple[float, float]
    seed: int

    @property
    def made(self) -> datetime:
        """When they were worked out."""
        return self.look.made

    @property
    def people(self) -> int:
        """Who voted."""
        return self.look.people

    @property
    def shared(self) -> tuple[ResultRow, ...]:
        """What people agree on: most of every group where there are groups, else most of all."""
        return self.bridging if self.groups else self.consensus


@dataclass(frozen=True)
class Agreed:
    """A statement that people agree on: ``share`` of ``n`` who saw it."""

    public_id: str
    text: str
    share: float
    n: int


def results_of(talk: Conversation) -> Results | None:
    """The last results of a conversation; None before there are any."""
    look = talk.looks.first()
    if look is None:
        return None
    found = opinions_in(look.body)
    held = {str(s.public_id): s for s in talk.statements.filter(state=S.SHOWN)}
    rows = {
        row.statement: ResultRow(
            held[row.statement], row.seen, row.agree, row.passed, row.disagree, row.verdict
        )
        for row in found.statements
        if row.statement in held
    }

    def listed(names: tuple[str, ...]) -> tuple[ResultRow, ...]:
        return tuple(rows[name] for name in names if name in rows)

    return Results(
        look=look,
        finding=finding(found),
        rows=tuple(sorted(rows.values(), key=_place)),
        consensus=listed(found.consensus),
        refused=listed(found.refused),
        divided=listed(found.divided),
        bridging=listed(found.bridging),
        groups=tuple(_group(group, rows) for group in found.groups or ()),
        why_no_groups=found.why_no_groups,
        rand=found.rand,
        explained=found.explained,
        seed=look.body["seed"],
    )


_ORDER: Final = ("agree", "disagree", "divided", "open")


def _place(row: ResultRow) -> tuple[bool, int, float, int]:
    """Those without figures last; by what holds, then by how many take the side."""
    side = row.against if row.verdict == "disagree" else row.share
    return row.seen is None, _ORDER.index(row.verdict), -(side or 0.0), row.statement.number


def _group(group: PublicGroup, rows: dict[str, ResultRow]) -> ResultGroup:
    tells = tuple(
        TellsGroup(rows[one.statement], one.side == "agree", one.votes, one.seen)
        for one in group.representative
        if one.statement in rows
    )
    return ResultGroup(group.name, group.size, group.centre, group.spread, tells)


def opinions_in(body: dict[str, Any]) -> PublicOpinions:
    """What was kept, as the engine made it; why there are no groups in the language spoken."""
    held = body["opinions"]
    groups = held["groups"]
    return PublicOpinions(
        **{
            **held,
            "statements": tuple(PublicStatement(**row) for row in held["statements"]),
            **{name: tuple(held[name]) for name in _LISTS},
            "groups": None if groups is None else tuple(_public_group(one) for one in groups),
            "splits": {
                name: tuple(PublicSplit(**one) for one in rows)
                for name, rows in held["splits"].items()
            },
            "why_no_groups": "" if groups is not None else _why(body["stability"]),
        }
    )


_LISTS: Final = ("consensus", "refused", "divided", "bridging", "explained")


def _public_group(held: dict[str, Any]) -> PublicGroup:
    told = tuple(PublicRepresentative(**one) for one in held["representative"])
    return PublicGroup(
        held["name"], held["size"], tuple(held["centre"]), tuple(held["spread"]), told
    )


def _why(stability: dict[str, Any] | None) -> str:
    if stability is None:
        return gettext("No groups are shown: too few people voted, or all of them voted alike.")
    return Stability(**stability).why_not


def agreed_statements(talk: Conversation) -> list[Agreed]:
    """What people agree on by the last results, the most agreed first; empty before there are any."""
    found = results_of(talk)
    return [
        Agreed(str(row.statement.public_id), row.text, row.share, row.seen)
        for row in (found.shared if found else ())
        if row.share is not None and row.seen is not None
    ]

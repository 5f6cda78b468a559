"""Which votes the results of a conversation may be worked out from, so that no two of them tell what
fewer than five people said.

Each statement has its own step: while the conversation is open its last five votes are left for the
step after, and it is renewed only where five more people have voted on it. At the end all votes count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from territoria_web.listen.models import Conversation, OpinionLook, Statement, Vote
from territoria_web.listen.queries.renewal import lagging
from territoria_web.listen.rules import LEAST


@dataclass(frozen=True)
class Cast:
    """A vote: the number of the person, the statement, what they think and since when."""

    person: int
    statement: str
    value: int
    made: datetime


@dataclass(frozen=True)
class Steps:
    """``counted``: votes of which the results are; ``until``: of each statement, when the last of its
    votes was cast; ``held``: statements whose figures stay as they were shown; ``people``: to be said.
    """

    counted: tuple[Cast, ...]
    until: Mapping[str, datetime]
    held: frozenset[str]
    people: int


def cast_votes(talk: Conversation) -> list[Cast]:
    """All votes in the order of time, but those on statements that nobody has read yet."""
    held = Vote.objects.filter(participation__conversation=talk).exclude(
        statement__state=Statement.State.NEW
    )
    rows = held.order_by("made", "pk").values_list(
        "participation__number", "statement__public_id", "value", "made"
    )
    return [Cast(number, str(statement), value, made) for number, statement, value, made in rows]


def steps_of(votes: Sequence[Cast], last: OpinionLook | None, *, final: bool) -> Steps | None:
    """What may be worked out now; None where nothing new may be told."""
    people = _people(votes, last, final=final)
    if people is None:
        return None
    former = _former(last)
    until, held = dict[str, datetime](), set[str]()
    for statement, times in _times(votes).items():
        end = _end(times, former.get(statement), final=final)
        if end is not None:
            until[statement] = end
            if end == former.get(statement) and _lost(statement, times, end, last):
                held.add(statement)
    counted = tuple(v for v in votes if v.statement in until and v.made <= until[v.statement])
    return Steps(counted, until, frozenset(held), people)


def _people(votes: Sequence[Cast], last: OpinionLook | None, *, final: bool) -> int | None:
    """How many people are said to have voted; None where it is too early for new results."""
    first: dict[int, datetime] = {}
    for vote in votes:
        first.setdefault(vote.person, vote.made)
    reach = len(first) if final else lagging(sorted(first.values()))
    if last is None:
        return reach if reach >= LEAST else None
    fresh = len({vote.person for vote in votes if vote.made > last.made})
    if fresh < LEAST and not (final and not last.final):
        return None
    return reach if abs(reach - last.people) >= LEAST else last.people


def _times(votes: Iterable[Cast]) -> dict[str, list[datetime]]:
    """Moments of the votes on each statement, rising as the votes are."""
    found = defaultdict[str, list[datetime]](list)
    for vote in votes:
        found[vote.statement].append(vote.made)
    return found


def _end(times: list[datetime], former: datetime | None, *, final: bool) -> datetime | None:
    """Until when the votes on a statement count; None where too few may be told."""
    reach = len(times) if final else lagging(times)
    end = times[reach - 1] if reach >= LEAST else None
    if former is None or end is None:
        return former or end
    fresh = sum(former < when <= end for when in times)
    return end if fresh >= LEAST else former


def _lost(statement: str, times: list[datetime], end: datetime, last: OpinionLook | None) -> bool:
    """Whether somebody whose vote was counted changed it since: the old figures stay."""
    shown = _rows(last).get(statement, {}).get("seen")
    return shown is not None and shown != sum(when <= end for when in times)


def _former(last: OpinionLook | None) -> dict[str, datetime]:
    until = last.body["until"] if last else {}
    return {name: datetime.fromisoformat(when) for name, when in until.items()}


def _rows(last: OpinionLook | None) -> dict[str, dict[str, Any]]:
    held = last.body["opinions"]["statements"] if last else []
    return {row["statement"]: row for row in held}

"""A conversation as Polis exports it: statements, votes in the order of time, people, a summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from territoria.errors import DataError, Problem
from territoria.speech import gettext

MODERATED_OUT: Final = -1
VALUES: Final = frozenset((-1, 0, 1))


@dataclass(frozen=True, slots=True)
class PolisComment:
    """One statement. ``timestamp`` in milliseconds; ``moderated``: −1 out, 0 not yet, 1 in.

    ``agrees`` and ``disagrees`` as the file says them: Polis counts a vote again when it is changed.
    """

    id: int
    author: int
    text: str
    agrees: int
    disagrees: int
    moderated: int
    timestamp: int


@dataclass(frozen=True, slots=True)
class PolisVote:
    """One act of voting: +1 agree, −1 disagree, 0 pass. ``timestamp`` in milliseconds."""

    comment: int
    voter: int
    value: int
    timestamp: int


@dataclass(frozen=True, slots=True)
class PolisParticipant:
    """One person. ``group``: the published group, None outside; ``votes``: statement → last vote.

    ``comments``: statements written; ``xid``: a name from elsewhere, "" without.
    """

    id: int
    group: int | None
    comments: int
    votes: Mapping[int, int]
    xid: str = ""


@dataclass(frozen=True, slots=True)
class PolisExport:
    """A conversation. ``summary``: its lines, in their order. ``notes``: what a reader should know."""

    comments: tuple[PolisComment, ...]
    votes: tuple[PolisVote, ...]
    participants: tuple[PolisParticipant, ...]
    summary: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()

    def last_votes(self) -> dict[tuple[int, int], int]:
        """(Participant, statement) → the vote that counts, in the order in which they were first cast.

        The list of votes decides; people and cells that only the table of participants holds are
        added behind.
        """
        held: dict[tuple[int, int], int] = {}
        for vote in sorted(self.votes, key=lambda v: v.timestamp):
            held[vote.voter, vote.comment] = vote.value
        for person in self.participants:
            for comment, value in person.votes.items():
                held.setdefault((person.id, comment), value)
        return held


@dataclass(frozen=True, slots=True)
class PolisStatement:
    """A statement to be exported; ``timestamp`` in milliseconds."""

    id: int
    author: int
    text: str
    timestamp: int
    moderated: int = 1


def export_of(
    statements: Sequence[PolisStatement],
    votes: Sequence[PolisVote],
    *,
    topic: str,
    description: str = "",
    url: str = "",
    groups: Mapping[int, int] | None = None,
) -> PolisExport:
    """An export of a conversation of our own. ``groups``: participant → number of the group from 0.

    Counts are of the last vote of each person, so that ``agrees`` and ``disagrees`` add up with the
    table of participants. DataError for a statement named twice, a vote on none, a value that is no
    vote.
    """
    _check(statements, votes)
    last: dict[tuple[int, int], int] = {}
    for vote in sorted(votes, key=lambda v: v.timestamp):
        last[vote.voter, vote.comment] = vote.value
    tally = Counter((comment, value) for (_, comment), value in last.items())
    wrote = Counter(s.author for s in statements)
    people = sorted({voter for voter, _ in last})
    by_person: dict[int, dict[int, int]] = {person: {} for person in people}
    for (voter, comment), value in sorted(last.items()):
        by_person[voter][comment] = value
    inside = groups or {}
    return PolisExport(
        comments=tuple(_counted(s, tally[s.id, 1], tally[s.id, -1]) for s in statements),
        votes=tuple(sorted(votes, key=lambda v: (v.timestamp, v.comment, v.voter))),
        participants=tuple(
            PolisParticipant(p, inside.get(p), wrote[p], by_person[p]) for p in people
        ),
        summary=(
            ("topic", topic),
            ("url", url),
            *_numbers(people, wrote, statements, inside),
            ("conversation-description", description),
        ),
    )


def _counted(said: PolisStatement, agrees: int, disagrees: int) -> PolisComment:
    return PolisComment(
        said.id, said.author, said.text, agrees, disagrees, said.moderated, said.timestamp
    )


def _numbers(
    people: Sequence[int],
    wrote: Mapping[int, int],
    statements: Sequence[PolisStatement],
    groups: Mapping[int, int],
) -> tuple[tuple[str, str], ...]:
    """The counts of the summary."""
    return (
        ("voters", str(len(people))),
        ("voters-in-conv", str(len(people))),
        ("commenters", str(len(wrote))),
        ("comments", str(len(statements))),
        ("groups", str(len(set(groups.values())))),
    )


def _check(statements: Sequence[PolisStatement], votes: Sequence[PolisVote]) -> None:
    problems = []
    ids = Counter(s.id for s in statements)
    for name, times in sorted(ids.items()):
        if times > 1:
            what = gettext("the statement is there {count} times.").format(count=times)
            problems.append(Problem(str(name), what, gettext("Give each an id of its own.")))
    for vote in votes:
        where = f"{vote.voter}, {vote.comment}"
        if vote.comment not in ids:
            what = gettext("there is no such statement.")
            problems.append(Problem(where, what, gettext("Add the statement.")))
        if vote.value not in VALUES:
            what = gettext("{value} is no vote.").format(value=vote.value)
            mend = gettext("Give 1 for agree, -1 for disagree, 0 for pass.")
            problems.append(Problem(where, what, mend))
    if problems:
        raise DataError(problems)

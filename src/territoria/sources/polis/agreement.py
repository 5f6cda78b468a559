"""Do the tables of an export agree with each other? What does not is turned, refused or told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from territoria.errors import DataError, Problem
from territoria.sources.polis.counts import of_count
from territoria.sources.polis.export import PolisExport, PolisVote
from territoria.sources.polis.signs import SignCheck, check_sign
from territoria.speech import gettext

Stated = Mapping[int, tuple[int, int]]


def settle(export: PolisExport, stated: Stated, *, where: str, turn_signs: bool) -> PolisExport:
    """The export with +1 for an agreement in both tables, and notes on all that differs.

    ``stated``: agreements and disagreements by participant, as ``participants-votes.csv`` says. DataError
    where a table has the opposite sign and ``turn_signs`` is False.
    """
    list_sign, table_sign = _signs(export, stated)
    opposite = [
        name
        for name, found in (("votes.csv", list_sign), ("participants-votes.csv", table_sign))
        if found is not None and found.sign == "agree is -1"
    ]
    if opposite and not turn_signs:
        what = gettext("the counts say that an agreement is -1 here, as in old exports.")
        mend = gettext("Read it with the signs turned.")
        raise DataError([Problem(f"{where}, {name}", what, mend) for name in opposite])
    turned = gettext("{name}: an agreement was -1 there; every vote was turned.")
    notes = [turned.format(name=name) for name in opposite]
    if "votes.csv" in opposite:
        export = replace(export, votes=tuple(replace(v, value=-v.value) for v in export.votes))
    if "participants-votes.csv" in opposite:
        people = tuple(
            replace(p, votes={c: -v for c, v in p.votes.items()}) for p in export.participants
        )
        export = replace(export, participants=people)
    known = [found for found in (list_sign, table_sign) if found is not None]
    if all(found.sign == "cannot tell" for found in known):
        notes.append(gettext("Nothing tells whether an agreement is +1 or -1; +1 was taken."))
    return replace(export, notes=(*notes, *_notes(export, stated)))


def _signs(export: PolisExport, stated: Stated) -> tuple[SignCheck | None, SignCheck | None]:
    """Of the list of votes and of the table of people; None for one that is not there."""
    table = list_sign = None
    if export.participants:
        cells = [(p.id, value) for p in export.participants for value in p.votes.values()]
        table = check_sign(cells, stated)
    if export.votes:
        last = {(v.voter, v.comment): v.value for v in _in_time(export)}
        voters = {voter for voter, _ in last}
        known = {name: counts for name, counts in stated.items() if name in voters}
        list_sign = check_sign(((voter, value) for (voter, _), value in last.items()), known)
        if list_sign.sign == "cannot tell":
            said = {c.id: (c.agrees, c.disagrees) for c in export.comments}
            list_sign = check_sign(((v.comment, v.value) for v in export.votes), said)
    return list_sign, table


def _notes(export: PolisExport, stated: Stated) -> Iterable[str]:
    table = {(p.id, c): v for p in export.participants for c, v in p.votes.items()}
    last = {(v.voter, v.comment): v.value for v in _in_time(export)}
    if last and table:
        yield from _table_notes(export, last, table)
    people = Counter((name, value) for (name, _), value in table.items() if value)
    off = sum((people[n, 1], people[n, -1]) != counts for n, counts in stated.items())
    if off:
        one = gettext("1 participant has other numbers of agreements than the row states.")
        many = gettext(
            "{count} participants have other numbers of agreements than their row states."
        )
        yield of_count(off, one, many)
    again = len(export.votes) - len(last)
    if again:
        one = gettext("1 vote was changed later; the last one counts.")
        many = gettext("{count} votes were changed later; the last one counts.")
        yield of_count(again, one, many)
    yield from _comment_notes(export, last)


def _table_notes(
    export: PolisExport,
    last: Mapping[tuple[int, int], int],
    table: Mapping[tuple[int, int], int],
) -> Iterable[str]:
    """People and votes that only one of the two tables of votes has, or has otherwise."""
    lost = {voter for voter, _ in table} - {voter for voter, _ in last}
    if lost:
        one = gettext("1 participant is not in votes.csv; the votes are taken from the table.")
        many = gettext(
            "{count} participants are not in votes.csv; their votes are taken from the table."
        )
        yield of_count(len(lost), one, many)
    more = {voter for voter, _ in last} - {p.id for p in export.participants}
    if more:
        one = gettext("1 voter is not in participants-votes.csv.")
        many = gettext("{count} voters are not in participants-votes.csv.")
        yield of_count(len(more), one, many)
    differ = sum(last[key] != value for key, value in table.items() if key in last)
    if differ:
        one = gettext("1 vote differs between the two tables; votes.csv was taken.")
        many = gettext("{count} votes differ between the two tables; votes.csv was taken.")
        yield of_count(differ, one, many)


def _comment_notes(export: PolisExport, last: Mapping[tuple[int, int], int]) -> Iterable[str]:
    """Statements whose stated numbers are neither those of all votes nor those of the last ones."""
    if not export.votes:
        return
    every = Counter((v.comment, v.value) for v in export.votes)
    final = Counter((comment, value) for (_, comment), value in last.items())
    off = sum(
        all((c.agrees, c.disagrees) != (n[c.id, 1], n[c.id, -1]) for n in (every, final))
        for c in export.comments
    )
    if off:
        one = gettext("1 statement has other numbers of votes than comments.csv states.")
        many = gettext("{count} statements have other numbers of votes than comments.csv states.")
        yield of_count(off, one, many)


def _in_time(export: PolisExport) -> list[PolisVote]:
    return sorted(export.votes, key=lambda v: v.timestamp)

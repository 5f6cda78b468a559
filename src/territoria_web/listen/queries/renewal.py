"""Which question of a look is worked out anew, and which stays as it was last shown.

People leave questions out. Results that grow by five people can therefore grow by one answer to a
question, and two looks at it would tell what this one person said. So each question has its own
step: it is renewed where five people's answers differ from all that was told of it before, and,
while the survey is open, without its last five answers, which are left for the step after it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, Final

from territoria_web.listen.models import Answer, Look, Survey
from territoria_web.listen.queries.forms import form_of, groups_of_form
from territoria_web.listen.queries.given import Kept
from territoria_web.listen.queries.parted import may_be_parted
from territoria_web.listen.queries.stood import Answers, Moment, Rows, erased_since
from territoria_web.listen.rules import LEAST

PARTS: Final = ("questions", "rankings", "counts")
LOOKED_BACK: Final = 12  # looks; where nobody changed or took back anything, the last one says all
FIGURES: Final = ("n", "score", "error", "low", "high", "counts", "dont_know", "gap", "mean")
LISTS: Final = ("groups", "hidden", "rows", "highest", "lowest")
Row = dict[str, Any]
Reads = Callable[[Rows, int, str], Kept | None]


class Steps:
    """The steps of the questions of one look. ``moment``: of which it is; ``last``: what was shown
    before; ``rows``: what may be shown of the answers.
    """

    def __init__(self, survey: Survey, answers: Answers, moment: Moment, last: Look | None) -> None:
        self.final = survey.state == Survey.State.CLOSED
        self.moment, self.last = moment, last
        self.at = cache(answers.at)
        self.erased = cache(lambda before: erased_since(survey, before))
        self.ends = {} if self.final else _ends(answers, moment)
        self.rows = _until(answers, moment, self.ends)
        self.told = told_of(survey)
        self.back = 1 if _only_grew(survey, answers) else LOOKED_BACK
        self.groups = groups_of_form(form_of(survey)) if self.final else {}

    def renewed(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Results of ``rows`` with those questions put back that may not be renewed; these are ``held``.
        ``told``: item → until when people confirmed and answered whose answers it tells.
        """
        found: dict[str, Any] = {**body, "held": [], "told": {}}
        for part in PARTS:
            shown = {row["item"]: row for row in self.last.body[part]} if self.last else {}
            found[part] = [self._chosen(row, shown.get(row["item"]), found) for row in body[part]]
        return found

    def _chosen(self, row: Row, shown: Row | None, found: dict[str, Any]) -> Row:
        item = row["item"]
        if not all(self._apart(item, before) for before in self.told.get(item, ())[-self.back :]):
            found["held"].append(item)
            return _untold(row) if shown is None else shown
        if row["n"] is None and not row.get("dont_know"):
            return row
        end = self.ends.get(item, self.moment.cutoff)
        found["told"][item] = [end.isoformat(), self.moment.as_of.isoformat()]
        return row if self._parts(row) else _whole(row)

    def _apart(self, item: str, before: Moment) -> bool:
        """Five people's answers differ from what was told then, or none."""
        then = self.at(before)
        levels, said = (differing(then, self.rows, item, value) for value in (level_of, said_of))
        same = levels == 0 and item not in self.erased(before)
        return levels >= LEAST or (same and not 0 < said < LEAST)

    def _parts(self, row: Row) -> bool:
        """Whether groups may be told apart, next to all that was told of everybody before."""
        held = [row, *row.get("rows", ())]
        shown = {group["group"] for one in held for group in one.get("groups", ())}
        if not shown:
            return True
        item = row["item"]
        parts: dict[str, set[int]] = {group: set() for group in shown}
        for response in _answered(self.rows, item):
            role = self.rows[response][0]
            if (group := self.groups.get(role, role)) in shown:
                parts[group].add(response)
        moments = self.told.get(item, ())
        if any(item in self.erased(m) or self._changed(item, m) for m in moments):
            return False
        earlier = [_answered(self.at(m), item) for m in moments]
        return may_be_parted(list(parts.values()), earlier)

    def _changed(self, item: str, before: Moment) -> bool:
        """Whether somebody who was in it then says something else now."""
        then = self.at(before)
        return any(
            (value := level_of(then, r, item)) is not None and value != level_of(self.rows, r, item)
            for r in then
        )


def told_of(survey: Survey) -> dict[str, list[Moment]]:
    """Item → of which moments its answers were told, the oldest first; one query."""
    found: dict[str, list[Moment]] = {}
    looks = survey.looks.order_by("number").values_list("body__told", flat=True)
    for told in looks:
        for item, times in (told or {}).items():
            moment = Moment(*map(datetime.fromisoformat, times))
            found.setdefault(item, []).append(moment)
    return found


def _only_grew(survey: Survey, answers: Answers) -> bool:
    """Nobody changed an answer after sending it, or took it back: each look holds those before."""
    late = any(when > answers.people[r][1] for r, _item, _kept, when in answers.given)
    gone = survey.responses.filter(withdrawn__isnull=False, confirmed__isnull=False)
    return not late and not gone.exists()


def _ends(answers: Answers, moment: Moment) -> dict[str, datetime]:
    """Item → until when its answers may be shown, so that five are left; of those with fewer the
    moment before the first.
    """
    times: dict[str, list[datetime]] = {}
    beside: dict[str, list[datetime]] = {}
    for response, (_role, given) in answers.at(Moment(moment.as_of, moment.as_of)).items():
        for item, kept in given.items():
            held = times if kept.said == Answer.Said.VALUE else beside
            held.setdefault(item, []).append(answers.people[response][1])
    return {
        item: min(moment.cutoff, _end(sorted(held))) for item, held in {**beside, **times}.items()
    }


def _end(times: Sequence[datetime]) -> datetime:
    reach = lagging(times)
    return times[reach - 1] if reach else datetime.min.replace(tzinfo=times[0].tzinfo)


def lagging(times: Sequence[datetime]) -> int:
    """How many can be shown so that at least five are left; those of one moment stay together."""
    reach = max(0, len(times) - LEAST)
    if 0 < reach < len(times) and times[reach - 1] == times[reach]:
        reach = bisect_left(times, times[reach])
    return reach


def _until(answers: Answers, moment: Moment, ends: Mapping[str, datetime]) -> Rows:
    """The answers at a moment, each item until its own end."""
    return {
        response: (
            role,
            {
                item: kept
                for item, kept in given.items()
                if answers.people[response][1] <= ends.get(item, moment.cutoff)
            },
        )
        for response, (role, given) in answers.at(moment).items()
    }


def differing(one: Rows, other: Rows, item: str, value: Reads) -> int:
    """How many people's answers to an item are not the same in both, as ``value`` reads them."""
    return sum(value(one, r, item) != value(other, r, item) for r in {*one, *other})


def said_of(rows: Rows, response: int, item: str) -> Kept | None:
    """What somebody said to an item, *don't know* too."""
    return rows[response][1].get(item) if response in rows else None


def level_of(rows: Rows, response: int, item: str) -> Kept | None:
    """What somebody answered, where it is an answer and not *don't know*."""
    kept = said_of(rows, response, item)
    return kept if kept is not None and kept.said == Answer.Said.VALUE else None


def _answered(rows: Rows, item: str) -> set[int]:
    return {r for r in rows if level_of(rows, r, item) is not None}


def _untold(row: Row) -> Row:
    emptied = {**row, "disagree": False} if "disagree" in row else dict(row)
    emptied |= {name: None for name in FIGURES if name in row}
    return emptied | {name: [] for name in LISTS if name in row}


def _whole(row: Row) -> Row:
    """Without groups."""
    whole = {**row, "hidden": []} if "hidden" in row else dict(row)
    if "groups" in row:
        whole |= {"groups": [], "gap": None, "disagree": False, "highest": [], "lowest": []}
    if "rows" in row:
        whole["rows"] = [{**one, "groups": []} if "groups" in one else one for one in row["rows"]]
    return whole

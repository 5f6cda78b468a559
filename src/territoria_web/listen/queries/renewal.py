"""Which question of a look is worked out anew, and which stays as it was last shown.

People leave questions out. Results that grow by five people can therefore grow by one answer to a
question, and two looks at it would tell what this one person said. So each question has its own
step: it is renewed where five people's answers differ, and, while the survey is open, without its
last five answers, which are left for the step after it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, Final

from territoria_web.listen.models import Answer, Look, Survey
from territoria_web.listen.queries.given import Kept
from territoria_web.listen.queries.stood import Answers, Moment, Rows, erased_since
from territoria_web.listen.rules import LEAST

PARTS: Final = ("questions", "rankings", "counts")
MOMENT: Final = ("cutoff", "as_of")


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

    def renewed(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Results of ``rows`` with those questions put back that may not be renewed; these are ``held``.
        Each says of which moment its answers were last told.
        """
        found, held = dict(body), []
        for part in PARTS:
            shown = {row["item"]: row for row in self.last.body[part]} if self.last else {}
            found[part] = []
            for row in body[part]:
                before = shown.get(row["item"], {})
                told = {name: before[name] for name in MOMENT if name in before}
                if told and not self._steps(row["item"], told):
                    found[part].append(before)
                    held.append(row["item"])
                else:
                    fresh = self._told(row["item"]) if row["n"] is not None else told
                    found[part].append({**row, **fresh})
        return {**found, "held": held}

    def _told(self, item: str) -> dict[str, str]:
        cutoff = self.ends.get(item, self.moment.cutoff)
        return dict(zip(MOMENT, (cutoff.isoformat(), self.moment.as_of.isoformat()), strict=True))

    def _steps(self, item: str, told: Mapping[str, str]) -> bool:
        before = Moment(*(datetime.fromisoformat(told[name]) for name in MOMENT))
        changed = differing(self.at(before), self.rows, item)
        same = self.final and changed == 0 and item not in self.erased(before)
        return changed >= LEAST or same  # the same people may be told apart by group at the end


def _ends(answers: Answers, moment: Moment) -> dict[str, datetime]:
    """Item → until when its answers may be shown, so that five are left; of those with fewer the
    moment before the first.
    """
    times: dict[str, list[datetime]] = {}
    for response, (_role, given) in answers.at(Moment(moment.as_of, moment.as_of)).items():
        for item, kept in given.items():
            if kept.said == Answer.Said.VALUE:
                times.setdefault(item, []).append(answers.people[response][1])
    return {item: min(moment.cutoff, _end(sorted(held))) for item, held in times.items()}


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


def differing(one: Rows, other: Rows, item: str) -> int:
    """How many people's answers to an item are not the same in both."""
    return sum(_value(one, r, item) != _value(other, r, item) for r in {*one, *other})


def _value(rows: Rows, response: int, item: str) -> Kept | None:
    kept = rows[response][1].get(item) if response in rows else None
    return kept if kept is not None and kept.said == Answer.Said.VALUE else None

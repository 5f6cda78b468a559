"""What came of a meeting, as plain data: for proceedings, plan and briefing; frozen by who signs.

``outcomes_of(meeting)`` holds::

    meeting       title, place, mandate, language, format, days [{day, date, begins, ends}],
                  phases [{id, day, title, minutes, output, held}]
    questions     [{text}]
    corrections   [{text, accepted: true, false or null}]
    swot          {strength, weakness, opportunity, threat: [{text, dissent, table}]}
    points        [{text, dissent, table, phase}]       points of other phases, e.g. practice cards
    vision        [{text, dissent}]      ambitions      [{text, dissent}]
    priorities    [{text, dissent}]
    votes         [{phase, axes, few, voters, rows [{id, text, dots, rank, low, high, tied, state, firm,
                  by_group}], groups, ranged, tied, open_places}]
    actions       [{id, text, objective, owner, resource, indicator, dissent, short_listed,
                  recommendation, votes {axis: dots}, promises [{text, owner, due, late}]}]
    commitments   [{text, owner, due, late, action}]
    short_list    {reason, deadline}
    obstacles, links, findings, suggestions, open, remarks   [{text, dissent}]
    minority      [{text, group, rank}]  dissent marked stands with each text and again in dissent
    dissent       [{text, phase}]
    participants  {total, peers, by_group [{group, count}], by_role [{role, count}], names
                  [{name, organisation, role, task}], absent [{organisation, role}], paper}

Counts by actor group are those of the whole room; roles stand apart only from five people on, names
only with consent. Dots by group follow the rule of the tally. ``few``: fewer than five voted; then
neither their number nor what they chose is kept, and the actions have no votes of that phase.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from territoria_web.convene.models import Contribution, Meeting, Participant
from territoria_web.convene.queries.agenda import days_of
from territoria_web.convene.queries.people import (
    PEER,
    group_of,
    in_language,
    participants_of,
)
from territoria_web.convene.queries.promises import (
    Promise,
    hundredth_day,
    promises_of,
    short_list_reason,
)
from territoria_web.convene.queries.votes import Outcome, outcomes_in, vote_phases
from territoria_web.convene.rules import QUADRANTS, phases_of, runs
from territoria_web.library.dates import written
from territoria_web.listen.rules import LEAST

State = Participant.State
NOTES = {
    "obstacles": "obstacle",
    "links": "link",
    "findings": "finding",
    "suggestions": "suggestion",
    "open": "open",
    "remarks": "remark",
}


def outcomes_of(meeting: Meeting) -> dict[str, Any]:
    """Everything that came of a meeting; see the module."""
    rows = list(
        meeting.contributions.filter(taken_back=None, joined_into=None)
        .select_related("group", "recommendation")
        .order_by("made", "pk")
    )
    over = [p for p in vote_phases(meeting) if _is_over(meeting, p.id)]
    votes = [_vote(outcome) for outcome in outcomes_in(meeting, over)]
    promised = promises_of(meeting)
    titles = {phase.id: phase.title for phase in phases_of(meeting)}
    return {
        "meeting": _facts(meeting),
        "questions": _texts(rows, "topic"),
        "corrections": [
            {**_text(r), "accepted": r.body.get("accepted")} for r in _notes(rows, "correction")
        ],
        "swot": {q: [_text(r) for r in rows if r.body.get("quadrant") == q] for q in QUADRANTS},
        "points": [
            {**_text(r), "phase": titles.get(r.phase, r.phase)}
            for r in rows
            if r.kind == Contribution.Kind.CONTRIBUTION and not r.body.get("quadrant")
        ],
        **{
            name: [_text(r) for r in rows if r.kind == "proposal" and r.body.get("for") == aim]
            for name, aim in (
                ("vision", "vision"),
                ("ambitions", "ambition"),
                ("priorities", "priority"),
            )
        },
        "votes": [held for held, _minority in votes],
        "actions": _actions(rows, votes, promised),
        "commitments": [
            {**_promise(one), "action": str(held.action.public_id) if held.action else None}
            for held in promised
            for one in held.promises
        ],
        "short_list": {
            "reason": short_list_reason(meeting),
            "deadline": written(hundredth_day(meeting)),
        },
        **{name: [_text(r) for r in _notes(rows, about)] for name, about in NOTES.items()},
        "minority": [one for _held, minority in votes for one in minority],
        "dissent": [
            {"text": r.text, "phase": titles.get(r.phase, r.phase)} for r in rows if r.dissent
        ],
        "participants": participants_told(meeting),
    }


def _is_over(meeting: Meeting, phase: str) -> bool:
    return phase in meeting.ran and not runs(meeting, phase)


def _facts(meeting: Meeting) -> dict[str, Any]:
    return {
        "title": meeting.title,
        "place": meeting.place,
        "mandate": meeting.mandate,
        "language": meeting.language,
        "format": in_language(meeting.format.body["title"], meeting.language),
        "timezone": meeting.timezone,
        "days": [
            {
                "day": day.number,
                "date": written(day.date),
                "begins": f"{day.slots[0].begins:%H:%M}" if day.slots else "",
                "ends": f"{day.slots[-1].ends:%H:%M}" if day.slots else "",
            }
            for day in days_of(meeting)
        ],
        "phases": [
            {
                "id": phase.id,
                "day": phase.day,
                "title": phase.title,
                "minutes": phase.minutes,
                "output": phase.output,
                "held": phase.id in meeting.ran,
            }
            for phase in phases_of(meeting)
            if not phase.pause
        ],
    }


def _text(row: Contribution) -> dict[str, Any]:
    return {
        "text": row.text,
        "dissent": row.dissent,
        "table": row.group.number if row.group else None,
    }


def _texts(rows: Sequence[Contribution], kind: str) -> list[dict[str, Any]]:
    return [_text(row) for row in rows if row.kind == kind]


def _notes(rows: Sequence[Contribution], about: str) -> list[Contribution]:
    return [r for r in rows if r.kind == Contribution.Kind.NOTE and r.body.get("about") == about]


def _vote(outcome: Outcome) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    told = {
        "phase": outcome.phase.title,
        "axes": list(outcome.phase.axes),
        "few": outcome.few,
        "voters": dict(outcome.voters),
        "groups": list(outcome.groups),
        "ranged": outcome.ranged,
        "rows": [
            {
                "id": str(row.item.public_id),
                "text": row.item.text,
                "dots": dict(row.dots),
                "rank": row.rank,
                "low": row.rank_low,
                "high": row.rank_high,
                "tied": row.tied,
                "state": row.state,
                "firm": row.firm,
                "by_group": {group: dict(dots) for group, dots in row.by_group.items()},
            }
            for row in (() if outcome.few else outcome.rows)
        ],
        "tied": [row.item.text for row in outcome.tied_out],
        "open_places": outcome.open_places,
    }
    minority = [
        {"group": group, "text": item.text, "rank": rank}
        for group, item, rank in outcome.minorities
    ]
    return told, minority


def _actions(
    rows: Sequence[Contribution], votes: Sequence[tuple[Mapping[str, Any], Any]], promised: Any
) -> list[dict[str, Any]]:
    dots = {
        row["id"]: row["dots"]
        for held, _minority in votes
        if len(held["axes"]) == 2
        for row in held["rows"]
    }
    promises = {held.action.pk: held.promises for held in promised if held.action}
    return [
        {
            "id": str(row.public_id),
            **_text(row),
            **{k: row.body.get(k, "") for k in ("objective", "owner", "resource", "indicator")},
            "short_listed": row.short_listed,
            "recommendation": row.recommendation.advice if row.recommendation else None,
            "votes": dots.get(str(row.public_id), {}),
            "promises": [_promise(one) for one in promises.get(row.pk, ())],
        }
        for row in rows
        if row.kind == Contribution.Kind.ACTION
    ]


def _promise(one: Promise) -> dict[str, Any]:
    return {"text": one.row.text, "owner": one.owner, "due": written(one.due), "late": one.late}


def participants_told(meeting: Meeting) -> dict[str, Any]:
    """Who was there, in numbers; names with consent; bodies that were invited and absent."""
    people = list(participants_of(meeting))
    there = [p for p in people if p.state == State.PRESENT]
    local = [p for p in there if p.task != PEER]
    came = {p.organisation for p in there}
    groups = Counter(group_of(p.role) for p in local)
    roles = Counter(p.role for p in local)
    away = {
        (p.organisation, p.role)
        for p in people
        if p.state != State.PRESENT and p.organisation and p.organisation not in came
    }
    return {
        "total": len(there),
        "invited": len(people),
        "peers": len(there) - len(local),
        "paper": sum(p.channel == Participant.Channel.PAPER for p in there),
        "by_group": [{"group": g, "count": n} for g, n in sorted(groups.items()) if g],
        "by_role": [{"role": r, "count": n} for r, n in sorted(roles.items()) if n >= LEAST],
        "names": [
            {"name": p.name, "organisation": p.organisation, "role": p.role, "task": p.task}
            for p in there
            if p.may_be_named and p.name
        ],
        "absent": [{"organisation": o, "role": r} for o, r in sorted(away)],
    }

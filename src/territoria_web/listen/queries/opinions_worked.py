"""Working out what a conversation came to, from its votes, as plain data to be kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from territoria.listen.opinion.disclosed import publishable
from territoria.listen.opinion.grouping import FormerK
from territoria.listen.opinion.opinions import opinions
from territoria.listen.opinion.result import Opinions, plain
from territoria.listen.opinion.votes import Votes, votes_from
from territoria_web.listen.models import Conversation, OpinionLook, Statement
from territoria_web.listen.queries.opinion_steps import Cast, Steps, cast_votes, steps_of
from territoria_web.listen.rules import LEAST

S = Statement.State
LARGEST_SEED: Final = 2**32


@dataclass(frozen=True)
class Worked:
    """Results to be kept. ``priorities``: how much each statement calls for votes from now on."""

    people: int
    votes: int
    body: dict[str, Any]
    priorities: dict[str, float]


def work_out(
    talk: Conversation,
    last: OpinionLook | None,
    tell: Callable[[int, int], None],
) -> Worked | None:
    """Results of the votes so far; None where nothing new may be told. ``tell``: steps done, of all."""
    final = talk.state == Conversation.State.CLOSED
    tell(0, 3)
    steps = steps_of(cast_votes(talk), last, final=final)
    if steps is None:
        return None
    tell(1, 3)
    found = opinions(_table(talk, steps.counted), seed=seed_of(talk), former=_former(last))
    tell(2, 3)
    shown = publishable(found, LEAST).to_plain()
    shown["statements"] = _held(shown["statements"], steps, last)
    _keep_telling(shown, found)
    _hide_splits(shown, steps, final=final)
    body = {
        "opinions": shown,
        "until": {name: when.isoformat() for name, when in steps.until.items()},
        "stability": plain(found.stability),
        "former": plain(found.former),
        "silhouettes": plain(found.silhouettes),
        "seed": found.seed,
    }
    return Worked(_people(shown, steps), len(steps.counted), body, found.priorities())


def _keep_telling(shown: dict[str, Any], found: Opinions) -> None:
    """A statement stands for a group where most of the group take that side; a tie may find others."""
    for group, whole in zip(shown["groups"] or (), found.groups or (), strict=False):
        sides = zip(group["representative"], whole.representative, strict=True)
        group["representative"] = [one for one, known in sides if known.share > 0.5]


def _hide_splits(shown: dict[str, Any], steps: Steps, *, final: bool) -> None:
    """How groups voted is told at the end only: from one time to the next few people change groups."""
    told = {name for name in shown["splits"] if final and name not in steps.held}
    shown["splits"] = {name: shown["splits"][name] for name in told}
    for group in shown["groups"] or ():
        for one in group["representative"]:
            if one["statement"] not in told:
                one["votes"] = one["seen"] = None


def _people(shown: dict[str, Any], steps: Steps) -> int:
    """Who is said to have voted: where fewer than five are in no group, only those who are in one,
    unless a statement tells of more.
    """
    placed: int = sum(group["size"] for group in shown["groups"] or ())
    seen: int = max((row["seen"] or 0 for row in shown["statements"]), default=0)
    few_outside = 0 < steps.people - placed < LEAST and seen <= placed
    return placed if few_outside else max(steps.people, placed)


def seed_of(talk: Conversation) -> int:
    """What everything drawn for a conversation is drawn with."""
    return int(talk.public_id) % LARGEST_SEED


def _table(talk: Conversation, counted: tuple[Cast, ...]) -> Votes:
    rows = talk.statements.exclude(state=S.NEW).order_by("number")
    held = [(str(number), state, meta) for number, state, meta in rows.values_list(*_FIELDS)]
    return votes_from(
        ((str(vote.person), vote.statement, vote.value) for vote in counted),
        statements=[name for name, _state, _meta in held],
        moderated_out=[name for name, state, _meta in held if state == S.OUT],
        meta=[name for name, _state, meta in held if meta],
    )


_FIELDS: Final = ("public_id", "state", "is_meta")


def _former(last: OpinionLook | None) -> FormerK | None:
    held = last.body["former"] if last else None
    return FormerK(**held) if held else None


def _held(
    rows: list[dict[str, Any]], steps: Steps, last: OpinionLook | None
) -> list[dict[str, Any]]:
    """Rows with those put back whose figures may not be renewed, and nothing on those of which none
    may be told: that nobody of those counted saw them would be wrong.
    """
    before = {r["statement"]: r for r in last.body["opinions"]["statements"]} if last else {}
    nothing = dict.fromkeys(("seen", "agree", "disagree", "passed", "division"))

    def told(row: dict[str, Any]) -> dict[str, Any]:
        name = row["statement"]
        if name not in steps.until:
            return {**row, **nothing}
        return before.get(name, row) if name in steps.held else row

    return [told(row) for row in rows]

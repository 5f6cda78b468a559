"""The picture of a vote on two questions, for pages and for the proceedings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from territoria.pictures.dot_vote import dot_vote
from territoria.pictures.picture import Label, Picture
from territoria.pictures.plane import Axis
from territoria.pictures.voted_items import VotedItem
from territoria_web.convene.queries.votes import Outcome, axis_name

SLIM = 360
NAME = 90


def vote_pictures(outcome: Outcome) -> tuple[Picture | None, Picture | None]:
    """Broad and slim; None for a vote on one axis, or in which nobody or too few voted."""
    if outcome.empty or outcome.few or len(outcome.phase.axes) != 2:
        return None, None
    rows = [
        {
            "text": row.item.text,
            "dots": row.dots,
            "rank": row.rank,
            "low": row.rank_low,
            "high": row.rank_high,
            "state": row.state,
            "firm": row.firm,
        }
        for row in outcome.rows
    ]
    key = f"vote-{outcome.phase.id}"
    title, axes = outcome.phase.title, outcome.phase.axes
    return drawn(key, title, axes, rows), drawn(f"{key}-slim", title, axes, rows, width=SLIM)


def drawn(
    key: str,
    title: str,
    axes: Sequence[str],
    rows: Sequence[Mapping[str, Any]],
    *,
    width: int = 640,
    cites: Mapping[int, Mapping[str, Label]] | None = None,
) -> Picture:
    """The plane of a vote from its plain rows; ``cites``: labels with addresses, by line."""
    first, second = axes[0], axes[1]
    items = []
    for n, row in enumerate(rows):
        labels = (cites or {}).get(n, {})
        items.append(
            VotedItem(
                name=" ".join(row["text"].split())[:NAME],
                across=float(row["dots"].get(second, 0)),
                up=float(row["dots"].get(first, 0)),
                state=row["state"] or "out",
                across_label=labels.get("across", Label(str(row["dots"].get(second, 0)))),
                up_label=labels.get("up", Label(str(row["dots"].get(first, 0)))),
                place=labels.get("place", Label(place_of(row))),
                firm=row["firm"],
            )
        )
    said = _("Each line of the vote by the dots that it got on two questions.")
    unit = _("dots")
    return dot_vote(
        key,
        title,
        said,
        items,
        Axis(axis_name(second), unit),
        Axis(axis_name(first), unit),
        width=width,
    )


def place_of(row: Mapping[str, Any]) -> str:
    """The rank, with its range where leaving out one actor group moves it."""
    if row["low"] == row["high"]:
        return str(row["rank"])
    return f"{row['rank']} ({row['low']}–{row['high']})"

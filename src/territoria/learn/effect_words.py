"""What a real effect says: the two figures, and the change of similar places over the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from territoria.speech import gettext
from territoria.track.effect import Aim, Figure
from territoria.track.wording import change_said, figure_said

if TYPE_CHECKING:
    from territoria.learn.effect import PeersChange


def effect_said(
    aim: Aim, before: Figure, after: Figure, change: float, peers: PeersChange | None
) -> str:
    """Two short sentences; the second one only where peers can be compared."""
    assert before.value is not None
    assert after.value is not None
    text = gettext("{indicator}: {before} in {first}, {after} in {last}, a change of {change}.")
    said = text.format(
        indicator=aim.indicator,
        before=figure_said(before.value, aim.unit),
        first=before.period,
        after=figure_said(after.value, aim.unit),
        last=after.period,
        change=change_said(change, aim.unit),
    )
    if peers is None:
        return said
    text = gettext("Over the same time {count} similar places changed by {median} (median; 90 % of them between {low} and {high}).")  # fmt: skip
    beside = text.format(
        count=peers.known,
        median=change_said(peers.median, aim.unit),
        low=change_said(peers.low),
        high=change_said(peers.high, aim.unit),
    )
    return f"{said} {beside}"

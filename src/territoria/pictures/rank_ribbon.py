"""Rank ribbon: between 12th and 31st of 242, never one rank larger than its range."""

from __future__ import annotations

from typing import Final

from territoria.pictures import words
from territoria.pictures.numbers import Scale, tick
from territoria.pictures.picture import Label, Picture
from territoria.pictures.style import ACCENT, MUTED, PEER, PEER_FILL, SMALL, TEXT, WIDTH
from territoria.pictures.svg import Drawing
from territoria.speech import gettext, gettext_noop

HEADER: Final = (
    gettext_noop("Place"),
    gettext_noop("From"),
    gettext_noop("To"),
    gettext_noop("Of"),
)


def rank_ribbon(
    key: str,
    title: str,
    description: str,
    low: int | None,
    high: int | None,
    of: int,
    label: Label,
    *,
    width: int = WIDTH,
) -> Picture:
    """All places from first to last; the ones this territory may hold are filled."""
    drawing = Drawing(key, width)
    first, last = 4.0, width - 4.0
    top, tall = 26.0, 16.0
    if low is None or high is None or of < 1:
        drawing.hatch(first, top, last - first, tall)
        label = Label(label.text.strip() or gettext(words.UNKNOWN), label.address)
        drawing.text(first, 16, label, TEXT, MUTED, bold=True, room=last - first)
    else:
        low, high = sorted((min(max(low, 1), of), min(max(high, 1), of)))
        scale = Scale(0.0, float(of), first, last)
        left, right = scale(low - 1), scale(high)
        if right - left < 5:
            middle = min(max((left + right) / 2, first + 2.5), last - 2.5)
            left, right = middle - 2.5, middle + 2.5
        drawing.rect(first, top, last - first, tall, PEER_FILL, PEER, 1.0)
        drawing.rect(left, top - 4, right - left, tall + 8, ACCENT)
        drawing.labels([((left + right) / 2, label, ACCENT)], 0, width, 16, TEXT, True)
    drawing.text(first, 62, gettext("{place} first").format(place=1), SMALL, MUTED)
    if of > 1:
        drawing.text(
            last, 62, gettext("{place} last").format(place=of), SMALL, MUTED, "end", room=width - 80
        )
    rows = [(label, Label(tick(low)), Label(tick(high)), Label(str(of)))]
    return drawing.picture(70, title, description, HEADER, rows)

"""Step bars: how many came how far, one bar a step; what may not be shown is hatched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from territoria.pictures import marks
from territoria.pictures.lettering import wrap
from territoria.pictures.numbers import Scale, fixed, percent
from territoria.pictures.picture import Label, Picture
from territoria.pictures.style import GAP, MUTED, NARROW, SEQUENCE, SMALL, WIDTH
from territoria.pictures.svg import Drawing
from territoria.speech import gettext, gettext_noop

NAMES: Final = 170.0
WORDS: Final = 184.0
TALL: Final = 18.0
HEADER: Final = (
    gettext_noop("Step"),
    gettext_noop("Count"),
    gettext_noop("Of the step before"),
)
TOO_FEW: Final = gettext_noop("too few to show")


@dataclass(frozen=True, slots=True)
class Step:
    """One step; ``count`` None where it may not be shown."""

    name: str
    count: int | None


def step_bars(
    key: str, title: str, description: str, steps: Sequence[Step], *, width: int = WIDTH
) -> Picture:
    """A bar a step, as long as it has counted; beside it the share of the step before."""
    drawing = Drawing(key, width)
    shares = [_share(steps, n) for n in range(len(steps))]
    data = [_row(one, share) for one, share in zip(steps, shares, strict=True)]
    if not steps:
        return drawing.picture(marks.nothing(drawing), title, description, HEADER, data)
    beside = width >= NARROW
    left, right = (NAMES + GAP, width - WORDS - GAP) if beside else (0.0, float(width))
    most = max((one.count or 0 for one in steps), default=0)
    scale = Scale(0.0, float(max(most, 1)), left, right - 2)
    y = 4.0
    for one, share in zip(steps, shares, strict=True):
        y = (_beside if beside else _above)(drawing, one, share, scale, y)
    return drawing.picture(y + 6, title, description, HEADER, data)


def _share(steps: Sequence[Step], n: int) -> float | None:
    """Of the step before; None where one of the two is unknown, or nothing came before."""
    here, before = steps[n].count, steps[n - 1].count if n else None
    return here / before if here is not None and before else None


def _said(share: float | None) -> str:
    return gettext("{share} of the step before").format(share=percent(share)) if share else ""


def _count(one: Step) -> str:
    return gettext(TOO_FEW) if one.count is None else fixed(one.count, 0)


def _beside(drawing: Drawing, one: Step, share: float | None, scale: Scale, y: float) -> float:
    names = wrap(one.name, SMALL, NAMES, 3)
    tall = max(36.0, 12 + 14.4 * len(names))
    middle = y + tall / 2
    drawing.lines(0, middle + 4 - 7.2 * (len(names) - 1), names, SMALL)
    _bar(drawing, one, scale, middle)
    x = drawing.width - WORDS
    said = _said(share)
    words = wrap(_count(one), SMALL, WORDS, 2, bold=True)  # a language may say it longer
    is_one_line = not said and len(words) == 1
    drawing.lines(x, middle + (4 if is_one_line else -3), words, SMALL, bold=True)
    drawing.text(x, middle + 12, said, SMALL, MUTED, room=WORDS)
    return y + tall


def _above(drawing: Drawing, one: Step, share: float | None, scale: Scale, y: float) -> float:
    room = drawing.width / 2
    used = drawing.text(
        drawing.width, y + 18, _count(one), SMALL, anchor="end", bold=True, room=room
    )
    after = drawing.lines(0, y + 18, wrap(one.name, SMALL, drawing.width - used - 20, 3), SMALL)
    if said := _said(share):
        after = max(after, y + 32.4)
        drawing.text(0, after, said, SMALL, MUTED, room=drawing.width)
        after += 14.4
    _bar(drawing, one, scale, after + 2)
    return after + 22


def _bar(drawing: Drawing, one: Step, scale: Scale, y: float) -> None:
    """As long as the count; hatched where it is not shown."""
    if one.count is None:
        drawing.hatch(scale.left, y - TALL / 2, scale.right - scale.left, TALL)
    else:
        drawing.rect(scale.left, y - TALL / 2, scale(one.count) - scale.left, TALL, SEQUENCE[3])


def _row(one: Step, share: float | None) -> tuple[Label, ...]:
    return Label(one.name), Label(_count(one)), Label(percent(share))

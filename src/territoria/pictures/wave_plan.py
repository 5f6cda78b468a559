"""Wave plan: what first, what waits for what, and whether the hands suffice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from territoria.pictures import marks
from territoria.pictures.lettering import text_width, wrap
from territoria.pictures.numbers import known
from territoria.pictures.picture import Label, Picture
from territoria.pictures.style import (
    ACCENT,
    GAP,
    INK,
    MUTED,
    NARROW,
    PAPER,
    RULE,
    SMALL,
    TEXT,
    TINT,
    WIDTH,
)
from territoria.pictures.svg import Drawing
from territoria.speech import gettext, gettext_noop

NAMES: Final = 232.0
BLOCK: Final = 20.0
UNKNOWN_EFFORT: Final = 24.0  # width of its block (hatched)
EFFORT: Final = gettext_noop("effort in person-months")
HEADER: Final = (
    gettext_noop("Wave"),
    gettext_noop("Months"),
    gettext_noop("No."),
    gettext_noop("Action"),
    gettext_noop("Role"),
    gettext_noop("Effort"),
    gettext_noop("Waits for"),
    gettext_noop("Capacity used"),
    gettext_noop("Capacity"),
)


@dataclass(frozen=True, slots=True)
class WaveItem:
    """One action; ``effort`` None: unknown; ``waits_for``: ids; ``number``: if it has one already."""

    id: str
    name: str
    role: str
    effort: float | None
    label: Label
    waits_for: tuple[str, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class Wave:
    """One stretch of time with the effort its items use and the effort there is."""

    title: str
    months: str
    items: tuple[WaveItem, ...]
    used: float
    available: float
    label: Label


@dataclass(frozen=True, slots=True)
class _Block:
    number: int
    left: float
    right: float
    top: float


def wave_plan(
    key: str,
    title: str,
    description: str,
    waves: Sequence[Wave],
    capacity: Label,
    *,
    width: int = WIDTH,
) -> Picture:
    """A column a wave, a row an action; blocks as wide as their effort, filling the capacity.

    Narrow, the words stand above the blocks and *waits for* is said without arrows.
    """
    drawing = Drawing(key, width)
    numbers = _numbers(waves)
    height = _draw(drawing, waves, numbers, capacity) if waves else marks.nothing(drawing)
    rows = [(*_row(wave, item, numbers), capacity) for wave in waves for item in wave.items]
    rows += [(*_empty(wave), capacity) for wave in waves if not wave.items]
    return drawing.picture(height, title, description, HEADER, rows)


def _draw(
    drawing: Drawing, waves: Sequence[Wave], numbers: dict[str, int], capacity: Label
) -> float:
    """Heads, then row by row; returns the height used."""
    beside = drawing.width >= NARROW
    names, first = (NAMES, NAMES + GAP) if beside else (float(drawing.width), 0.0)
    column = (drawing.width - first) / len(waves)
    lefts = [first + column * index for index in range(len(waves))]
    start = _capacity(drawing, capacity, names, 0.0 if beside else 4.0)
    top = max(_heads(drawing, waves, lefts, column, 0.0 if beside else start + 6), start)
    ruler = _Ruler(waves, column - 14)
    talls = [[_tall(item, numbers, names) for item in wave.items] for wave in waves]
    bottom = top + sum(map(sum, talls)) + 6
    if beside:
        _grounds(drawing, waves, lefts, ruler, top, bottom)
    blocks: dict[str, _Block] = {}
    y = top + 6
    for wave, left, inside in zip(waves, lefts, talls, strict=True):
        x = left + 4
        for item, tall in zip(wave.items, inside, strict=True):
            _words(drawing, item, numbers, names, y)
            if not beside:
                _grounds(drawing, waves, lefts, ruler, y + tall - 6, y + tall + 26)
            top = y + (0 if beside else tall - 3)
            x = _block(drawing, item, numbers, blocks, left, x, top, ruler)
            y += tall if beside else tall + 40
    if beside:
        _arrows(drawing, waves, blocks)
    return bottom if beside else y


def _numbers(waves: Sequence[Wave]) -> dict[str, int]:
    items = {item.id: item.number for wave in waves for item in wave.items}
    return {item: given or number for number, (item, given) in enumerate(items.items(), start=1)}


class _Ruler:
    """Effort in pixels: the fullest wave fits its column, all waves share the scale."""

    def __init__(self, waves: Sequence[Wave], room: float) -> None:
        efforts = [[_effort(item) for item in wave.items] for wave in waves]
        known_efforts = [[e for e in inside if e is not None] for inside in efforts]
        capacities = [known(wave.available) or 0.0 for wave in waves]
        self.unit = max([0.0, *capacities, *(e for one in known_efforts for e in one)]) or 1.0
        sums = [sum(e / self.unit for e in inside) for inside in known_efforts]
        self.most = max([0.0, *sums, *(c / self.unit for c in capacities)]) or 1.0
        hatched = UNKNOWN_EFFORT * max(inside.count(None) for inside in efforts)
        self.room = max(room - hatched, room / 4)

    def __call__(self, effort: float) -> float:
        return effort / self.unit / self.most * self.room


def _effort(item: WaveItem) -> float | None:
    effort = known(item.effort)
    return None if effort is None else max(effort, 0.0)


def _capacity(drawing: Drawing, capacity: Label, room: float, y: float) -> float:
    """What the capacity line and the blocks stand for; returns the height used."""
    y += 14
    if capacity.text:
        for dash in (y - 12, y - 3):
            drawing.line(3.5, dash, 3.5, dash + 6, INK, 1.6)
        texts = wrap(capacity.text, SMALL, room - 16, 3)
        y = drawing.lines(14, y, texts, SMALL, MUTED, address=capacity.address) + 3
    drawing.line(0, y - 4, 9, y - 4, ACCENT, 10)
    drawing.text(14, y, gettext(EFFORT), SMALL, MUTED, room=room - 16)
    return y + 8


def _heads(
    drawing: Drawing, waves: Sequence[Wave], lefts: Sequence[float], column: float, y: float
) -> float:
    lines = [wrap(wave.label.text, SMALL, column - 8, 3, bold=True) for wave in waves]
    for wave, left, labels in zip(waves, lefts, lines, strict=True):
        drawing.text(left + 4, y + 14, wave.title, bold=True, room=column - 8)
        drawing.text(left + 4, y + 31, wave.months, SMALL, MUTED, room=column - 8)
        over = (known(wave.used) or 0.0) > (known(wave.available) or 0.0)
        drawing.lines(left + 4, y + 47, labels, SMALL, INK, over, wave.label.address)
    return y + 47 + 14.4 * max(max(map(len, lines)) - 1, 0) + 10


def _grounds(
    drawing: Drawing,
    waves: Sequence[Wave],
    lefts: Sequence[float],
    ruler: _Ruler,
    top: float,
    bottom: float,
) -> None:
    """A quiet ground and the capacity line of each wave."""
    for wave, left in zip(waves, lefts, strict=True):
        available = known(wave.available)
        drawing.line(left, top, left, bottom, RULE)
        if available is None or available < 0:
            continue
        x = left + 4 + ruler(available)
        drawing.rect(left + 4, top, x - left - 4, bottom - top, TINT)
        drawing.line(x, top, x, bottom, INK, 1.6, "7 2")


def _waits(item: WaveItem, numbers: dict[str, int]) -> str:
    inside = sorted(numbers[other] for other in item.waits_for if other in numbers)
    names = [*map(str, inside), *(other for other in item.waits_for if other not in numbers)]
    return ", ".join(names)


def _small(item: WaveItem, numbers: dict[str, int], room: float) -> list[str]:
    """The small lines under a name: the role, and what it waits for."""
    if said := _waits(item, numbers):
        said = gettext("waits for {numbers}").format(numbers=said)
    lines = [*wrap(item.role, SMALL, room, 2), said]
    return [line for line in lines if line.strip()]


def _tall(item: WaveItem, numbers: dict[str, int], room: float) -> float:
    names = len(wrap(item.name, TEXT, room - 24, 4, bold=True))
    return max(34.0, 16.8 * max(names, 1) + 14.4 * len(_small(item, numbers, room - 24)) + 14)


def _words(
    drawing: Drawing, item: WaveItem, numbers: dict[str, int], room: float, y: float
) -> None:
    drawing.text(0, y + 15, str(numbers[item.id]), bold=True, fill=ACCENT, room=22)
    names = wrap(item.name, TEXT, room - 24, 4, bold=True)
    after = drawing.lines(24, y + 15, names, bold=True) if names else y + 32
    for line in _small(item, numbers, room - 24):
        drawing.flow(24, after - 1, [(Label(line), SMALL, MUTED, False)], room - 24)
        after += 14.4


def _block(
    drawing: Drawing,
    item: WaveItem,
    numbers: dict[str, int],
    blocks: dict[str, _Block],
    left: float,
    x: float,
    y: float,
    ruler: _Ruler,
) -> float:
    """One block; returns where the next one of this wave begins."""
    effort = _effort(item)
    if effort is None:
        wide = UNKNOWN_EFFORT
        drawing.hatch(x, y + 3, wide - 1, BLOCK)
    else:
        wide = max(ruler(effort), 2.0)
        drawing.rect(x, y + 3, wide - 1, BLOCK, ACCENT)
    _effort_label(drawing, item, left, x, wide - 1, y + 17)
    blocks[item.id] = _Block(numbers[item.id], x, x + wide - 1, y + 3)
    return x + wide


def _effort_label(
    drawing: Drawing, item: WaveItem, left: float, x: float, wide: float, baseline: float
) -> None:
    """The effort: inside its block where it fits, else beside it, where there is more room."""
    need = text_width(item.label.text, SMALL, True)
    if _effort(item) is not None and need + 4 <= wide:
        drawing.text(x + wide / 2, baseline, item.label, SMALL, PAPER, "middle", True)
        return
    right = drawing.width - x - wide - 6
    if x - 4 - need < left and (right >= need or right >= x - 6):
        drawing.text(x + wide + 6, baseline, item.label, SMALL, INK, bold=True, room=right)
    else:
        drawing.text(x - 4, baseline, item.label, SMALL, INK, "end", True, room=need + 1)


def _arrows(drawing: Drawing, waves: Sequence[Wave], blocks: dict[str, _Block]) -> None:
    """From what must come first down to what waits for it; never over another block."""
    for item in (item for wave in waves for item in wave.items):
        for other in item.waits_for:
            start, end = blocks.get(other), blocks[item.id]
            if start is None or start.top >= end.top or start.right > end.left + 2:
                continue
            x, y = max(start.right - 5, start.left), end.top + BLOCK / 2
            tip = end.left - 1
            points = ((x, start.top + BLOCK + 1), (x, y), (tip - 3, y))
            if tip - 3 <= x:
                points = ((x, start.top + BLOCK + 1), (x, y), (tip, y))
            drawing.path(points, "none", INK, 1.2)
            drawing.path(((tip, y), (tip - 5, y - 3.5), (tip - 5, y + 3.5)), INK, close=True)


def _row(wave: Wave, item: WaveItem, numbers: dict[str, int]) -> tuple[Label, ...]:
    return (
        Label(wave.title),
        Label(wave.months),
        Label(str(numbers[item.id])),
        Label(item.name),
        Label(item.role),
        item.label,
        Label(_waits(item, numbers)),
        wave.label,
    )


def _empty(wave: Wave) -> tuple[Label, ...]:
    return (Label(wave.title), Label(wave.months), *[Label("")] * 5, wave.label)

"""Budget bars: projects as rows, as long as they cost; which rule funds them, and what a budget holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from territoria.pictures import axes, marks
from territoria.pictures.lettering import text_width, wrap
from territoria.pictures.numbers import Scale, fixed, known, ticks
from territoria.pictures.picture import Label, Picture
from territoria.pictures.style import (
    GAP,
    INK,
    MUTED,
    NARROW,
    PAPER,
    SEQUENCE,
    SMALL,
    WIDTH,
)
from territoria.pictures.svg import Drawing
from territoria.speech import gettext, gettext_noop

NAMES: Final = 190.0
WORDS: Final = 150.0
TALL: Final = 14.0
Funded = Literal["both", "shares", "votes", "none"]
FUNDED: Final[dict[Funded, str]] = {
    "both": gettext_noop("by both rules"),
    "shares": gettext_noop("by equal shares only"),
    "votes": gettext_noop("by votes only"),
    "none": gettext_noop("not funded"),
}
RULES: Final = (gettext_noop("Votes"), gettext_noop("Shares"))
HEADER: Final = (
    gettext_noop("Project"),
    gettext_noop("Cost"),
    gettext_noop("Votes"),
    gettext_noop("Funded"),
)


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """One project: its cost in the unit of the budget, its votes, and which rule funds it; ``said``:
    what stands in place of votes that are not shown.
    """

    name: str
    cost: float
    votes: int
    by_votes: bool
    by_shares: bool
    said: str = ""

    @property
    def funded(self) -> Funded:
        """Which of the rules funds it."""
        if self.by_votes:
            return "both" if self.by_shares else "votes"
        return "shares" if self.by_shares else "none"


def budget_bars(
    key: str,
    title: str,
    description: str,
    rows: Sequence[BudgetRow],
    *,
    budget: float,
    unit: str = "",
    width: int = WIDTH,
    more: Sequence[BudgetRow] = (),
) -> Picture:
    """A bar a project, in the order given; below, what each rule spends, and the line of the budget.

    ``unit``: the currency, written behind the numbers of the scale; ``more``: rows that get no bar of
    their own and count in what is spent.
    """
    drawing = Drawing(key, width)
    beside = width >= NARROW
    data = [_row(row) for row in rows]
    whole = known(budget) or 0.0
    if not rows:
        return drawing.picture(marks.nothing(drawing), title, description, HEADER, data)
    left, right = (NAMES + GAP, width - WORDS - GAP) if beside else (0.0, float(width) - 2)
    costs = [max(known(row.cost) or 0.0, 0.0) for row in rows]
    scale = Scale(0.0, max(costs) or 1.0, left, right)
    y = _key(drawing)
    for row, cost in zip(rows, costs, strict=True):
        y = (_beside if beside else _above)(drawing, row, cost, scale, y)
    axes.tick_numbers(drawing, scale, [0.0, *ticks(0.0, scale.high)[1:]], left, right, y + 16)
    y += 16 if beside else 32
    named = gettext("Cost, {unit}").format(unit=unit) if unit else gettext("Cost")
    drawing.text(0, y, named, SMALL, MUTED, room=NAMES)
    y = _totals(drawing, [*rows, *more], whole, unit, y + 18)
    return drawing.picture(y + 4, title, description, HEADER, data)


def funded_mark(drawing: Drawing, x: float, y: float, funded: Funded) -> None:
    """Disc: both rules; diamond: equal shares only; square: votes only; hollow ring: neither."""
    if funded == "both":
        marks.dot(drawing, x, y)
    elif funded == "shares":
        marks.diamond(drawing, x, y, 6.0)
    elif funded == "votes":
        drawing.rect(x - 5, y - 5, 10, 10, SEQUENCE[3])
    else:
        drawing.circle(x, y, 4.5, PAPER, MUTED, 1.8)


def _key(drawing: Drawing) -> float:
    x, y = 0.0, 14.0
    for funded, word in FUNDED.items():
        text = gettext(word)
        room = 22 + text_width(text, SMALL)
        if x and x + room > drawing.width:
            x, y = 0.0, y + 20
        funded_mark(drawing, x + 8, y - 4, funded)
        drawing.text(x + 20, y, text, SMALL, MUTED, room=drawing.width - x - 20)
        x += room + 14
    return y + 14


def _beside(drawing: Drawing, row: BudgetRow, cost: float, scale: Scale, y: float) -> float:
    names = wrap(row.name, SMALL, NAMES, 3)
    said = wrap(gettext(FUNDED[row.funded]), SMALL, WORDS - 18, 2)
    tall = max(34.0, 12 + 14.4 * max(len(names), len(said) + 1))
    middle = y + tall / 2
    drawing.lines(0, middle + 4 - 7.2 * (len(names) - 1), names, SMALL)
    _bar(drawing, row.funded, cost, scale, middle)
    x, top = drawing.width - WORDS, middle + 4 - 7.2 * len(said)
    funded_mark(drawing, x + 6, top - 4, row.funded)
    drawing.text(x + 18, top, _counted(row), SMALL, bold=True, room=WORDS - 18)
    drawing.lines(x + 18, top + 14.4, said, SMALL, MUTED)
    return y + tall


def _above(drawing: Drawing, row: BudgetRow, cost: float, scale: Scale, y: float) -> float:
    used = drawing.text(
        drawing.width, y + 18, _counted(row), SMALL, anchor="end", bold=True, room=140
    )
    after = drawing.lines(0, y + 18, wrap(row.name, SMALL, drawing.width - used - 20, 3), SMALL)
    after = max(after, y + 32.4)
    funded_mark(drawing, 7, after - 4, row.funded)
    drawing.text(20, after, gettext(FUNDED[row.funded]), SMALL, MUTED, room=drawing.width - 20)
    _bar(drawing, row.funded, cost, scale, after + 16)
    return after + 32


def _counted(row: BudgetRow) -> str:
    return gettext("votes: {count}").format(count=row.said or fixed(row.votes, 0))


def _bar(drawing: Drawing, funded: Funded, cost: float, scale: Scale, y: float) -> None:
    """Full where any rule funds it, an outline where none does."""
    long = scale(cost) - scale.left
    if funded == "none":
        drawing.rect(scale.left, y - TALL / 2, long, TALL, PAPER, MUTED, 1.2)
    else:
        drawing.rect(scale.left, y - TALL / 2, long, TALL, SEQUENCE[3])


def _totals(
    drawing: Drawing,
    rows: Sequence[BudgetRow],
    budget: float,
    unit: str,
    y: float,
) -> float:
    """What each rule spends of the budget, in front of the line of the budget."""
    costs = [(row, max(known(row.cost) or 0.0, 0.0)) for row in rows]
    spent = (
        sum(cost for row, cost in costs if row.by_votes),
        sum(cost for row, cost in costs if row.by_shares),
    )
    names = [gettext(name) for name in RULES]
    wide = max(text_width(name, SMALL) for name in names) + 10
    scale = Scale(0.0, max(budget, *spent) or 1.0, wide, drawing.width - 3.0)
    line = scale(budget)
    said = gettext("budget: {amount}").format(amount=" ".join((fixed(budget, 0), unit)).strip())
    drawing.text(0, y + 14, gettext("Spent of the budget"), SMALL, INK, bold=True, room=line * 0.45)
    drawing.labels([(line, Label(said), MUTED)], line * 0.5, drawing.width, y + 14)
    top = y + 24
    for name, amount in zip(names, spent, strict=True):
        drawing.text(0, top + 11, name, SMALL)
        drawing.rect(scale.left, top, scale(amount) - scale.left, TALL, SEQUENCE[2])
        drawing.text(
            scale.left + 6, top + 11, fixed(amount, 0), SMALL, INK, room=scale(amount) - wide - 8
        )
        top += 22
    drawing.line(line, y + 20, line, top - 2, INK, 2.0)
    return top


def _row(row: BudgetRow) -> tuple[Label, ...]:
    cost = fixed(row.cost, 0 if known(row.cost) is not None and row.cost == round(row.cost) else 2)
    return (
        Label(row.name),
        Label(cost),
        Label(row.said or fixed(row.votes, 0)),
        Label(gettext(FUNDED[row.funded])),
    )

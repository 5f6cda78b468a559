"""How wide the columns of a table on paper are: no word is broken, long texts get the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence

from territoria.pictures.lettering import text_width

#: ``text_width`` measures for the widest screen font; paper has the narrower one of our own.
_PAPER = 1.06 / 1.2
_SMALLEST = 6.6
_STEP = 0.4
_BREAKS = re.compile(r"\s+|(?<=[-–/])")
#: ``984 of 1,000`` reads as one word.
_OF = re.compile(r"(?<=\d) of (?=\d)")


def column_widths(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    room: float,
    size: float,
    padding: float = 11.0,
) -> tuple[list[float], float]:
    """Widths in points and the size of type, which gets smaller where words would collide.

    A column is never narrower than its longest word; what is left goes to the columns whose text
    would otherwise run over many lines. A small table stays smaller than ``room``.
    """
    least, wish = _wants(header, rows)
    while size > _SMALLEST and sum(least) * size + padding * len(header) > room:
        size = max(size - _STEP, _SMALLEST)
    space = max(room - padding * len(header), 1.0)
    least, wish = [x * size for x in least], [x * size for x in wish]
    if sum(least) >= space:
        widths = [space * x / sum(least) for x in least]
    elif sum(wish) <= space:
        stretch = min(1.3, space / sum(wish))
        widths = [x * stretch for x in wish]
    else:
        widths = _shared(least, wish, space)
    return [width + padding for width in widths], size


def _shared(least: list[float], wish: list[float], space: float) -> list[float]:
    """Narrow columns get what they wish; wider ones the more, the more they wish."""
    wish = [max(a, min(b, 0.7 * space)) for a, b in zip(least, wish, strict=True)]
    weights = [x**0.6 for x in wish]
    low, high = 0.0, max(wish)
    for _ in range(40):
        level = (low + high) / 2
        widths = [max(a, min(b, level * w)) for a, b, w in zip(least, wish, weights, strict=True)]
        low, high = (level, high) if sum(widths) < space else (low, level)
    rest = max(space - sum(widths), 0.0) / len(widths)
    return [width + rest for width in widths]


def _wants(header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[list[float], list[float]]:
    """The least and the wished width of each column, for type of size 1."""
    least, wish = [], []
    for i, head in enumerate(header):
        cells = [row[i] for row in rows if i < len(row)]
        words = {word for cell in cells for word in _BREAKS.split(_OF.sub("·of·", cell))}
        longest = max(words, key=len, default="")
        inside = max((_width(w) for w in words if len(w) > len(longest) - 4), default=0.0)
        titles = max(_width(w, True) for w in _BREAKS.split(head))
        full = sorted(map(_width, cells)) or [0.0]
        usual = full[int(len(full) * 0.9)] if len(full) > 9 else full[-1]
        least.append(max(inside, titles, 1.0))
        wish.append(max(least[-1], usual, min(_width(head, True), 8.0)))
    return least, wish


def _width(text: str, bold: bool = False) -> float:
    return text_width(text, 1.0, bold) * _PAPER

"""Aggregation as formulas: the score of a node from its children ``x`` and their weights ``w``.

Both are ranges of one row and the same length. A child without a score is an empty text; it drops
out and the weights of the others are re-scaled. Formulas that need element by element arithmetic
are array formulas. Definitions: docs/methods/measure.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula text without the equals sign; ``array``: to be entered as an array formula."""

    text: str
    array: bool = True


Parameters = dict[str, Any]
Aggregated = Callable[[str, str, Parameters], Formula | None]


def _sum(x: str, term: str) -> str:
    """Sum of a term over the children that have a score."""
    return f"SUM(IF(ISNUMBER({x}),{term},0))"


def _mean(x: str, w: str, term: str) -> str:
    """Weighted mean of a term over the children that have a score."""
    return f"{_sum(x, f'{w}*{term}')}/{_sum(x, w)}"


def _arithmetic(x: str, w: str, p: Parameters) -> Formula:
    # SUMPRODUCT counts texts as 0 and needs no array entry.
    return Formula(f"SUMPRODUCT({w},{x})/SUMPRODUCT({w},--ISNUMBER({x}))", array=False)


def _geometric(x: str, w: str, p: Parameters) -> Formula:
    clipped = x
    if p.get("clip_lower") is not None:
        low = repr(float(p["clip_lower"]))
        clipped = f"IF({clipped}<{low},{low},{clipped})"
    if p.get("clip_upper") is not None:
        high = repr(float(p["clip_upper"]))
        clipped = f"IF({clipped}>{high},{high},{clipped})"
    return Formula(f"EXP({_mean(x, w, f'LN({clipped})')})")


def _harmonic(x: str, w: str, p: Parameters) -> Formula:
    return Formula(f"{_sum(x, w)}/{_sum(x, f'{w}/{x}')}")


def _power(x: str, w: str, p: Parameters) -> Formula:
    exponent = float(p["exponent"])
    if exponent == 0:
        return _geometric(x, w, {})
    return Formula(f"({_mean(x, w, f'{x}^({exponent!r})')})^(1/({exponent!r}))")


def _median(x: str, w: str, p: Parameters) -> Formula | None:
    """The common median; with unequal weights there is no short formula."""
    return Formula(f"MEDIAN({x})", array=False) if p["equal"] else None


def _penalised(x: str, w: str, scaled: str, direction: str) -> Formula:
    """M ± S²/M: with S² = Q − M² it is Q/M, or 2M − Q/M, where Q is the mean of squares."""
    square_over_mean = f"{_sum(x, f'{w}*{scaled}^2')}/{_sum(x, f'{w}*{scaled}')}"
    if direction == "positive":
        return Formula(square_over_mean)
    return Formula(f"2*{_mean(x, w, scaled)}-{square_over_mean}")


def _mazziotta_pareto(x: str, w: str, p: Parameters) -> Formula | None:
    return None if p["standardise"] else _penalised(x, w, x, p["direction"])


def _adjusted(x: str, w: str, p: Parameters) -> Formula:
    lower, upper = float(p["lower"]), float(p["upper"])
    same = (lower, upper) == (70.0, 130.0)
    scaled = x if same else f"(70+60*({x}-({lower!r}))/({upper - lower!r}))"
    formula = _penalised(x, w, scaled, p["direction"])
    if same:
        return formula
    return replace(formula, text=f"({lower!r})+(({formula.text})-70)*{upper - lower!r}/60")


def _inverted_geometric(x: str, w: str, p: Parameters) -> Formula:
    top = repr(float(p["top"]))
    turned = f"LN(({top}-{x})/{top}*({top}-1)+1)"
    return Formula(f"({top}-EXP({_mean(x, w, turned)}))/({top}-1)*{top}")


#: Method → its formula; None where these parameters have none. What is not here, or None, is
#: written as numbers.
AGGREGATED: dict[str, Aggregated] = {
    "arithmetic-mean": _arithmetic,
    "geometric-mean": _geometric,
    "harmonic-mean": _harmonic,
    "power-mean": _power,
    "median": _median,
    "mazziotta-pareto": _mazziotta_pareto,
    "adjusted-mazziotta-pareto": _adjusted,
    "inverted-geometric": _inverted_geometric,
}

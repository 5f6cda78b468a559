"""Normalisation as formulas. Two header cells of a column hold what the method takes from the data.

``from`` and ``to`` are the worst and the best figure, the mean and the standard deviation, or the
bounds, all in the indicator's own unit: ``(x − from) / (to − from)`` is the same number for both
directions. Definitions: docs/methods/measure.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Column:
    """Addresses that a formula may name: one figure ``x``, all figures of the indicator, its
    direction, bounds and target, its two header cells, and the figure of a reference territory.
    """

    x: str
    all: str
    direction: str
    minimum: str
    maximum: str
    target: str
    start: str
    end: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Formulas:
    """Formula texts without the equals sign: header cells ``start`` and ``end`` (may be empty),
    their meaning, and the ``cell`` of a figure that is known.
    """

    start: str
    end: str
    meaning: str
    cell: str


Parameters = dict[str, Any]


def _worst(c: Column) -> str:
    return f"IF({c.direction}<0,MAX({c.all}),MIN({c.all}))"


def _best(c: Column) -> str:
    return f"IF({c.direction}<0,MIN({c.all}),MAX({c.all}))"


def _share(c: Column) -> str:
    return f"({c.x}-{c.start})/({c.end}-{c.start})"


def _spread(c: Column, cell: str) -> str:
    """A constant indicator has no spread: its cells stay empty."""
    return f'IF({c.start}={c.end},"",{cell})'


def _none(c: Column, p: Parameters) -> Formulas:
    return Formulas("", "", "", f"{c.x}*{c.direction}")


def _fixed_bounds(c: Column, p: Parameters) -> Formulas:
    scale = f"{p['scale']!r}"
    cell = f"{_share(c)}*{scale}"
    if p["clip"]:
        cell = f"MAX(0,MIN({scale},{cell}))"
    start = f"IF({c.direction}<0,{c.maximum},{c.minimum})"
    end = f"IF({c.direction}<0,{c.minimum},{c.maximum})"
    return Formulas(start, end, "bounds: 0 and full", cell)


def _min_max(c: Column, p: Parameters) -> Formulas:
    width = f"{p['upper'] - p['lower']!r}"
    cell = _spread(c, f"{_share(c)}*{width}+{p['lower']!r}")
    return Formulas(_worst(c), _best(c), "worst and best", cell)


def _z_score(c: Column, p: Parameters) -> Formulas:
    cell = f"({c.x}-{c.start})/{c.end}*{c.direction}*{p['sd']!r}+{p['mean']!r}"
    flat = f'IF(MIN({c.all})=MAX({c.all}),"",STDEV({c.all}))'
    return Formulas(
        f'IF(COUNT({c.all})=0,"",AVERAGE({c.all}))',
        flat,
        "mean and standard deviation",
        f'IF(ISNUMBER({c.end}),{cell},"")',
    )


def _scaled(c: Column, p: Parameters) -> Formulas:
    lower, upper = f"{p['lower']!r}", f"{p['upper']!r}"
    cell = f"({c.x}*{c.direction}-{c.start})/({c.end}-{c.start})*{p['factor']!r}"
    return Formulas(lower, upper, "the same bounds for all", cell)


def _distance_to_maximum(c: Column, p: Parameters) -> Formulas:
    cell = _spread(c, f"1-({c.end}-{c.x})/({c.end}-{c.start})")
    return Formulas(_worst(c), _best(c), "worst and best", cell)


def _distance_to(end: str, meaning: str, c: Column, cap: bool) -> Formulas:
    cell = f"MIN(1,{_share(c)})" if cap else _share(c)
    return Formulas(_worst(c), end, meaning, _spread(c, cell))


def _distance_to_target(c: Column, p: Parameters) -> Formulas:
    formulas = _distance_to(c.target, "worst and target", c, p["cap"])
    return replace(formulas, cell=f'IF(({c.end}-{c.start})*{c.direction}<=0,"",{formulas.cell})')


def _distance_to_reference(c: Column, p: Parameters) -> Formulas:
    known = f'IF(ISNUMBER({c.reference}),{c.reference},"")'
    formulas = _distance_to(known, "worst and reference", c, p["cap"])
    return replace(formulas, cell=f'IF(ISNUMBER({c.end}),{formulas.cell},"")')


def _fraction_of_maximum(c: Column, p: Parameters) -> Formulas:
    # A share needs a best figure above 0.
    best = f'IF({_best(c)}>0,{_best(c)},"")'
    cell = f"IF({c.direction}<0,{c.end}/{c.x},{c.x}/{c.end})"
    return Formulas("", best, "best", f'IF(ISNUMBER({c.end}),{cell},"")')


def _ascending_rank(c: Column) -> str:
    return f"RANK({c.x},{c.all},IF({c.direction}<0,0,1))"


def _rank(c: Column, p: Parameters) -> Formulas:
    return Formulas("", "", "", _ascending_rank(c))


def _borda(c: Column, p: Parameters) -> Formulas:
    return Formulas("", "", "", f"{_ascending_rank(c)}-1")


def _percentile_rank(c: Column, p: Parameters) -> Formulas:
    cell = f'IF({c.end}<2,"",({_ascending_rank(c)}-1)/({c.end}-1))'
    return Formulas("", f"COUNT({c.all})", "number of figures", cell)


#: Method → its formulas. A method that is not here is written as numbers.
NORMALISED: dict[str, Callable[[Column, Parameters], Formulas]] = {
    "none": _none,
    "fixed-bounds": _fixed_bounds,
    "goalposts": _fixed_bounds,
    "min-max": _min_max,
    "z-score": _z_score,
    "scaled": _scaled,
    "distance-to-maximum": _distance_to_maximum,
    "distance-to-target": _distance_to_target,
    "distance-to-reference": _distance_to_reference,
    "fraction-of-maximum": _fraction_of_maximum,
    "rank": _rank,
    "borda": _borda,
    "percentile-rank": _percentile_rank,
}

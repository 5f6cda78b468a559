"""Numbers in drawings: what is known, coordinates, scales and the ticks of an axis."""

from __future__ import annotations

import math

from territoria.speech import gettext
from territoria.speech import number as said


def known(value: float | None) -> float | None:
    """The value, or None when it is missing, not a number or infinite."""
    return None if value is None or not math.isfinite(value) else value


def number(value: float) -> str:
    """A coordinate: one decimal, no trailing zero, never ``-0``, ``nan`` or ``inf``."""
    if not math.isfinite(value):
        raise ValueError(f"a drawing has no place for {value}")
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def tick(value: float | None, digits: int = 4) -> str:
    """A number for an axis or a data table where the caller gives no label; "" when unknown."""
    value = known(value)
    if value is None:
        return ""
    text = said(value, ",.0f") if 1000 <= abs(value) < 1e12 else said(value, f".{digits}g")
    return text.replace("-", "−")


def fixed(value: float | None, decimals: int) -> str:
    """A number for a column of a data table, its points under each other; "" when unknown."""
    value = known(value)
    if value is None:
        return ""
    if abs(value) >= 1e12:
        return tick(value)
    whole = round(value, decimals) or 0.0  # never −0
    return said(whole, f",.{decimals}f").replace("-", "−")


def percent(part: float | None) -> str:
    """A share between 0 and 1 as a whole percentage; "" when unknown."""
    part = known(part)
    return (
        ""
        if part is None or abs(part) > 1e6
        else gettext("{number} %").format(number=fixed(part * 100, 0))
    )


class Scale:
    """Maps ``low … high`` to ``left … right``; clamps; one single value stands in the middle."""

    def __init__(self, low: float, high: float, left: float, right: float) -> None:
        self.unit = max(abs(low), abs(high))
        self.low, self.high, self.left, self.right = low, high, left, right

    def __call__(self, value: float) -> float:
        span = (self.high / self.unit - self.low / self.unit) if self.unit else 0.0
        if not span:
            return (self.left + self.right) / 2
        value = min(max(value, self.low), self.high)
        part = (value / self.unit - self.low / self.unit) / span
        return self.left + part * (self.right - self.left)


def ticks(low: float, high: float, about: int = 4) -> list[float]:
    """Round numbers inside ``low … high``: steps of 1, 2 or 5 times a power of ten."""
    span = high - low
    if not math.isfinite(span) or span <= 0 or span < 1e-9 * max(abs(low), abs(high)):
        return []
    rough = span / max(about, 1)
    power = math.floor(math.log10(rough)) if rough > 0 else -400
    if not -300 < power < 306:
        return []
    steps = [factor * 10.0**power for factor in (1, 2, 5, 10)]
    step = next((s for s in steps if s >= rough), steps[-1])
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [float(f"{index * step:.10g}") for index in range(first, last + 1)]

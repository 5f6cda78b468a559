"""Numbers as readers see them, in the language spoken: no needless decimals, real minus signs."""

from __future__ import annotations

from territoria.model import Reading
from territoria.speech import gettext, gettext_noop, pgettext, separators

MINUS = "\u2212"
DASH = "\u2013"
BANDS = (
    (25, gettext_noop("starting")),
    (50, gettext_noop("developing")),
    (75, gettext_noop("advanced")),
)


def numeral(value: float | None, decimals: int = 0) -> str:
    """``1234.5`` → ``1,234`` or ``1,234.5``; unknown where there is none."""
    if value is None:
        return pgettext("a figure", "unknown")
    rounded = round_half_up(value, decimals)
    thousands, point = separators()
    whole, _, part = f"{abs(rounded):,.{decimals}f}".partition(".")
    text = whole.replace(",", thousands) + (point + part if part else "")
    return f"{MINUS}{text}" if rounded < 0 else text


def round_half_up(value: float, decimals: int = 0) -> float:
    """Round half away from zero, as readers expect (Python rounds half to even)."""
    factor = 10.0**decimals
    sign = -1.0 if value < 0 else 1.0
    return sign * float(int(abs(value) * factor + 0.5 + 1e-9)) / factor


def span(low: float | None, high: float | None, decimals: int = 0) -> str:
    """``58–66``; words where a sign would make dashes meet."""
    first, last = numeral(low, decimals), numeral(high, decimals)
    if MINUS in first + last:
        return gettext("{first} to {last}").format(first=first, last=last)
    return f"{first}{DASH}{last}"


def bounds_said(low: float, high: float) -> str:
    """``6–14``, ``0.5–2.0``; one number where both ends are the same."""
    digits = 0 if low == int(low) and high == int(high) else 1
    return numeral(low, digits) if low == high else span(low, high, digits)


def with_range(reading: Reading, decimals: int = 0) -> str:
    """``62 (58–66)``; without a range only the number."""
    text = numeral(reading.value, decimals)
    if reading.value is None or reading.low is None or reading.high is None:
        return text
    return f"{text} ({span(reading.low, reading.high, decimals)})"


def on_scale(value: float | None) -> float | None:
    """A score as it is shown: stored unclipped, printed between 0 and 100."""
    return None if value is None else min(max(value, 0.0), 100.0)


def band(score: float) -> str:
    """Name of a score's band, after rounding half up to a whole number."""
    whole = round_half_up(score)
    for limit, name in BANDS:
        if whole <= limit:
            return gettext(name)
    return gettext("leading")

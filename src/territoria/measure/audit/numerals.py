"""Numbers in the sentences of findings: real minus signs, no break before the per cent sign.

The documents have their own writer of numbers; the measure may not lean on it.
"""

from __future__ import annotations

import math

MINUS = "\u2212"
SPACE = "\u00a0"  # no line breaks here


def fixed(value: float, decimals: int = 2) -> str:
    """``−0.30``, ``11.9``: always so many decimals; ``unknown`` where there is no number."""
    if not math.isfinite(value):
        return "unknown"
    text = f"{abs(value):.{decimals}f}"
    return f"{MINUS}{text}" if value < 0 and float(text) else text


def per_cent(share: float) -> str:
    """A share between 0 and 1 as ``65 %``; 0 and 100 are only said where they are so."""
    if not math.isfinite(share):
        return "unknown"
    if 0 < share < 0.005:
        return f"under 1{SPACE}%"
    if 0.995 <= share < 1:
        return f"over 99{SPACE}%"
    # the small amount lifts 0.285, stored as 0.28499…, to the 29 that a reader expects
    return f"{math.floor(share * 100 + 0.5 + 1e-9)}{SPACE}%"

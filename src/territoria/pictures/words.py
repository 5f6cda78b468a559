"""The few fixed words inside pictures, in one place."""

from __future__ import annotations

from typing import Final, Literal

Standing = Literal["above", "level", "below", "unknown"]

STANDING: Final[dict[str, str]] = {
    "above": "above peers",
    "level": "about the same",
    "below": "below peers",
    "unknown": "cannot tell",
}
STANDING_LOWER_IS_BETTER: Final[dict[str, str]] = {
    "above": "better than peers",
    "level": "about the same",
    "below": "worse than peers",
    "unknown": "cannot tell",
}
BANDS: Final = ("starting", "developing", "advanced", "leading")
MEASURE_FIRST: Final = "measure first"
UNKNOWN: Final = "unknown"
NONE: Final = "none"
NOTHING: Final = "Nothing to show yet."
AT_HOME: Final = "At home"
ABROAD: Final = "Abroad"
RECIPROCAL: Final = "picks you too"

"""The few fixed words inside pictures, in one place; said with ``gettext`` where they stand."""

from __future__ import annotations

from typing import Final, Literal

from territoria.speech import gettext_noop

Standing = Literal["above", "level", "below", "unknown"]

STANDING: Final[dict[str, str]] = {
    "above": gettext_noop("above peers"),
    "level": gettext_noop("about the same"),
    "below": gettext_noop("below peers"),
    "unknown": gettext_noop("cannot tell"),
}
STANDING_LOWER_IS_BETTER: Final[dict[str, str]] = {
    "above": gettext_noop("better than peers"),
    "level": gettext_noop("about the same"),
    "below": gettext_noop("worse than peers"),
    "unknown": gettext_noop("cannot tell"),
}
BANDS: Final = (
    gettext_noop("starting"),
    gettext_noop("developing"),
    gettext_noop("advanced"),
    gettext_noop("leading"),
)
MEASURE_FIRST: Final = gettext_noop("measure first")
UNKNOWN: Final = gettext_noop("unknown")
NONE: Final = gettext_noop("none")
NOTHING: Final = gettext_noop("Nothing to show yet.")
AT_HOME: Final = gettext_noop("At home")
ABROAD: Final = gettext_noop("Abroad")
RECIPROCAL: Final = gettext_noop("picks you too")

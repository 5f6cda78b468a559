"""How a figure of city operation stands, in words, with a sign that needs no colour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria.speech import with_unit
from territoria_web.library.saying import clock, day, numeral_of
from territoria_web.track.models import Gauge, GaugeValue
from territoria_web.track.queries.gauges import (
    AS_IT_SHOULD,
    NEVER,
    NO_LIMITS,
    OLD,
    TOO_HIGH,
    TOO_LOW,
    Shown,
)

KIND_NAMES: Final[Mapping[str, Promise]] = {
    Gauge.Kind.NGSI_LD: gettext_lazy("a platform that speaks NGSI-LD (KeyPerformanceIndicator)"),
    Gauge.Kind.CSV: gettext_lazy("a table on the web (CSV)"),
    Gauge.Kind.BY_HAND: gettext_lazy("nowhere: we enter it by hand"),
}
STATE_NAMES: Final[Mapping[str, Promise]] = {
    AS_IT_SHOULD: gettext_lazy("as it should be"),
    TOO_LOW: gettext_lazy("below what it should be"),
    TOO_HIGH: gettext_lazy("above what it should be"),
    NO_LIMITS: gettext_lazy("no limit is set"),
    OLD: gettext_lazy("unknown: the last figure is old"),
    NEVER: gettext_lazy("unknown: nothing was read yet"),
}
SIGNS: Final[Mapping[str, str]] = {
    AS_IT_SHOULD: "●",
    TOO_LOW: "▼",
    TOO_HIGH: "▲",
    NO_LIMITS: "○",
    OLD: "?",
    NEVER: "?",
}


@dataclass(frozen=True)
class Said:
    """A gauge in words. ``limits``: between what it should lie; "" where nothing is set."""

    sign: str
    state: str
    value: str
    when: str
    limits: str

    @property
    def finding(self) -> str:
        """One sentence."""
        if not self.value:
            return _("Nothing was read yet.")
        told = {"value": self.value, "when": self.when, "state": self.state}
        return _("%(value)s on %(when)s: %(state)s.") % told


def said_of(shown: Shown) -> Said:
    """In the language spoken."""
    last = shown.last
    return Said(
        sign=SIGNS[shown.state],
        state=str(STATE_NAMES[shown.state]),
        value=value_said(shown.gauge, last.value) if last else "",
        when=moment_said(last) if last else "",
        limits=_limits(shown.gauge),
    )


def value_said(gauge: Gauge, value: float) -> str:
    """A value with its unit."""
    return with_unit(numeral_of(value, gauge.decimals), gauge.unit_of_measure)


def moment_said(value: GaugeValue) -> str:
    """Day and time of day, in the time of the site."""
    here = localtime(value.when)
    return f"{day(value.when)}, {clock(here)}"


def _limits(gauge: Gauge) -> str:
    if gauge.low is not None and gauge.high is not None:
        told = {"low": numeral_of(gauge.low, gauge.decimals), "high": value_said(gauge, gauge.high)}
        return _("should lie between %(low)s and %(high)s") % told
    if gauge.low is not None:
        return _("should not be below %(low)s") % {"low": value_said(gauge, gauge.low)}
    if gauge.high is not None:
        return _("should not be above %(high)s") % {"high": value_said(gauge, gauge.high)}
    return ""

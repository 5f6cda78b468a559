"""Whether a service is rated otherwise than before: only where it was asked in the same way."""

from __future__ import annotations

import math
from dataclasses import dataclass

from territoria.listen.ratings import APART, RANKED, RatedService, Share
from territoria.listen.reach import similarity
from territoria.speech import gettext


@dataclass(frozen=True, slots=True)
class Trend:
    """Change of the share of the satisfied, −1 to 1, with its 90 % range; None with the reason why.

    ``moved``: the range leaves zero out.
    """

    change: float | None
    low: float | None
    high: float | None
    why_not: str

    @property
    def moved(self) -> bool:
        """Whether the change is more than chance."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def trend(
    earlier: RatedService, later: RatedService, *, instrument: str, before: str | None
) -> Trend:
    """The change from ``earlier`` to ``later``, with Newcombe's range of a difference (1998, method 10).

    ``instrument``: the questionnaire of the later ratings with its version, ``before`` that of the
    earlier ones. Refused with a reason: another instrument, fewer than 10 ratings in either, or
    another mix of channels.
    """
    if instrument != before:
        return _none(gettext("The question was another one, so there is no trend."))
    if min(earlier.satisfied.n, later.satisfied.n) < RANKED:
        text = gettext("Too few ratings for a trend: at least {least} each time are needed.")
        return _none(text.format(least=RANKED))
    alike = similarity(
        {way.channel: way.n for way in earlier.channels},
        {way.channel: way.n for way in later.channels},
    )
    if alike is not None and alike < 1 - APART:
        return _none(gettext("The ratings came by other channels than before; compare each alone."))
    return _difference(earlier.satisfied, later.satisfied)


def _difference(one: Share, two: Share) -> Trend:
    if one.share is None or one.low is None or one.high is None:
        return _none("")
    if two.share is None or two.low is None or two.high is None:
        return _none("")
    change = two.share - one.share
    down = math.hypot(two.share - two.low, one.high - one.share)
    up = math.hypot(two.high - two.share, one.share - one.low)
    return Trend(change, max(change - down, -1.0), min(change + up, 1.0), "")


def _none(why: str) -> Trend:
    return Trend(None, None, None, why)

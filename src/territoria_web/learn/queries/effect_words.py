"""A measured effect as its readers see it: each figure with its range, in the language spoken."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from territoria.learn.effect import BESIDE, WANTED, PeersChange, RealEffect
from territoria.track.effect import Figure
from territoria.track.wording import change_said, figure_said
from territoria_web.library.saying import percent, spoken


def effect_rows(effect: RealEffect) -> list[tuple[str, str]]:
    """Name and value of each figure; what is not known is left out."""
    unit = effect.unit
    rows = [
        (_("Indicator"), effect.indicator),
        (pgettext("of a figure", "Before"), _dated(effect.before, unit)),
        (pgettext("of a figure", "After"), _dated(effect.after, unit)),
        (pgettext("of a figure", "Change"), _ranged(effect.change, effect.low, effect.high, unit)),
    ]
    if effect.peers is not None:
        rows += _beside(effect, effect.peers)
    if effect.wanted != "cannot be told":
        rows.append((_("Against the target"), _wanted(effect)))
    return rows


def _dated(figure: Figure, unit: str) -> str:
    said = spoken("unknown") if figure.value is None else figure_said(figure.value, unit)
    return _("%(figure)s in %(year)s") % {"figure": said, "year": figure.period}


def _ranged(value: float, low: float | None, high: float | None, unit: str) -> str:
    """A change with its 90 % range; where no error is known it is said."""
    said = change_said(value, unit)
    if low is None or high is None:
        return said + " " + _("(its error is not known)")
    ends = {"change": said, "low": change_said(low), "high": change_said(high)}
    return _("%(change)s (between %(low)s and %(high)s)") % ends


def _beside(effect: RealEffect, peers: PeersChange) -> list[tuple[str, str]]:
    others = ngettext(
        "Change of %(count)d similar place", "Change of %(count)d similar places", peers.known
    )
    rows = [
        (
            others % {"count": peers.known},
            _ranged(peers.median, peers.low, peers.high, effect.unit),
        )
    ]
    if effect.difference is not None:
        ends = (effect.difference_low, effect.difference_high)
        apart = _ranged(effect.difference, *ends, effect.unit)
        rows.append((pgettext("of a figure", "Difference"), apart))
    rows.append((_("Beside similar places"), spoken(BESIDE[effect.beside])))
    return rows


def _wanted(effect: RealEffect) -> str:
    said = spoken(WANTED[effect.wanted])
    if effect.wanted != "part of the way" or effect.share_of_wanted is None:
        return said
    return f"{said} ({percent(effect.share_of_wanted)})"

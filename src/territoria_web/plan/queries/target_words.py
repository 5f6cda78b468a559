"""Targets in sentences of the language spoken: the band, who did it before, how it goes, the paces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from territoria.documents.numerals import span
from territoria.speech import with_unit
from territoria_web.library.saying import listed, percent, ranged, semicolon
from territoria_web.plan.models import Action, AreaTarget
from territoria_web.plan.queries.area_targets import decimals_of
from territoria_web.plan.queries.band_words import unit_said
from territoria_web.plan.queries.said import number_said, target_said
from territoria_web.plan.queries.target_bands import Offer
from territoria_web.plan.queries.target_meeting import Meeting
from territoria_web.plan.queries.target_progress import Progress
from territoria_web.plan.queries.target_report import Report

STATE_NAMES: Final[Mapping[str, Promise]] = {
    AreaTarget.State.DRAFT: gettext_lazy("being written"),
    AreaTarget.State.SET: gettext_lazy("set"),
    AreaTarget.State.DROPPED: gettext_lazy("dropped"),
}
LAMPS: Final[Mapping[str, Promise]] = {
    "ahead": gettext_lazy("ahead so far: %(figure)s in %(year)s"),
    "on pace": gettext_lazy("on track so far: %(figure)s in %(year)s"),
    "behind": gettext_lazy("behind so far: %(figure)s in %(year)s"),
    "reached": gettext_lazy("reached: %(figure)s in %(year)s"),
    "moving away": gettext_lazy("moving away so far: %(figure)s in %(year)s"),
    "unknown": gettext_lazy("cannot be told yet whether it is on track: %(figure)s in %(year)s"),
}
METHODS: Final[Mapping[str, Promise]] = {
    "T1 median": gettext_lazy("What the middle of your peers has now: to catch up."),
    "T1": gettext_lazy("What the better quarter of your peers has now: to be among them."),
    "T3": gettext_lazy("Where your own trend leads if nothing changes; a target should ask more."),
    "T4": gettext_lazy("The pace that a quarter of similar places kept: ambitious, done before."),
    "T5": gettext_lazy("What a law or a programme asks for. It binds whom it names, not a region."),
}


def unit_of(target: AreaTarget) -> str:
    """The unit in the language spoken."""
    return unit_said(target.indicator, target.unit_of_measure)


def band_said(target: AreaTarget) -> str:
    """*From 45 to 60–65 % by 2030*; what is not written yet is left out."""
    decimals, unit = decimals_of(target), unit_of(target)
    goal = target_said(target.low, target.high, target.year, unit, decimals)
    if not goal:
        return _("no target yet")
    if target.baseline is None:
        return _("To %(target)s, without a baseline") % {"target": goal}
    return _("From %(baseline)s to %(target)s") % {
        "baseline": number_said(target.baseline, decimals),
        "target": goal,
    }


def figure_said(
    target: AreaTarget, value: float, low: float | None = None, high: float | None = None
) -> str:
    """*52 (48–56) % of firms*, with as many digits as its numbers need."""
    known = [v for v in (value, low, high) if v is not None]
    most = decimals_of(target)
    digits = next((n for n in range(most) if all(round(v, n) == v for v in known)), most)
    return with_unit(ranged(value, low, high, digits), unit_of(target))


def label_said(label: str, judged: Mapping[str, Any]) -> str:
    """What peers say of a band: *done before by 7 of 20 similar places*."""
    of, done = judged.get("of", 0), judged.get("done", 0)
    if label == Action.Label.WAITING:
        return _("it would come by waiting")
    if label == Action.Label.DONE_BEFORE:
        said = ngettext(
            "done before by %(done)d of %(of)d similar place",
            "done before by %(done)d of %(of)d similar places",
            of,
        )
        return said % {"done": done, "of": of}
    if label == Action.Label.NEVER_SEEN:
        return _("never seen among %(of)d similar places") % {"of": of}
    return _("nobody can tell whether similar places did it before")


def lamp_said(target: AreaTarget, progress: Progress) -> str:
    """How it goes: *on track so far: 52 in 2026*."""
    effect = progress.effect
    if effect.value is None or effect.state not in LAMPS:
        return _("too early to tell how it goes")
    figure = number_said(effect.value, decimals_of(target))
    return str(LAMPS[effect.state]) % {"figure": figure, "year": effect.period}


def target_sentence(target: AreaTarget, progress: Progress) -> str:
    """The whole in a sentence: the band, whether it was done before, how it goes."""
    parts = [
        band_said(target),
        label_said(target.label, target.judged),
        lamp_said(target, progress),
    ]
    return semicolon().join(parts) + "."


def pace_said(target: AreaTarget) -> str:
    """The pace needed beside the paces that peers kept; empty where there is none."""
    judged = target.judged
    if "pace" not in judged:
        return ""
    decimals, unit = judged["decimals"] + 1, unit_of(target)
    needed = with_unit(number_said(judged["pace"], decimals), unit)
    kept = judged.get("kept")
    if not kept:
        said = _("It needs %(needed)s a year; of no similar place a pace is known.")
        return said % {"needed": needed}
    said = _(
        "It needs %(needed)s a year. Similar places kept %(median)s in the middle, their better "
        "quarter %(quartile)s."
    )
    told = {name: with_unit(number_said(kept[name], decimals), unit) for name in kept}
    return said % {"needed": needed, **told}


def trend_said(target: AreaTarget) -> str:
    """Where it would stand if nothing changes; empty where no trend is known."""
    trend = target.judged.get("trend")
    if not trend:
        return ""
    decimals, unit = decimals_of(target), unit_of(target)
    low, high = sorted((trend["low"], trend["high"]))
    said = _("If nothing changes: %(value)s in %(year)s (%(range)s).")
    value = with_unit(number_said(trend["value"], decimals), unit)
    return said % {"value": value, "year": target.year, "range": span(low, high, decimals)}


def meeting_said(found: Meeting) -> str:
    """Who already meets it: peers by name, the others by number."""
    if not found.known:
        return _("Nobody else publishes this figure, so nobody can be named who meets it.")
    peers = ngettext(
        "%(meet)d of %(of)d similar place with a figure stands there already",
        "%(meet)d of %(of)d similar places with a figure stand there already",
        found.peers_known,
    ) % {"meet": len(found.peers), "of": found.peers_known}
    others = ngettext(
        "of all others %(meet)d of %(of)d.",
        "of all others %(meet)d of %(of)d.",
        found.known - found.peers_known,
    ) % {"meet": len(found.others), "of": found.known - found.peers_known}
    return semicolon().join((peers, others))


def offer_said(offer: Offer, indicator: str, decimals: int) -> str:
    """A value that a method offers, with its unit and year."""
    unit = unit_said(indicator, "")
    if offer.near == offer.far:
        value = number_said(offer.value, decimals)
    else:
        low, high = sorted((offer.near, offer.far))
        value = f"{number_said(offer.value, decimals)} ({span(low, high, decimals)})"
    return _("%(band)s by %(year)s") % {"band": with_unit(value, unit), "year": offer.year}


def report_said(report: Report) -> list[str]:
    """Shares of targets with a baseline and on track; those of which nobody can tell stand apart."""
    if not report.of:
        return [_("No target is written yet.")]
    said = ngettext(
        "%(count)d target, %(based)s with a baseline.",
        "%(count)d targets, %(based)s with a baseline.",
        report.of,
    ) % {"count": report.of, "based": percent(report.baseline_share)}
    if not report.set:
        return [said, _("None is set yet.")]
    judged = report.on_track + report.off_track
    lamps = _("On track: %(on)d of %(judged)d that can be judged; %(unknown)d cannot yet.") % {
        "on": report.on_track,
        "judged": judged,
        "unknown": report.unknown,
    }
    return [said, lamps]


def lacking_said(missing: Mapping[str, str]) -> str:
    """What is still missing before a target can be set; empty where nothing is."""
    if not missing:
        return ""
    return _("Still missing: %(what)s.") % {"what": listed(list(missing.values()))}


def european_reference() -> str:
    """What the European Union wants, and whom that binds."""
    return _(
        "European reference: more than 90 % of small and medium firms with a basic level of digital "
        "intensity by 2030. It is a target of the European Union, no duty of a region or city."
    )

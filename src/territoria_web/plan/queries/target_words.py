"""Targets in sentences of the language spoken: the band, who did it before, how it goes, the paces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from territoria.documents.numerals import span
from territoria.speech import with_unit
from territoria_web.library.queries import library
from territoria_web.library.saying import listed, numeral_of, percent, ranged, semicolon
from territoria_web.plan.models import Action, AreaTarget
from territoria_web.plan.queries.area_targets import decimals_of
from territoria_web.plan.queries.band_words import OWN, reason_said, unit_said
from territoria_web.plan.queries.bands import Ground
from territoria_web.plan.queries.said import number_said
from territoria_web.plan.queries.target_bands import Offer, with_figure
from territoria_web.plan.queries.target_meeting import Meeting
from territoria_web.plan.queries.target_progress import Progress
from territoria_web.plan.queries.target_report import Report
from territoria_web.plan.target_rules import TargetDraft

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
    """*From 45 to 60–65 % by 2030*, each number with as many digits; what is not written is left out."""
    low, high = target.low, target.high
    if low is None or high is None:
        return capfirst(_("no target yet"))
    digits = _digits(decimals_of(target), low, high, target.baseline)
    band = numeral_of(low, digits) if low == high else span(low, high, digits)
    goal = with_unit(band, unit_of(target))
    if target.year is not None:
        goal = _("%(band)s by %(year)s") % {"band": goal, "year": target.year}
    if target.baseline is None:
        return _("To %(target)s, without a baseline") % {"target": goal}
    return _("From %(baseline)s to %(target)s") % {
        "baseline": numeral_of(target.baseline, digits),
        "target": goal,
    }


def _digits(most: int, *numbers: float | None) -> int:
    """So many that none of the numbers loses any, at most ``most``."""
    known = [n for n in numbers if n is not None]
    return next((d for d in range(most) if all(round(n, d) == n for n in known)), most)


def figure_said(
    target: AreaTarget, value: float, low: float | None = None, high: float | None = None
) -> str:
    """*52 (48–56) % of firms*, with as many digits as its numbers need."""
    digits = _digits(decimals_of(target), value, low, high)
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
    """How it goes: *on track so far: 52 % in 2026*."""
    effect = progress.effect
    if effect.value is None or effect.state not in LAMPS:
        return _("too early to tell how it goes")
    figure = with_unit(number_said(effect.value, decimals_of(target)), unit_of(target))
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


def offerless_said(draft: TargetDraft, ground: Ground) -> str:
    """Why no method offers a value for a draft."""
    text, held = library().indicators.get(draft.indicator), with_figure(draft, ground)
    if text is None:
        return reason_said({"why": OWN})
    if not text.direction:
        return reason_said({"why": "no direction"})
    if draft.year and held.baseline_year and draft.year <= held.baseline_year:
        return reason_said({"why": "no time"})
    return _(
        "No method can offer a value: of this indicator no figure is published here, or none of "
        "similar places."
    )


def report_said(report: Report) -> list[str]:
    """Shares of targets with a baseline and on track; those of which nobody can tell stand apart."""
    if not report.of:
        return [_("No target is written yet.")]
    if not report.set:
        return [_("None is set yet.")]
    return [_counted(report), _lamps(report)]


def _counted(report: Report) -> str:
    if report.set == 1:
        based = _("One target, with a baseline."), _("One target, without a baseline.")
        return based[not report.with_baseline]
    said = ngettext(
        "%(count)d target, %(based)s with a baseline.",
        "%(count)d targets, %(based)s with a baseline.",
        report.set,
    )
    return said % {"count": report.set, "based": percent(report.baseline_share)}


def _lamps(report: Report) -> str:
    """How those go that are set; those of which nobody can tell are named where there are some."""
    judged = report.on_track + report.off_track
    if not judged:
        return _("It is too early to tell whether any is on track.")
    told = {"on": report.on_track, "judged": judged, "unknown": report.unknown}
    if not report.unknown:
        return _("On track or ahead: %(on)d of %(judged)d.") % told
    said = _("On track or ahead: %(on)d of %(judged)d that can be judged; %(unknown)d cannot yet.")
    return said % told


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

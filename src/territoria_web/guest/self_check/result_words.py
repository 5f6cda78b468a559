"""The sentences of a result: first where it stands, then beside whom, then what changed."""

from __future__ import annotations

from django.utils.translation import gettext as _

from territoria_web.library.saying import day, numeral_of, quoted
from territoria_web.listen.queries.check_results import LEVEL_NAMES
from territoria_web.listen.queries.sitting_results import Change, Intensity, SittingResult


def standing_said(result: SittingResult) -> str:
    """Where it stands, in one sentence."""
    overall, band = result.overall, result.band
    if overall.value is None:
        said = _("You stand between %(low)s and %(high)s of 100, as some answers are unknown.")
        return said % {"low": numeral_of(overall.low), "high": numeral_of(overall.high)}
    told: dict[str, object] = {"value": numeral_of(overall.value)}
    if band is None:
        return _("You stand at %(value)s of 100.") % told
    told |= {"number": band.number, "of": band.of, "band": quoted(band.name)}
    return _("You stand at %(value)s of 100: band %(number)s of %(of)s, called %(band)s.") % told


def ends_said(result: SittingResult) -> str:
    """The strongest and the weakest dimension, where they are apart."""
    if result.ends is None:
        return ""
    high, low = result.ends
    said = _("Strongest: %(high)s. Weakest: %(low)s.")
    return said % {"high": high.name, "low": low.name}


def groups_said(result: SittingResult) -> list[str]:
    """The mean of each group, with its range and how many it is of."""
    said = _("In %(year)s, the mean of %(count)s like you (%(group)s) is %(value)s of 100.")
    return [
        said
        % {
            "group": group.name,
            "value": group.overall.said,
            "count": numeral_of(group.n),
            "year": result.year,
        }
        for group in result.groups
    ]


def intensity_said(found: Intensity | None) -> str:
    """How many of the twelve, the level, and whether that is basic."""
    if found is None:
        return ""
    points = numeral_of(found.low)
    if found.low != found.high:
        points = f"{points}–{numeral_of(found.high)}"
    if found.basic is None:
        said = _("%(points)s of 12: unknown answers decide whether that is the basic level.")
        return said % {"points": points}
    level = LEVEL_NAMES.get(found.level)
    basic = _("the basic level is reached") if found.basic else _("below the basic level")
    if level is None:
        return _("%(points)s of 12: %(basic)s.") % {"points": points, "basic": basic}
    told = {"points": points, "level": level, "basic": basic}
    return _("%(points)s of 12, %(level)s: %(basic)s.") % told


def change_said(change: Change) -> str:
    """What changed overall, then where most."""
    whole = change.overall
    told = {
        "day": day(change.since),
        "before": whole.before.said,
        "now": whole.now.said,
    }
    if whole.way == "up":
        return _("Since %(day)s you rose from %(before)s to %(now)s.") % told
    if whole.way == "down":
        return _("Since %(day)s you fell from %(before)s to %(now)s.") % told
    if whole.way == "same":
        return _("Since %(day)s you stand where you stood, at %(now)s.") % told
    said = _(
        "On %(day)s it was %(before)s, now it is %(now)s: too much is unknown to tell a change."
    )
    return said % told

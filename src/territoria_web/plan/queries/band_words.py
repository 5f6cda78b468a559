"""What a target band asks for in a sentence, said anew in every language from its kept numbers.

A version keeps ``Reason``: why a band has its label, with the numbers that it rests on.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.library.queries import library
from territoria_web.library.saying import numeral_of
from territoria_web.plan.rules import LONGEST

Reason = Mapping[str, Any]
OWN, HALF = "own", "half told"  # why a band cannot be judged; the others are the engine's


def reason_said(reason: Reason) -> str:
    """Why a band has its label, in the language spoken; empty where there is no band."""
    why = reason.get("why", "")
    if why == "reached":
        return _reached(reason)
    if why == "pace":
        return _pace(reason)
    if why == OWN:
        return _(
            "You count this yourselves; nobody else does, so there is no pace to compare with."
        )
    if why == HALF:
        return _("Give the baseline with its year and the year of the target; then it can be told.")
    if why == "trend":
        return _("Your own trend leads there by itself, even at its slow end.")
    if why == "no direction":
        return _("Neither end of this indicator is the better one, so no pace can be compared.")
    if why == "no time":
        return _("The target lies in the year of the baseline or before; set it later.")
    if why == "no pace":
        return _("No similar place has figures of three years, so nobody can say.")
    return ""


def unit_said(indicator: str, unit_of_measure: str) -> str:
    """The unit in the language spoken, where it is that of the library; else as people wrote it."""
    text = library().indicators.get(indicator)
    if text is None:
        return unit_of_measure
    words = text.unit_of_measure
    known = ("", *(word[: LONGEST["unit_of_measure"]] for word in words.root.values()))
    return words.say() if unit_of_measure in known else unit_of_measure


def _reached(reason: Reason) -> str:
    said = _("The baseline of %(value)s %(unit)s reaches the nearer end already.")
    value = numeral_of(reason["baseline"], reason["decimals"])
    return said % {"value": value, "unit": unit_said(reason["indicator"], "")}


def _pace(reason: Reason) -> str:
    told = {
        "done": reason["done"],
        "of": reason["of"],
        "far": reason["far"],
        "pace": numeral_of(reason["pace"], reason["decimals"] + 1),
        "unit": unit_said(reason["indicator"], ""),
    }
    if not reason["done"]:
        said = ngettext(
            "The one similar place with figures did not keep the pace of the nearer end: "
            "%(pace)s %(unit)s a year.",
            "None of %(of)d similar places kept the pace of the nearer end: %(pace)s %(unit)s a year.",
            reason["of"],
        )
        return said % told
    said = ngettext(
        "%(done)d of %(of)d similar place kept the pace of the nearer end (%(pace)s %(unit)s a "
        "year); places that kept the pace of the farther end: %(far)d.",
        "%(done)d of %(of)d similar places kept the pace of the nearer end (%(pace)s %(unit)s a "
        "year); places that kept the pace of the farther end: %(far)d.",
        reason["of"],
    )
    return said % told

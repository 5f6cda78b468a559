"""What kind of quantity an indicator is, for conversion: absolute, relative or neither."""

from __future__ import annotations

import re
from typing import Literal, get_args

from territoria.model import Indicator

Kind = Literal["absolute", "relative", "not-convertible"]
KINDS: tuple[Kind, ...] = get_args(Kind)
DEFAULT_WEIGHT = "pop21"
LAND_WEIGHT = "areaKm"

# The first row that matches decides. Whole words, lower case.
SIGNS: tuple[tuple[Kind, str], ...] = (
    ("not-convertible", r"\b(?:median|rank|ranking|index|scores?|percentile|quantile|quartile)\b"),
    ("relative", r"%|‰|\b(?:per|shares?|rates?|ratio|percent|mean|average|expectancy)\b"),
    (
        "absolute",
        r"\b(?:inhabitants|persons|people|population|number|count|households|enterprises|firms"
        r"|patents|papers|applications|hours|euro|eur|pps|tonnes|hectares|ha|km²|km2)\b",
    ),
)


def kind_of(unit_of_measure: str, name: str = "") -> Kind | None:
    """The kind that a unit of measure and a name tell, or None where they do not tell it.

    ``inhabitants`` is absolute, ``per 1,000 inhabitants`` relative, ``score (0–100)`` and a
    *median* age not convertible. ``years`` alone could be anything: None.
    """
    text = f"{unit_of_measure} {name}".lower()
    return next((kind for kind, sign in SIGNS if re.search(sign, text)), None)


def kind_of_indicator(indicator: Indicator) -> Kind | None:
    """What the text says (field ``quantity``), else what its unit and name tell."""
    said: Kind | None = getattr(indicator, "quantity", None)
    return said or kind_of(indicator.unit_of_measure.say("en"), indicator.name.say("en"))


def weight_of(unit_of_measure: str) -> str:
    """Area for land and densities (``persons per km²``), the population of 2021 for all else."""
    land = re.search(r"\b(?:km²|km2|hectares|ha)(?!\w)", unit_of_measure.lower())
    return LAND_WEIGHT if land else DEFAULT_WEIGHT

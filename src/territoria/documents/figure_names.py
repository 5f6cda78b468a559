"""Figures that are names, not numbers: years and days, grades, codes, waves of a plan, age groups."""

from __future__ import annotations

import re

from territoria.documents.words import MONTH_NAMES

MONTHS = "|".join(dict.fromkeys(name for names in MONTH_NAMES.values() for name in names))
# Between two numbers: they are a range.
RANGE_SIGN = re.compile(r"\d[%\s]*(–| to | à | bis )")
NAMES = re.compile(
    rf"\b\d{{1,2}}(?:\.|er)?[ \u00a0]({MONTHS}) \d{{4}}\b|"
    r"\b(19|20)\d{2}([–-](19|20)?\d{2})?\b|\bE[0-5]\b|\bNUTS( ?\d)?\b|"
    r"\b[A-E]\d(\.\d)?\b|\b[A-Z]{3}-\d\b|\b(0–6|6–18|18–36)[ \u00a0](months|mois|Monate)\b|\b(16–74|20–64|25–64)\b|\beurope-nuts\d+\b|"
    r"\bOS2\b|\b90[ \u00a0](days|jours|Tagen?)\b|\bCC BY 4\.0\b|\b[Ii]ndustr(y|ie) 4\.0\b"
)

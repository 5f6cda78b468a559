"""The 88 divisions of NACE Rev. 2, by code, with short names in the languages of the house.

Source of codes and their order: Regulation (EC) No 1893/2006, annex I. The names are the house's own.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from territoria.content import content_root
from territoria.errors import DataError, Problem
from territoria.model import Words
from territoria.speech import gettext

FILE: Final = "nace-divisions.csv"
LANGUAGES: Final = ("en", "fr", "de")


@dataclass(frozen=True)
class Division:
    """A division: two digits and what is done in it."""

    code: str
    title: Words


@lru_cache(maxsize=1)
def divisions() -> Mapping[str, Division]:
    """All of them by code, in the order of the classification."""
    with (content_root() / FILE).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        row["code"]: Division(row["code"], Words({lang: row[lang] for lang in LANGUAGES}))
        for row in rows
    }


def division(code: str) -> Division:
    """One by its code, typed as ``1``, ``01`` or ``01.2``. DataError where there is none."""
    typed = code.strip().partition(".")[0]
    found = divisions().get(typed.zfill(2) if typed.isdecimal() else typed)
    if found is None:
        raise DataError(
            Problem(
                code,
                gettext("no division of NACE Rev. 2 has this code."),
                gettext("Give two digits, such as 14 for clothing."),
            )
        )
    return found

"""Words that people wrote in several languages, and moments, as a reader gets them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime

from territoria.speech import language
from territoria_web.library.languages import language_codes, name_of_language
from territoria_web.library.saying import day


@dataclass(frozen=True)
class Said:
    """A text, the language it is in, and whether that is another than the one spoken."""

    text: str
    lang: str
    other: bool

    def __str__(self) -> str:
        return self.text

    @property
    def language_name(self) -> str:
        """What its language calls itself."""
        return name_of_language(self.lang)


def said_of(words: Mapping[str, str]) -> Said:
    """A text in the language spoken, else in English, else in the first it was written in."""
    spoken = language()
    order = dict.fromkeys((spoken, "en", *language_codes(), *sorted(words)))
    found = next((code for code in order if words.get(code)), spoken)
    return Said(words.get(found, ""), found, found != spoken)


def moment(when: datetime | None) -> str:
    """``12 May 2027, 17:00 CEST``: the day in the language spoken, the time of the site."""
    if when is None:
        return ""
    here = localtime(when)
    return f"{day(here)}, {here:%H:%M} {here.tzname()}"

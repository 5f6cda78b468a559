"""The words of the XLSForm format that writing and reading share, and the names of languages."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from territoria.speech import gettext_noop

CONSENT: Final = "consent"
ROLE_LIST: Final = "roles"
SEVERITY_LIST: Final = "severity"
# Rows of a severity are named item__option.
BETWEEN: Final = "__"
SECTION_TEXT: Final = "section_text"
# A column of our own, which the apps leave alone: what a row is in the house.
HOUSE: Final = "territoria"
DONT_KNOW_WORDS: Final = gettext_noop("I don’t know")
NOT_APPLICABLE_WORDS: Final = gettext_noop("Does not apply here")
OTHER: Final = "other"
OTHER_WORDS: Final = gettext_noop("Other")
WHICH_OTHER: Final = gettext_noop("Which other?")

# Languages that may be called by their own name: loading the names of all would take a second.
OWN_NAMES: Final = """bg bs ca cs da de el en es et eu fi fr ga gl hr hu is it lb lt lv mk mt nl no pl
pt ro sk sl sq sr sv tr uk"""

_CODED = re.compile(r"^(?P<name>.*?)\s*\((?P<tag>[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\)$")
_TAG = re.compile(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")


def language_column(tag: str) -> str:
    """How a language is named in a header: ``Français (fr)``."""
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(tag.replace("-", "_")).get_display_name()
    except (UnknownLocaleError, ValueError):
        name = None
    if not name:
        return f"{tag} ({tag})"
    # brackets of a variant would end the name too early
    plain = name.replace("(", "").replace(")", "")
    return f"{plain[0].upper()}{plain[1:]} ({tag})"


def language_tag(written: str) -> str | None:
    """The code of a language as headers name it: ``English (en)``, ``en``, ``English``, ``French``."""
    written = written.strip()
    coded = _CODED.match(written)
    if coded:
        return _lowered(coded["tag"])
    known = _names().get(written.casefold())
    if known:
        return known
    if _TAG.match(written) and written.split("-")[0].lower() in _codes():
        return _lowered(written)
    return None


def _lowered(tag: str) -> str:
    first, *rest = tag.split("-")
    return "-".join([first.lower(), *rest])


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Names of languages in English, French, German and in themselves → code."""
    from babel import Locale, UnknownLocaleError

    names: dict[str, str] = {}
    for tag in OWN_NAMES.split():
        try:
            own = Locale(tag).get_language_name()
        except UnknownLocaleError:
            own = None
        if own:
            names.setdefault(own.casefold(), tag)
    for speaker in ("de", "fr", "en"):
        for tag, name in Locale(speaker).languages.items():
            if "_" not in tag:
                names[name.casefold()] = tag
    return names


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    from babel import Locale

    return frozenset(tag for tag in map(str, Locale("en").languages) if "_" not in tag)

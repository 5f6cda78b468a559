"""The language that is spoken: English sentences in the code, French and German in catalogues.

``with speaking("fr"):`` everything inside, down to the last number, speaks French: ``gettext`` and
its kin answer from ``locale/fr/*.po``, numbers take the signs of the language, and the reviewed texts
(``territoria.model.Words``) say themselves in it. Outside, the house speaks English. The language is
held in a context variable, so that two documents may be written at once in two languages.

A sentence without translation is spoken in English; a test holds that there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("en", "fr", "de")
LOCALE = Path(__file__).parent / "locale"

_spoken: ContextVar[str] = ContextVar("spoken", default="en")


def language() -> str:
    """The language that is spoken now."""
    return _spoken.get()


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Speak ``lang`` inside; ValueError where the house does not know it."""
    if lang not in LANGUAGES:
        raise ValueError(f"unknown language {lang!r}; known: {', '.join(LANGUAGES)}")
    token = _spoken.set(lang)
    try:
        yield
    finally:
        _spoken.reset(token)


def gettext(text: str) -> str:
    """An English sentence in the language spoken; slots such as ``{place}`` stay."""
    return _said(text, None)


def pgettext(context: str, text: str) -> str:
    """A short word whose meaning hangs on where it stands, e.g. *above* in a table of ranks."""
    return _said(text, context)


def gettext_noop(text: str) -> str:
    """The sentence as it stands, marked for the catalogues: say it with ``gettext`` later."""
    return text


def _said(text: str, context: str | None) -> str:
    lang = language()
    if lang == "en" or not text:
        return text
    return _catalogue(lang).get((context, text), text)


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(lang: str) -> Mapping[tuple[str | None, str], str]:
    """All translations of a language, from every ``.po`` file of its folder."""
    from babel.messages.pofile import read_po

    said: dict[tuple[str | None, str], str] = {}
    for path in sorted((LOCALE / lang).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=lang):
                if message.id and message.string and not message.fuzzy:
                    said[message.context, str(message.id)] = str(message.string)
    return said


# ── signs of a language ───────────────────────────────────────────────────────────────────────

# Behind a text that is not translated yet; where it stands, the reader sees English.
IN_ENGLISH = {"en": "", "fr": " [en anglais]", "de": " [auf Englisch]"}


def unmarked(text: str) -> str:
    """A text without the marks that say it is in English."""
    mark = IN_ENGLISH[language()]
    return text.replace(mark, "") if mark else text


NARROW_SPACE = "\u202f"
NO_BREAK = "\u00a0"
_NOT_ZERO = re.compile(r"[1-9a-z]")
# thousands, decimals
_SEPARATORS = {"en": (",", "."), "fr": (NARROW_SPACE, ","), "de": (".", ",")}


def separators() -> tuple[str, str]:
    """What parts thousands, and what parts decimals, in the language spoken."""
    return _SEPARATORS[language()]


def number(value: float, spec: str = "g") -> str:
    """A number by a format of Python's, with the signs of the language: ``-1,234.5`` → ``−1.234,5``."""
    thousands, point = separators()
    return _written(value, spec).translate(str.maketrans(",.-", f"{thousands}{point}\u2212"))


def colon() -> str:
    """What stands between a name and what is said of it: French sets a space before the colon."""
    return f"{NO_BREAK if language() == 'fr' else ''}: "


def semicolon() -> str:
    """What parts two things said in one sentence; French sets a space before it."""
    return f"{NO_BREAK if language() == 'fr' else ''}; "


def with_unit(numeral: str, unit: str) -> str:
    """``34 %``; outside English the two stay on one line. Without a unit the numeral alone."""
    space = " " if language() == "en" else NO_BREAK
    return f"{numeral}{space}{unit}" if unit else numeral


def copied_number(value: float, spec: str = "g") -> str:
    """A number with all its digits, for lines that are copied into a calculation.

    English keeps the signs of Python, ``-0.5`` and ``25%``; elsewhere those of the language, with a
    space before the percent sign.
    """
    if language() == "en":
        return _written(value, spec)
    return number(value, spec).replace("%", f"{NO_BREAK}%")


def _written(value: float, spec: str) -> str:
    """As Python writes it, but what is rounded to zero has no sign: ``0.0``, never ``-0.0``."""
    text = format(value, spec)
    bare = text.lstrip("+-")
    return bare if "0" in bare and not _NOT_ZERO.search(bare) else text

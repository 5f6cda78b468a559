"""The language that is spoken: English sentences in the code, French and German in catalogues.

``with speaking("fr"):`` everything inside, down to the last number, speaks French: ``gettext`` and
its kin answer from ``locale/fr/*.po``, numbers take the signs of the language, and the reviewed texts
(``territoria.model.Words``) say themselves in it. Outside, the house speaks English. The language is
held in a context variable, so that two documents may be written at once in two languages.

A sentence without translation is spoken in English; a test holds that there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any

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


def ngettext(one: str, many: str, count: int) -> str:
    """The form that the count asks for in the language spoken."""
    lang = language()
    if lang != "en":
        catalogue = _catalogue(lang)
        found = catalogue.get((None, one))
        if isinstance(found, tuple):
            return str(found[_plural(lang, count)])
    return one if count == 1 else many


def gettext_noop(text: str) -> str:
    """The sentence as it stands, marked for the catalogues: say it with ``gettext`` later."""
    return text


def _said(text: str, context: str | None) -> str:
    lang = language()
    if lang == "en" or not text:
        return text
    found = _catalogue(lang).get((context, text))
    return found if isinstance(found, str) else text


def _plural(lang: str, count: int) -> int:
    """Which plural form a count takes: French counts 0 and 1 alike, German only 1 alone."""
    return int(count > 1) if lang == "fr" else int(count != 1)


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(lang: str) -> Mapping[tuple[str | None, str], str | tuple[str, ...]]:
    """All translations of a language, from every ``.po`` file of its folder."""
    from babel.messages.pofile import read_po

    said: dict[tuple[str | None, str], str | tuple[str, ...]] = {}
    for path in sorted((LOCALE / lang).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=lang):
                if message.id and message.string and not message.fuzzy:
                    _hold(said, message)
    return said


def _hold(said: dict[tuple[str | None, str], str | tuple[str, ...]], message: Any) -> None:
    if isinstance(message.id, tuple):
        if all(message.string):
            said[message.context, message.id[0]] = tuple(message.string)
    else:
        said[message.context, message.id] = message.string


# ── signs of a language ───────────────────────────────────────────────────────────────────────

NARROW_SPACE = "\u202f"
NO_BREAK = "\u00a0"
# thousands, decimals
_SEPARATORS = {"en": (",", "."), "fr": (NARROW_SPACE, ","), "de": (".", ",")}
_QUOTES = {"en": ("“", "”"), "fr": ("«" + NO_BREAK, NO_BREAK + "»"), "de": ("„", "“")}


def separators() -> tuple[str, str]:
    """What parts thousands, and what parts decimals, in the language spoken."""
    return _SEPARATORS[language()]


def quoted(text: str) -> str:
    """A text between the quotation marks of the language spoken."""
    opening, closing = _QUOTES[language()]
    return f"{opening}{text}{closing}"


def number(value: float, spec: str = "g") -> str:
    """A number by a format of Python's, with the signs of the language: ``1,234.5`` → ``1.234,5``."""
    thousands, point = separators()
    return format(value, spec).translate(str.maketrans(",.", thousands + point))

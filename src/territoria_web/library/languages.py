"""The languages of this installation: ``LANGUAGES`` of the settings, each by its own name.

The engine has a list of its own (``territoria.speech``), as each of its languages needs signs for
numbers and catalogues. Where a site speaks one that the engine does not, the engine's sentences and
documents are in English there.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import get_language, override

from territoria import speech


def languages() -> tuple[tuple[str, str], ...]:
    """Code and name of each."""
    return tuple((code, str(name)) for code, name in settings.LANGUAGES)


def language_codes() -> tuple[str, ...]:
    """The code of each."""
    return tuple(code for code, _name in languages())


def name_of_language(code: str) -> str:
    """What a language calls itself; its code where the installation no longer has it."""
    return dict(languages()).get(code, code)


def words_for(names: Mapping[str, Promise]) -> dict[str, str]:
    """Whatever a column or choice may be called in a table that comes back → its id: the id itself,
    and its name in every language; as ``compared``.
    """
    found = {compared(key): str(key) for key in names}
    for code in language_codes():
        with override(code):
            found |= {compared(str(name)): str(key) for key, name in names.items()}
    return found


def compared(word: str) -> str:
    """A word as it is compared: in single blanks, capitals or not."""
    return " ".join(word.split()).casefold()


def document_languages() -> tuple[tuple[str, str], ...]:
    """Code and name of those in which the engine writes documents."""
    return tuple((code, name) for code, name in languages() if code in speech.LANGUAGES)


def document_language() -> str:
    """The one of a document for whoever reads in the language spoken."""
    return engine_language(get_language() or "en")


def engine_language(code: str) -> str:
    """The one that the engine speaks beside an interface in ``code``."""
    return code if code in speech.LANGUAGES else "en"


def in_every_language(request: HttpRequest) -> list[tuple[str, str, str, bool]]:
    """Code, name, address of this page in it, whether it is spoken now.

    Nothing where addresses have no language.
    """
    _, lang, rest = (*request.path.split("/", 2), "", "")[:3]
    if lang not in language_codes():
        return []
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return [
        (code, name, f"/{code}/{rest}{query}", code == get_language()) for code, name in languages()
    ]

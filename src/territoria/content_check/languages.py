"""Languages: what must be complete is, and every language tells the same figures."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from territoria.content import LONG_TEXT, Library, split_headings, words_in
from territoria.content_check.long_texts import SOURCES
from territoria.content_check.places import at
from territoria.errors import Problem
from territoria.yaml_source import text_of

# A numeral that is no part of a name (A2.1, Wi-Fi6): thousands and decimals by language. A point
# that parts neither thousands nor decimals belongs to a name, such as Industry 4.0.
_START, _END = r"(?<![\w.,/@])(?<!\w-)", r"(?![\w@])"
NUMERAL = {
    "en": re.compile(
        _START + r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:s|st|nd|rd|th)?" + _END
    ),
    "fr": re.compile(
        _START + r"(\d{1,3}(?:[\u202f\u00a0 ]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)(?:er|re|e)?" + _END
    ),
    "de": re.compile(_START + r"(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)(?:er)?" + _END),
}
YEARS = re.compile(r"\b((?:19|20)\d{2})([–-])(\d{2})\b(?!\d)")
SPAN = re.compile(r"(?<=\d)[–-](?=\d)")


def languages(library: Library, wanted: Collection[str]) -> Iterator[Problem]:
    """Sentences and long texts that lack one of the ``wanted`` languages."""
    for (kind, text_id), source in library.files.items():
        for where, words in words_in(source.data):
            for lang in wanted:
                if not words.get(lang):
                    yield Problem(
                        at(source, *where), f"the text is missing in {lang}.", "Translate it."
                    )
        if kind in LONG_TEXT:
            for lang in wanted:
                if not (source.path.parent / f"{lang}.md").is_file():
                    yield Problem(
                        str(source.path.parent), f"{text_id} has no {lang}.md.", "Write it."
                    )


def same_figures(library: Library) -> Iterator[Problem]:
    """Translations whose figures differ from the English ones: a number lost or mistyped."""
    for (kind, _), source in library.files.items():
        for where, words in words_in(source.data):
            for lang in words.keys() - {"en"}:
                yield from _differs(
                    words.get("en") or "", words[lang] or "", lang, at(source, *where, lang)
                )
        if kind in LONG_TEXT:
            folder = source.path.parent
            english = _body(folder / "en.md")
            for lang in NUMERAL.keys() - {"en"}:
                if (folder / f"{lang}.md").is_file():
                    path = folder / f"{lang}.md"
                    yield from _differs(english, _body(path), lang, f"{path}:1")


def _body(path: Path) -> str:
    """A long text without its list of sources; empty where it cannot be read."""
    sections = split_headings(text_of(path))
    return "\n".join(t for h, t in sections.items() if h not in SOURCES)


def _differs(english: str, said: str, lang: str, where: str) -> Iterator[Problem]:
    if not english or not said:
        return  # another rule says so
    wanted, found = figures_in(english, "en"), figures_in(said, lang)
    lost, new = sorted(wanted - found, key=float), sorted(found - wanted, key=float)
    if lost or new:
        parts = [f"lacks {', '.join(lost)}"] * bool(lost) + [f"has {', '.join(new)}"] * bool(new)
        yield Problem(
            where,
            f"its figures differ from the English: it {' and '.join(parts)}.",
            "Tell the same figures in every language, as numerals or as words alike.",
        )


def figures_in(text: str, lang: str) -> set[str]:
    """The numerals of a text in one way of writing, so that languages compare."""
    plain = SPAN.sub(" – ", YEARS.sub(_whole_years, text))
    return {_plain(n, lang) for n in NUMERAL[lang].findall(plain)}


def _whole_years(match: re.Match[str]) -> str:
    """``2013–15`` → ``2013–2015``, and ``1998–02`` → ``1998–2002``."""
    first, dash, last = match.groups()
    century = int(first[:2]) + (last < first[2:])
    return f"{first}{dash}{century}{last}"


def _plain(numeral: str, lang: str) -> str:
    """``1.234,5`` (de) and ``1 234,5`` (fr) → ``1234.5``."""
    bare = re.sub("[\u202f\u00a0 ]", "", numeral)
    if lang == "en":
        return bare.replace(",", "")
    if lang == "de" and re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", bare):
        bare = bare.replace(".", "")
    return bare.replace(",", ".")

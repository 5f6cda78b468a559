"""The words for what companies offer and seek: agreed for a day, each in the languages of the house."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from territoria_web.act.rules.companies import MOST_TAGS
from territoria_web.library.languages import compared
from territoria_web.library.saying import colon
from territoria_web.library.typed import plain_line

Tags = Mapping[str, Mapping[str, str]]
LANGS: Final = ("en", "fr", "de")
LONGEST: Final = 80
MARK: Final = "|"


def tag_name(tags: Tags, tag: str) -> str:
    """What a tag is called in the language spoken; in the first that it has otherwise."""
    words = tags.get(tag) or {}
    return words.get(get_language() or "en") or next(iter(words.values()), tag)


def tag_names(tags: Tags, chosen: Iterable[str]) -> list[str]:
    """The same of several, those that the day has."""
    return [tag_name(tags, tag) for tag in chosen if tag in tags]


def tags_said(tags: Tags) -> str:
    """All tags to be typed over, one a line: *English | français | Deutsch*."""
    return "\n".join(
        f" {MARK} ".join(words.get(lang, "") for lang in LANGS).rstrip(f" {MARK}")
        for words in tags.values()
    )


def tags_in(text: str, before: Tags) -> dict[str, dict[str, str]]:
    """Tags as they were typed. One that keeps a word in any language stays the same tag.

    ValidationError, all lines at once.
    """
    known = {compared(word): tag for tag, words in before.items() for word in words.values()}
    found: dict[str, dict[str, str]] = {}
    wrong, seen = [], set[str]()
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [plain_line(cell) for cell in line.split(MARK)]
        if not any(cells):
            continue
        words = {lang: cell for lang, cell in zip(LANGS, cells, strict=False) if cell}
        if fault := _fault(cells, words, seen):
            wrong.append(f"{_('Line %(number)d') % {'number': number}}{colon()}{fault}")
            continue
        seen |= {compared(word) for word in words.values()}
        found[_id_of(words, known, found)] = words
    if len(found) > MOST_TAGS:
        wrong.append(_("Agree on 60 words at most."))
    if wrong:
        raise ValidationError({"tags": wrong})
    return found


def _fault(cells: list[str], words: Mapping[str, str], seen: set[str]) -> str:
    if len(cells) > len(LANGS):
        return _("Write three words at most: English | French | German.")
    if any(len(word) > LONGEST for word in cells):
        return _("Use at most 80 characters a word.")
    if any(compared(word) in seen for word in words.values()):
        return _("This word stands there already.")
    return ""


def _id_of(words: Mapping[str, str], known: Mapping[str, str], taken: Iterable[str]) -> str:
    for word in words.values():
        tag = known.get(compared(word))
        if tag and tag not in taken:
            return tag
    stem = slugify(next(iter(words.values())))[:40] or "tag"
    number, made = 1, stem
    while made in taken or made in known.values():
        number += 1
        made = f"{stem}-{number}"
    return made


def words_to_tags(tags: Tags) -> dict[str, str]:
    """Whatever a tag may be called in a table → its id."""
    found = {compared(tag): tag for tag in tags}
    return found | {compared(word): tag for tag, words in tags.items() for word in words.values()}

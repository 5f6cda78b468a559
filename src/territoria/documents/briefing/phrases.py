"""Sentences and lists as a briefing words them, in the language spoken.

``say`` joins words and numbers: ``say("{place} scores {score}.", place=…, score=…)``. The template
is one English sentence, so that a translation replaces exactly one string.
"""

from __future__ import annotations

import re
from unicodedata import combining, normalize

from territoria.documents.document import Inline, Line, Plain
from territoria.documents.numerals import numeral
from territoria.speech import gettext, gettext_noop, language, pgettext, semicolon

SLOT = re.compile(r"\{(\w+)\}")


def say(template: str, **parts: Inline | str) -> Line:
    """A line from a sentence with named slots; words become plain text, inlines stay.

    The template is an English sentence and is translated here; the parts are translated already.
    """
    inlines: list[Inline] = []
    for n, piece in enumerate(SLOT.split(gettext(template))):
        value: Inline | str = parts[piece] if n % 2 else piece
        if isinstance(value, str):
            if value:
                inlines.append(Plain(value))
        else:
            inlines.append(value)
    return tuple(inlines)


def plain(text: str) -> Line:
    """Words that are in the language spoken already, such as the title of a text."""
    return (Plain(text),) if text else ()


def without_accents(name: str) -> str:
    """A name as it is sorted: É beside E, and not behind Z."""
    return "".join(c for c in normalize("NFKD", name) if not combining(c)).casefold()


def join(lines: list[Line], glue: str = " ") -> Line:
    """Several lines as one."""
    joined: list[Inline] = []
    for n, line in enumerate(lines):
        if n and line:
            joined.append(Plain(glue))
        joined.extend(line)
    return tuple(joined)


def listed(names: list[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``.

    Where a name holds an *and* itself, English sets a comma before the last *and*; other languages
    part the names by semicolons.
    """
    if len(names) < 2:
        return "".join(names)
    last = pgettext("a list", " and ")
    if not any(last in name for name in names):
        return f"{', '.join(names[:-1])}{last}{names[-1]}"
    if language() == "en":
        return f"{', '.join(names[:-1])},{last}{names[-1]}"
    return semicolon().join(names)


MOST_NAMES = 5


def some_of(names: list[str]) -> str:
    """All names where they are few, else the first five and how many more there are."""
    return listed(names) if len(names) <= MOST_NAMES + 1 else first_of(names)


def first_of(names: list[str]) -> str:
    """The first five names, parted by semicolons, and how many more; the annex lists them all."""
    if len(names) <= MOST_NAMES + 1:
        return semicolon().join(names)
    rest = len(names) - MOST_NAMES
    more = (
        gettext("and {count} more, all named in the annex").format(count=in_words(rest))
        if rest < len(NUMBER_WORDS)
        else gettext("and many more, all named in the annex")
    )
    return f"{semicolon().join(names[:MOST_NAMES])}{semicolon()}{more}"


NUMBER_WORDS = (
    "",  # none is a word of its own below
    gettext_noop("one"),
    gettext_noop("two"),
    gettext_noop("three"),
    gettext_noop("four"),
    gettext_noop("five"),
    gettext_noop("six"),
    gettext_noop("seven"),
    gettext_noop("eight"),
    gettext_noop("nine"),
    gettext_noop("ten"),
    gettext_noop("eleven"),
    gettext_noop("twelve"),
    gettext_noop("thirteen"),
    gettext_noop("fourteen"),
    gettext_noop("fifteen"),
    gettext_noop("sixteen"),
    gettext_noop("seventeen"),
    gettext_noop("eighteen"),
    gettext_noop("nineteen"),
    gettext_noop("twenty"),
    gettext_noop("twenty-one"),
    gettext_noop("twenty-two"),
    gettext_noop("twenty-three"),
    gettext_noop("twenty-four"),
    gettext_noop("twenty-five"),
    gettext_noop("twenty-six"),
    gettext_noop("twenty-seven"),
    gettext_noop("twenty-eight"),
    gettext_noop("twenty-nine"),
    gettext_noop("thirty"),
    gettext_noop("thirty-one"),
    gettext_noop("thirty-two"),
    gettext_noop("thirty-three"),
    gettext_noop("thirty-four"),
    gettext_noop("thirty-five"),
    gettext_noop("thirty-six"),
    gettext_noop("thirty-seven"),
    gettext_noop("thirty-eight"),
    gettext_noop("thirty-nine"),
    gettext_noop("forty"),
)


def in_words(count: int) -> str:
    """``three``; larger counts stay words too, as far as figures of one framework go."""
    if not count:
        return pgettext("how many", "no")
    return gettext(NUMBER_WORDS[count] if count < len(NUMBER_WORDS) else gettext_noop("many"))


def counted_sentence(below: int, above: int) -> str:
    """What a briefing and a page say of so many figures behind and ahead; ``gettext`` says it."""
    if below and above:
        return gettext_noop(
            "{place} is behind its peers on {behind} of the {all} figures that can be compared, "
            "most on {worst}; and ahead on {ahead}, most on {best}."
        )
    if below:
        return gettext_noop(
            "{place} is behind its peers on {behind} of the {all} figures that can be compared, "
            "most on {worst}."
        )
    if above:
        return gettext_noop(
            "{place} is ahead of its peers on {ahead} of the {all} figures that can be compared, "
            "most on {best}."
        )
    return gettext_noop(
        "{place} is about level with its peers on every figure that can be compared."
    )


def lower_first(text: str) -> str:
    """A title inside a sentence: the first letter small, unless the word is an acronym.

    German nouns keep their capital, so German titles stay as they are.
    """
    if language() == "de":
        return text
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == "’" else text


DASHED = "\u2013"


def percent(value: float) -> str:
    """A percentage without decimals that is neither 0 nor 100 unless it is."""
    if 99.5 <= value < 100:
        return gettext("over 99 %")
    if 0 < value < 0.5:
        return gettext("under 1 %")
    return gettext("{number} %").format(number=numeral(value))


def short_unit(unit: str) -> str:
    """``% of population aged 25–64`` stays in tables; beside a number only its head."""
    return "%" if unit.startswith("%") else unit.partition(" (")[0]

"""How much a text looks like spam, with the reasons, for a person to look at.

Nothing is thrown away by a score. There is no rule for addresses of the network: in a hall, a school
or a library hundreds of people stand behind one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from territoria.listen.similar import alike, telling_letters
from territoria.speech import gettext

#: From here on a person looks before the text is shown.
HELD: Final = 0.6
#: Texts as alike as this are copies.
COPY: Final = 0.9
#: Fewer telling words than this are the same by chance: *more buses*.
WORDS_OF_A_COPY: Final = 4
QUICK: Final = 3.0
#: Letters a second: nobody types so quickly, though a text may be pasted.
TYPED: Final = 25.0
MANY_ACTS: Final = 20
NEW: Final = 60

_LINK = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|net|info|ru|biz|shop|top|xyz)\b", re.I)
_SHOUTED = re.compile(r"[!?]{3,}")
_WORD = re.compile(r"[^\W\d_]{3,}")
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")


@dataclass(frozen=True, slots=True)
class Sending:
    """How a text came in. None: not known, as on paper or at a counter.

    ``seconds`` between the form being shown and sent; ``trap``: the field that people do not see was
    filled; ``acts``: how many the voice did in the last day; ``minutes`` since its first act.
    """

    seconds: float | None = None
    trap: bool = False
    acts: int = 0
    minutes: float | None = None


@dataclass(frozen=True, slots=True)
class Suspicion:
    """``score`` 0 to 1, and each reason in a sentence, the heaviest first."""

    score: float
    reasons: tuple[str, ...]

    @property
    def held(self) -> bool:
        """Whether a person should look before the text is shown."""
        return self.score >= HELD


def suspect(text: str, sending: Sending, *, recent: Iterable[str] = ()) -> Suspicion:
    """The score of a text: 1 − Π (1 − w) over all that is unusual, each w from 0 to 1.

    ``recent``: texts that came in lately, without this one. A text by hand, on paper or at a counter
    (``Sending()``) is judged by its words alone.
    """
    found = sorted(
        (one for one in (*_words(text), *_copies(text, recent), *_way(text, sending)) if one[0]),
        key=lambda one: -one[0],
    )
    rest = 1.0
    for weight, _ in found:
        rest *= 1 - weight
    return Suspicion(1 - rest, tuple(reason for _, reason in found))


Found = tuple[float, str]


def _words(text: str) -> list[Found]:
    found = list[Found]()
    links = len(_LINK.findall(text))
    if links:
        weight = min(0.25 + 0.15 * (links - 1), 0.7)
        said = gettext("Links in the text: {count}.").format(count=links)
        found.append((weight, said))
    letters = [c for c in text if c.isalpha()]
    loud = sum(c.isupper() for c in letters)
    if len(letters) >= 20 and loud > 0.7 * len(letters):
        found.append((0.3, gettext("Written in capitals.")))
    if _SHOUTED.search(text):
        found.append((0.1, gettext("Several exclamation or question marks in a row.")))
    if mixed := [word for word in _WORD.findall(text) if len(_scripts(word)) > 1]:
        said = gettext("Letters of several scripts inside one word: {words}.")
        found.append((0.5, said.format(words=", ".join(mixed[:3]))))
    return found


def _scripts(word: str) -> set[str]:
    """Scripts of a word's letters, among those whose letters look alike."""
    names = (unicodedata.name(letter, "").partition(" ")[0] for letter in word)
    return {name for name in names if name in _SCRIPTS}


def _copies(text: str, recent: Iterable[str]) -> list[Found]:
    """Near copies among recent texts; a short text is often the same without being copied."""
    own = telling_letters(text)
    if len(own) < WORDS_OF_A_COPY:
        return []
    few = (other for other in recent if 0.5 <= len(telling_letters(other)) / len(own) <= 2)
    count = sum(alike(text, other) >= COPY for other in few)
    if not count:
        return []
    said = gettext("Nearly the same texts that came in lately: {count}.")
    return [(min(0.2 + 0.15 * count, 0.8), said.format(count=count))]


def _way(text: str, sending: Sending) -> list[Found]:
    found = list[Found]()
    if sending.trap:
        found.append((0.9, gettext("A field that people do not see was filled.")))
    if sending.seconds is not None:
        if sending.seconds < QUICK:
            said = gettext("Sent less than {seconds} seconds after the form was shown.")
            found.append((0.5, said.format(seconds=int(QUICK))))
        elif len(text) > TYPED * sending.seconds:
            found.append((0.3, gettext("Longer than anybody types in that time.")))
    new = sending.minutes is not None and sending.minutes < NEW
    if new and sending.acts >= MANY_ACTS:
        said = gettext("A new voice with {count} acts in its first hour.")
        found.append((0.5, said.format(count=sending.acts)))
    return found

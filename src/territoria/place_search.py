"""Find a place by its code or by a name in any language, with slips of the finger.

What is the same comes first, then what begins as asked, then what is near; the order of words is
free, and a second name may say which place is meant (*Limburg, Belgium*). Where nothing is near,
names come of which two words or more begin nearly as typed (*nor pas de cale*). Nothing like it:
nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from territoria.model import Territory
from territoria.place_words import (
    BEGINNING,
    Lexicon,
    folded_words,
    spelled_words,
    telling_words,
)

CODE, NAME, OTHER, CITY = "code", "name", "other", "city"
_RANK = {CODE: 0, NAME: 1, OTHER: 2, CITY: 3}
# Likeness: names word for word, then by their telling words, run together, with another name beside.
SAME, SAME_WORDS, RUN_TOGETHER, TOLD_APART = 1.0, 0.99, 0.98, 0.97
BEGINS = 0.8
# How many words that are like or nearly like it a name must share where nothing else is near.
FEWEST_PARTS, MOST_PARTS = 2, 5
# A code of another version may be another place.
OTHER_VERSION = 0.7
# Less is not shown; and no more than this of what was typed may find no word.
LEAST = 0.42
MOST_MISSING = 0.4
_LOOKS_LIKE_CODE = re.compile(r"[A-Z]{2}(?=.*\d)[A-Z0-9]{1,3}")


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name of a place: ``name`` in a language of the house, ``other``, or a ``city`` in it."""

    language: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Match:
    """A territory, and which of its names or codes was meant; likeness 1 is the same."""

    territory: Territory
    matched_name: str
    language: str
    kind: str
    likeness: float


@dataclass(frozen=True, slots=True)
class _Entry:
    """One way to write one name of one place; numbers point into the lists of the index."""

    place: int
    name: PlaceName
    full: tuple[str, ...]
    telling: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was typed, and for each telling word the words of the index that are like it."""

    full: tuple[str, ...]
    telling: tuple[str, ...]
    like: tuple[dict[int, float], ...]

    def share(self, words: Iterable[int]) -> float:
        """How much of what was typed these of its words are, counted in letters."""
        return sum(len(self.telling[j]) for j in words) / sum(map(len, self.telling))


class PlaceIndex:
    """All names of some territories, made ready once and asked many times."""

    def __init__(
        self, territories: Sequence[Territory], names: Mapping[str, Sequence[PlaceName]]
    ) -> None:
        """``names``: key of a territory → its names. Its own name in the list is always one."""
        self._territories = tuple(territories)
        written = [
            (place, name, words)
            for place, t in enumerate(self._territories)
            for name in _with_own(t, names.get(t.key, ()))
            for words in dict.fromkeys((folded_words(name.name), spelled_words(name.name)))
            if words
        ]
        self._lexicon = Lexicon(w for *_, words in written for w in telling_words(words))
        self._wholes = Lexicon("".join(words) for *_, words in written)
        number = {word: i for i, word in enumerate(self._lexicon.words)}
        self._entries = [
            _Entry(place, name, words, tuple(number[w] for w in telling_words(words)))
            for place, name, words in written
        ]
        self._fill_lists()

    def _fill_lists(self) -> None:
        """Which names hold a word, which are one when written together, and what helps a place."""
        whole = {word: i for i, word in enumerate(self._wholes.words)}
        self._with_word: list[list[int]] = [[] for _ in self._lexicon.words]
        self._together: list[list[int]] = [[] for _ in self._wholes.words]
        own: list[set[int]] = [set() for _ in self._territories]
        for e, entry in enumerate(self._entries):
            self._together[whole["".join(entry.full)]].append(e)
            own[entry.place].update(entry.telling)
            for word in set(entry.telling):
                self._with_word[word].append(e)
        of_code = {t.code: own[i] for i, t in enumerate(self._territories)}
        # other names of the place and of its country may stand beside a name
        self._beside = [
            own[i] | of_code.get(t.country, set()) for i, t in enumerate(self._territories)
        ]

    def find(self, asked: str, count: int = 8) -> list[Match]:
        """At most ``count`` territories, best first, each once; none where nothing is like it."""
        found = _best((*self._by_code(asked.strip().upper()), *self._by_name(asked)))
        found = found or _best(self._by_parts(asked))
        if found and found[0].likeness >= TOLD_APART:  # what was meant is there: no guesses beside
            found = [match for match in found if match.likeness >= BEGINS]
        return found[: max(count, 0)]

    def bearing(self, asked: str) -> list[Territory]:
        """The territories that bear this very name; a city inside does not give its name."""
        return [
            m.territory
            for m in self.find(asked, len(self._territories))
            if m.likeness == SAME and m.kind in (NAME, OTHER)
        ]

    # ── codes ─────────────────────────────────────────────────────────────────────────────────

    def _by_code(self, asked: str) -> Iterator[Match]:
        """The code, codes that begin so, and for a code that is not held its nearest neighbours."""
        code, _, version = asked.partition("@")
        if len(code) < 2 or not code.isalnum():
            return
        if code.startswith("GR"):  # as others write Greece
            code = f"EL{code[2:]}"
        found = [(t, _code_likeness(t, code, version.casefold())) for t in self._territories]
        if not any(likeness for _, likeness in found) and _LOOKS_LIKE_CODE.fullmatch(code):
            found = [(t, _neighbour_likeness(t, code)) for t in self._territories]
        yield from (Match(t, t.code, "", CODE, likeness) for t, likeness in found if likeness)

    # ── names ─────────────────────────────────────────────────────────────────────────────────

    def _by_name(self, asked: str) -> Iterator[Match]:
        full = folded_words(asked)
        telling = telling_words(full)
        if not full:
            return
        found = list(self._together_as("".join(full)))
        if full != (full[0][:1],):  # one letter alone begins names, not every word in them
            like = tuple(self._lexicon.like(word) for word in telling)
            found.extend(self._by_words(_Asked(full, telling, like)))
        for e, likeness in found:
            entry = self._entries[e]
            if entry.full == full:
                likeness = SAME
            if likeness >= LEAST:
                yield self._match(entry, likeness)

    def _match(self, entry: _Entry, likeness: float) -> Match:
        name = entry.name
        return Match(self._territories[entry.place], name.name, name.language, name.kind, likeness)

    def _by_words(self, asked: _Asked) -> Iterator[tuple[int, float]]:
        """Names that share a word with what was asked, in any order."""
        for e in {e for like in asked.like for word in like for e in self._with_word[word]}:
            yield e, self._words_likeness(asked, self._entries[e])

    def _words_likeness(self, asked: _Asked, entry: _Entry) -> float:
        pairs = _pairs(asked, entry)
        left = [j for j in range(len(asked.telling)) if j not in pairs]
        beside = [j for j in left if not self._beside[entry.place].isdisjoint(asked.like[j])]
        missing = asked.share(j for j in left if j not in beside)
        if missing > MOST_MISSING:
            return 0.0
        least = min(likeness for _, likeness in pairs.values())
        if not missing and least == 1 and len(pairs) == len(entry.telling):
            return TOLD_APART if beside else SAME_WORDS
        cover = self._cover(asked, entry, pairs)
        if not missing and least >= BEGINNING:
            leads = pairs.get(0, (-1, 0.0))[0] == entry.telling[0]
            return BEGINS + 0.12 * cover + 0.02 * leads - 0.01 * len(beside)
        near = sum(asked.share([j]) * likeness for j, (_, likeness) in pairs.items())
        return BEGINS * near / asked.share(pairs) * (0.6 + 0.4 * cover) * (1 - missing) ** 2

    def _by_parts(self, asked: str) -> Iterator[Match]:
        """Names that share several words with what was typed, each the same, near or nearly begun."""
        full = folded_words(asked)
        telling = telling_words(full)
        if not FEWEST_PARTS <= len(telling) <= MOST_PARTS:
            return
        like = tuple(self._lexicon.begun(w) | self._lexicon.like(w) for w in telling)
        parts = _Asked(full, telling, like)
        shared = Counter(
            e for words in like for e in {e for word in words for e in self._with_word[word]}
        )
        for e in (e for e, count in shared.items() if count >= FEWEST_PARTS):
            entry = self._entries[e]
            likeness = self._parts_likeness(parts, entry)
            if likeness >= LEAST:
                yield self._match(entry, likeness)

    def _parts_likeness(self, asked: _Asked, entry: _Entry) -> float:
        pairs = _pairs(asked, entry)
        held = asked.share(pairs)
        if len(pairs) < FEWEST_PARTS or 1 - held > MOST_MISSING:
            return 0.0
        near = sum(asked.share([j]) * likeness for j, (_, likeness) in pairs.items())
        return BEGINS * near * (0.6 + 0.4 * self._cover(asked, entry, pairs))

    def _cover(self, asked: _Asked, entry: _Entry, pairs: Mapping[int, tuple[int, float]]) -> float:
        """How much of the name has been typed, counted in letters."""
        words = self._lexicon.words
        typed = sum(min(len(asked.telling[j]), len(words[w])) for j, (w, _) in pairs.items())
        return typed / sum(len(words[w]) for w in entry.telling)

    def _together_as(self, typed: str) -> Iterator[tuple[int, float]]:
        """Names written together or apart otherwise: *nordpasdecalais*, *Ober franken*."""
        for whole, likeness in self._wholes.like(typed).items():
            if likeness == 1:
                likeness = RUN_TOGETHER
            elif likeness == BEGINNING:
                likeness = BEGINS + 0.04 + 0.12 * len(typed) / len(self._wholes.words[whole])
            else:
                likeness *= BEGINS
            for e in self._together[whole]:
                yield e, likeness


def _with_own(territory: Territory, names: Sequence[PlaceName]) -> Iterator[PlaceName]:
    yield from names
    if all(name.name != territory.name for name in names):
        yield PlaceName("", territory.name, NAME)


def _best(matches: Iterable[Match]) -> list[Match]:
    """Each territory once, by the name that is most like it; the best first."""
    best: dict[str, Match] = {}
    for match in matches:
        key = match.territory.key
        if key not in best or _order(match) < _order(best[key]):
            best[key] = match
    return sorted(best.values(), key=_order)


def _pairs(asked: _Asked, entry: _Entry) -> dict[int, tuple[int, float]]:
    """Number of a word asked → the word of the name it is most like; each word is used once."""
    close = sorted(
        (-like[word], j, at, word)
        for j, like in enumerate(asked.like)
        for at, word in enumerate(entry.telling)
        if word in like
    )
    used: set[int] = set()
    found: dict[int, tuple[int, float]] = {}
    for unlike, j, at, word in close:
        if j not in found and at not in used:
            found[j] = word, -unlike
            used.add(at)
    return found


def _code_likeness(territory: Territory, code: str, version: str) -> float:
    held = territory.code.upper()
    if not held.startswith(code):
        return 0.0
    if not territory.version.casefold().startswith(version):
        return OTHER_VERSION
    return SAME if held == code else RUN_TOGETHER - 0.01 * (len(held) - len(code))


def _neighbour_likeness(territory: Territory, code: str) -> float:
    """More, the longer the beginning that both codes share; a country at the least."""
    pairs = zip(territory.code.upper(), code, strict=False)
    shared = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
    return 0.3 + 0.1 * shared if shared >= 2 else 0.0


def _order(match: Match) -> tuple[float, bool, int, int, float, str]:
    """Likeness, regions before countries, kind of name, then the smaller level and more people."""
    t = match.territory
    people = 0.0 if match.kind == CODE else t.population or 0.0
    return (-round(match.likeness, 6), t.level == 0, _RANK[match.kind], -t.level, -people, t.key)

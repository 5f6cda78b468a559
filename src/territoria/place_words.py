"""Words of place names as people type them: folded to bare letters, and compared letter by letter.

*Köln*, *koeln* and *KOLN* fold to words that meet; *Oberfanken* is one slip away from *Oberfranken*.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from unicodedata import combining, normalize

import numpy as np

# Longer texts than any name are cut: what follows cannot make a place clearer.
LONGEST = 120
MOST_WORDS = 8
# A word that begins as asked is a little less than the word itself.
BEGINNING = 0.9
# And with a slip in it still less.
NEARLY = 0.8
_LETTERS = 48

_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŋ": "n"}
)
# How the same letters are written where the keyboard lacks them: Koeln, Aarhus, Malmoe.
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})

# Words that say what kind of place it is, and articles: they do not tell places apart.
_STOP_WORDS = """
    region regions regione regioni regiao regia regio regiunea regionas regional
    regierungsbezirk bezirk land bundesland freistaat lan maakunta megye kraj kraje
    province provinces provincie provincia provinz prov voivodeship wojewodztwo voivodie
    voievodie woiwodschaft periferia perifereia περιφερεια oblast област регион county comitat
    judet judetul the of a an l la le les il lo el los las o os de du des d del della dei di do da
    dos das der die den dem im in van von het and et und och ja y i e
"""
_STOP = frozenset(_STOP_WORDS.split())


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a text in small bare letters: no accents, hyphens or apostrophes."""
    small = normalize("NFC", text[:LONGEST]).casefold().translate(_PLAIN_LETTERS)
    bare = (c for c in normalize("NFKD", small) if not combining(c))
    return tuple("".join(c if c.isalnum() else " " for c in bare).casefold().split())


def spelled_words(text: str) -> tuple[str, ...]:
    """The same with ä, ö, ü, ø and å written as two letters."""
    return folded_words(normalize("NFC", text[:LONGEST]).casefold().translate(_SPELLED_OUT))


def telling_words(words: Sequence[str]) -> tuple[str, ...]:
    """Words without articles and kinds of place; all of them where nothing else would be left."""
    return tuple(w for w in words if w not in _STOP)[:MOST_WORDS] or tuple(words)[:MOST_WORDS]


def slips_allowed(length: int) -> int:
    """How many slips of the finger a word of that length may hold."""
    return 0 if length < 4 else 1 if length < 8 else 2 if length < 13 else 3


def slips(one: str, other: str, limit: int) -> int:
    """Letters missing, added, wrong or swapped with the next; above ``limit`` it stops counting."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i] + [limit + 1] * len(other)
        for j in range(max(1, i - limit), min(len(other), i + limit) + 1):
            same = letter == other[j - 1]
            row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (not same))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == other[j - 1]:
                row[j] = min(row[j], before[j - 2] + 1)
        if min(row) > limit:
            return limit + 1
        before, last = last, row
    return min(last[-1], limit + 1)


class Lexicon:
    """A list of words that answers which of them are like a word asked for, and how much."""

    def __init__(self, words: Iterable[str]) -> None:
        """Hold each word once, in alphabetical order."""
        self.words = sorted(set(words))
        self._lengths = np.array([len(w) for w in self.words], dtype=np.int16)
        self._counts = np.array([_letter_counts(w) for w in self.words], dtype=np.int8)
        self._counts = self._counts.reshape(len(self.words), _LETTERS)

    def like(self, asked: str) -> dict[int, float]:
        """Place in ``words`` → likeness: 1 the same, then beginnings, then words with a slip."""
        found = {i: BEGINNING * (1 - n / len(asked)) for i, n in self._with_slips(asked)}
        start = bisect_left(self.words, asked)
        for i in range(start, len(self.words)):
            if not self.words[i].startswith(asked):
                break
            found[i] = 1.0 if self.words[i] == asked else BEGINNING
        return found

    def begun(self, asked: str) -> dict[int, float]:
        """Place in ``words`` → likeness of those that begin as asked with a slip: *cale*, Calais."""
        limit, length, found = slips_allowed(len(asked)), len(asked), dict[int, float]()
        if not limit:
            return found
        head, counted = asked[1:3], dict[str, int]()
        for i in range(bisect_left(self.words, asked[0]), len(self.words)):
            start = self.words[i][:length]
            if start[0] != asked[0]:
                break
            # of the next two letters one is there, perhaps a place further: most words end here
            if len(start) < length or not (start[1] in head or start[2] in head):
                continue
            if start not in counted:
                counted[start] = slips(asked, start, limit)
            if counted[start] <= limit:
                found[i] = NEARLY * (1 - counted[start] / length)
        return found

    def _with_slips(self, asked: str) -> Iterable[tuple[int, int]]:
        """Words a few slips away. Counts of letters rule out most of them before any comparing."""
        limit = slips_allowed(len(asked))
        if not limit:
            return
        near = np.nonzero(np.abs(self._lengths - len(asked)) <= limit)[0]
        apart = self._counts[near] - np.array(_letter_counts(asked), dtype=np.int8)
        bag = np.maximum(
            np.maximum(apart, 0).sum(axis=1, dtype=np.int16),
            -np.minimum(apart, 0).sum(axis=1, dtype=np.int16),
        )
        for i in near[bag <= limit].tolist():
            count = slips(asked, self.words[i], limit)
            # two slips and another first letter are another word: Scotland is not Gotland
            if count <= limit and (count < 2 or self.words[i][0] == asked[0]):
                yield i, count


def _letter_counts(word: str) -> list[int]:
    """How often each letter stands in a word; rare letters share a place, which only loosens."""
    counts = [0] * _LETTERS
    for letter in word[:LONGEST]:
        counts[ord(letter) % _LETTERS] += 1
    return counts

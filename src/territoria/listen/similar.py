"""Needs that are like one that somebody types: the same letters in a row, weighed by how rare they are.

Character n-grams inside words, TF-IDF, cosine (Salton and Buckley 1988). Letters in a row forgive typos
and endings in any language; they know no synonyms and do not translate.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from territoria.place_words import folded_words

SHORTEST: Final = 3
LONGEST: Final = 5
#: Calibrated on pairs in three languages: above it two needs are shown as perhaps the same.
ALIKE: Final = 0.35
#: What a long text adds behind these letters makes nothing clearer.
MOST_LETTERS: Final = 600

# How umlauts are written without them; on both sides alike, so that Schueler meets Schüler.
_SPELLED = re.compile("(?<=[aou])e")
# Words without a subject: articles, pronouns, and what every need says of itself.
_STOP_WORDS = """
    the a an of in on at to for and or is are be it there this that we our us my i you they not no too
    very more please would should could need needs want like have has with from by near
    le la les l un une des de du d en au aux et ou est sont ce cette il y a on nous notre nos mon ma mes
    je vous pas plus trop tres pour par sur dans avec faut faudrait il besoin svp pres qu que qui
    der die das den dem des ein eine einen einem einer im in am an auf zu zum zur und oder ist sind es
    wir uns unser unsere mein meine ich sie nicht kein keine mehr sehr bitte fur von vom mit bei
    brauchen braucht brauche sollte sollten man gibt
"""
STOP_WORDS: Final = frozenset(_SPELLED.sub("", word) for word in _STOP_WORDS.split())


@dataclass(frozen=True, slots=True)
class Similar:
    """A need that is like the text; ``score``: cosine, 0 to 1."""

    need: str
    score: float


def telling_letters(text: str) -> tuple[str, ...]:
    """Folded words that tell something: no accents, no stop words; all where nothing else is left."""
    parts = text[:MOST_LETTERS].split()
    folded = [_SPELLED.sub("", word) for part in parts for word in folded_words(part)]
    return tuple(word for word in folded if word not in STOP_WORDS) or tuple(folded)


def grams(text: str) -> Counter[str]:
    """How often each run of 3 to 5 letters stands in the words of a text, ends of words marked."""
    found = Counter[str]()
    for word in telling_letters(text):
        held = f" {word} "
        for size in range(SHORTEST, LONGEST + 1):
            found.update(held[i : i + size] for i in range(len(held) - size + 1))
    return found


class SimilarNeeds:
    """Needs held so that those like a text are found at once; built once, then only asked."""

    def __init__(self, needs: Mapping[str, str]) -> None:
        """Hold needs, id → text."""
        self.ids = tuple(needs)
        spots: dict[str, int] = {}
        columns, rows, often = list[int](), list[int](), list[int]()
        for row, text in enumerate(needs.values()):
            for gram, count in grams(text).items():
                columns.append(spots.setdefault(gram, len(spots)))
                rows.append(row)
                often.append(count)
        self._spots = spots
        self._hold(np.array(columns, np.intp), np.array(rows, np.intp), np.array(often, float))

    def _hold(self, columns: np.ndarray, rows: np.ndarray, often: np.ndarray) -> None:
        """Weights by letters, those of one run behind each other: only its needs are touched later."""
        held = np.bincount(columns, minlength=len(self._spots))
        self._rare = 1 + np.log((1 + len(self.ids)) / (1 + held))
        weights = (1 + np.log(often)) * self._rare[columns]
        length = np.sqrt(np.bincount(rows, weights**2, len(self.ids)))
        order = np.argsort(columns, kind="stable")
        self._rows = rows[order]
        self._weights = (weights / length[rows])[order]
        self._starts = np.concatenate([[0], np.cumsum(held)])

    def like(self, text: str, *, least: float = ALIKE, most: int = 5) -> tuple[Similar, ...]:
        """The ``most`` needs whose score is ``least`` or more, the most alike first."""
        scores = self._scores(text)
        near = np.flatnonzero(scores >= least)
        first = near[np.argsort(-scores[near], kind="stable")][:most]
        return tuple(Similar(self.ids[i], min(float(scores[i]), 1.0)) for i in first)

    def _scores(self, text: str) -> np.ndarray:
        found = grams(text)
        known = [(self._spots[gram], n) for gram, n in found.items() if gram in self._spots]
        # runs of letters that no need holds are as rare as can be, and make the text longer
        strange = [n for gram, n in found.items() if gram not in self._spots]
        if not known:
            return np.zeros(len(self.ids))
        spots = np.array([spot for spot, _ in known])
        weights = (1 + np.log([n for _, n in known])) * self._rare[spots]
        beyond = (1 + np.log(strange)) * (1 + np.log(1 + len(self.ids))) if strange else np.zeros(1)
        length = np.sqrt((weights**2).sum() + (beyond**2).sum())
        runs = [slice(self._starts[spot], self._starts[spot + 1]) for spot in spots]
        rows = np.concatenate([self._rows[run] for run in runs])
        parts = [self._weights[run] * w for run, w in zip(runs, weights, strict=True)]
        scores: np.ndarray = np.bincount(rows, np.concatenate(parts), len(self.ids)) / length
        return scores


def alike(one: str, other: str) -> float:
    """Cosine of two texts alone, all runs of letters counting the same: 1 for the same words."""
    first, second = grams(one), grams(other)
    both = sum(n * second[gram] for gram, n in first.items())
    lengths = _squared(first.values()) * _squared(second.values())
    return min(float(both / lengths**0.5), 1.0) if lengths else 0.0


def _squared(counts: Iterable[int]) -> int:
    return sum(n * n for n in counts)

"""Open answers by theme. People assign the themes; a machine only proposes, and says so."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from territoria.errors import DataError, Problem, did_you_mean
from territoria.listen.disclosure import LEAST, check_k, hidden_cells
from territoria.model import Framework, Theme
from territoria.place_words import folded_words
from territoria.speech import gettext

SHORTEST = 4
# Words are the same when they begin alike for this long: skill, skills; formation, formations.
STEM = 6
# A proposal needs this lead over the next theme, as a share of its own weight.
LEAD = 0.25


@dataclass(frozen=True, slots=True)
class Said:
    """One open answer with the themes that a person gave it."""

    response: str
    role: str
    text: str
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """How many people spoke of a theme. ``people`` is None below ``k``; ``hidden`` groups likewise."""

    theme: str
    people: int | None
    groups: tuple[tuple[str, int], ...]
    hidden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Themes:
    """Themes by how many spoke of them, most first; ``unsorted``: answers without a theme yet."""

    rows: tuple[ThemeCount, ...]
    respondents: int
    unsorted: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A theme that the words of an answer point to. It is a proposal until a person takes it."""

    theme: str
    words: tuple[str, ...]
    proposed: bool = True


def count_themes(
    answers: Iterable[Said],
    themes: Sequence[str],
    groups: Mapping[str, str],
    k: int = LEAST,
) -> Themes:
    """Distinct people by theme and actor group, nothing below ``k``.

    ``themes``: those that may be given; ``groups``: role → actor group. DataError names themes and
    roles that are not known, and people with two roles.
    """
    check_k(k)
    held = list(answers)
    _check(held, themes, groups)
    people: dict[str, dict[str, str]] = {theme: {} for theme in themes}
    for answer in held:
        for theme in answer.themes:
            people[theme][answer.response] = groups[answer.role]
    rows = [_counted(theme, Counter(found.values()), k) for theme, found in people.items()]
    rows.sort(key=lambda row: (-(row.people or 0), themes.index(row.theme)))
    return Themes(
        tuple(rows),
        len({answer.response for answer in held}),
        sum(not answer.themes for answer in held),
    )


def _counted(theme: str, counts: Mapping[str, int], k: int) -> ThemeCount:
    total = sum(counts.values())
    if 0 < total < k:
        return ThemeCount(theme, None, (), tuple(sorted(counts)))
    hidden = hidden_cells(counts, k)
    seen = tuple((name, n) for name, n in sorted(counts.items()) if name not in hidden)
    return ThemeCount(theme, total, seen, tuple(sorted(hidden)))


def _check(answers: Iterable[Said], themes: Sequence[str], groups: Mapping[str, str]) -> None:
    problems, role_of = list[Problem](), dict[str, str]()
    for answer in answers:
        if role_of.setdefault(answer.response, answer.role) != answer.role:
            what = gettext("the response has the roles {one} and {other}.")
            said = what.format(one=role_of[answer.response], other=answer.role)
            mend = gettext("Keep one role for each response.")
            problems.append(Problem(answer.response, said, mend))
        if answer.role not in groups:
            what = gettext("the role {role} belongs to no actor group.").format(role=answer.role)
            problems.append(Problem(answer.response, what, did_you_mean(answer.role, groups)))
        for theme in answer.themes:
            if theme not in themes:
                what = gettext("the theme {theme} is not known.").format(theme=theme)
                problems.append(Problem(answer.response, what, did_you_mean(theme, themes)))
    if problems:
        raise DataError(problems)


# ── proposals ─────────────────────────────────────────────────────────────────────────────────


class Proposer:
    """Proposes a theme from the words in the titles of themes and of their factors, any language."""

    def __init__(self, themes: Mapping[str, Theme], frameworks: Iterable[Framework] = ()) -> None:
        """Gather the words of each theme; a word of many themes weighs little, of all nothing."""
        titles = {node.id: node.title for frame in frameworks for node in frame.walk()}
        self._stems: dict[str, dict[str, float]] = {}
        by_theme = {
            theme.id: {
                _stem(word)
                for words in (theme.title, *(titles[f] for f in theme.factors if f in titles))
                for said in words.root.values()
                for word in _words(said)
            }
            for theme in themes.values()
        }
        often = Counter(stem for stems in by_theme.values() for stem in stems)
        for theme, stems in by_theme.items():
            for stem in stems:
                weight = math.log(len(by_theme) / often[stem]) if len(by_theme) > 1 else 1.0
                self._stems.setdefault(stem, {})[theme] = weight

    def propose(self, text: str) -> Proposal | None:
        """The theme whose words stand in the text, with those words; None where none is ahead."""
        weights: dict[str, float] = {}
        found: dict[str, list[str]] = {}
        for word in dict.fromkeys(_words(text)):
            for theme, weight in self._stems.get(_stem(word), {}).items():
                weights[theme] = weights.get(theme, 0.0) + weight
                found.setdefault(theme, []).append(word)
        ahead = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
        if not ahead or ahead[0][1] <= 0:
            return None
        if len(ahead) > 1 and ahead[0][1] - ahead[1][1] < LEAD * ahead[0][1]:
            return None
        return Proposal(ahead[0][0], tuple(found[ahead[0][0]]))


def _words(text: str) -> list[str]:
    """Folded words that are long enough to tell something; a long text is folded word by word."""
    folded = (word for part in text.split() for word in folded_words(part))
    return [word for word in folded if len(word) >= SHORTEST and not word.isdigit()]


def _stem(word: str) -> str:
    return word[:STEM]

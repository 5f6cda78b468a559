"""What a map can show: the nodes of every opened framework, and every indicator with figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from unicodedata import combining, normalize

from django.utils.translation import gettext

from territoria.model import Framework, Indicator
from territoria.speech import language
from territoria_web.library.queries import library
from territoria_web.measure.models import Release, Score
from territoria_web.measure.queries.assessments import frameworks
from territoria_web.measure.queries.column_words import THEMES, theme_words

OVERALL = "overall"


@dataclass(frozen=True, slots=True)
class Choice:
    """``show`` names it in addresses: ``framework:node``, or the id of an indicator."""

    show: str
    label: str
    searched: str
    """All its names, folded, for the search."""


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """Choices under one heading: a framework, or a theme of indicators."""

    label: str
    choices: tuple[Choice, ...]


def map_choices(release: Release) -> tuple[ChoiceGroup, ...]:
    """Everything that a map can show, grouped, in the language spoken."""
    return _grouped(str(release.public_id), release.pk, language())


def find_choices(release: Release, asked: str, count: int = 12) -> list[Choice]:
    """Choices that hold every word asked, those that begin with them first."""
    words = _folded(asked).split()
    every = (choice for group in map_choices(release) for choice in group.choices)
    found = [c for c in every if words and all(word in c.searched for word in words)]
    return sorted(found, key=lambda c: not _folded(c.label).startswith(words[0]))[:count]


def shown_indicators(release: Release) -> frozenset[str]:
    """The indicators that have at least one figure in a release."""
    return _with_figures(str(release.public_id), release.pk)


@lru_cache(maxsize=8)
def _with_figures(release: str, pk: int) -> frozenset[str]:
    held = Release.objects.get(pk=pk).figures.order_by()
    return frozenset(held.values_list("indicator", flat=True).distinct())


@lru_cache(maxsize=12)
def _grouped(release: str, pk: int, lang: str) -> tuple[ChoiceGroup, ...]:
    known = _with_figures(release, pk)
    held = sorted(
        (i for i in library().indicators.values() if i.id in known),
        key=lambda i: (list(THEMES).index(i.theme) if i.theme in THEMES else len(THEMES), i.id),
    )
    themes = [
        ChoiceGroup(_theme(theme), tuple(map(_indicator, members)))
        for theme, members in groupby(held, key=lambda i: i.theme)
    ]
    scored = set(
        Score.objects.filter(assessment__current=True, assessment__cycle=None, value__isnull=False)
        .values_list("assessment__framework", "node")
        .distinct()
    )
    trees = (ChoiceGroup(f.title.say(lang), tuple(_nodes(f, scored))) for f in frameworks())
    return (*trees, *themes)


def _theme(theme: str) -> str:
    words = theme_words(theme)
    return words[:1].upper() + words[1:]


def _nodes(framework: Framework, scored: set[tuple[str, str]]) -> Iterator[Choice]:
    whole = gettext("Overall score")
    yield Choice(f"{framework.id}:{OVERALL}", whole, _folded(f"{whole} {framework.id}"))
    lang = language()
    for node in framework.walk():
        label = f"{node.id} {(node.short or node.title).say(lang)}"
        if (framework.id, node.id) not in scored:
            label = gettext("%(part)s (unknown everywhere)") % {"part": label}
        searched = _folded(f"{label} {node.title.say(lang)} {framework.id}")
        yield Choice(f"{framework.id}:{node.id}", label, searched)


def _indicator(indicator: Indicator) -> Choice:
    lang = language()
    short, name = indicator.short.say(lang), indicator.name.say(lang)
    return Choice(indicator.id, short, _folded(f"{short} {name} {indicator.id}"))


def _folded(text: str) -> str:
    """Lower case without accents."""
    return "".join(c for c in normalize("NFKD", text.casefold()) if not combining(c))

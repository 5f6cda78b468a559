"""Sifting entries by several filters at once, with the count that each further choice would give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from django.utils.translation import gettext as _

from territoria_web.library.saying import colon
from territoria_web.recommend.queries.wording import not_understood


class Siftable(Protocol):
    """``keys``: by filter the values that the entry answers to. ``haystack``: its folded text."""

    @property
    def keys(self) -> Mapping[str, Collection[str]]: ...

    @property
    def haystack(self) -> str: ...


Entry = TypeVar("Entry", bound=Siftable)


@dataclass(frozen=True)
class Option:
    """A choice of a filter; ``count`` entries would be left with it."""

    value: str
    label: str
    count: int
    chosen: bool
    group: str = ""


@dataclass(frozen=True)
class Facet:
    """A filter with its choices: (value, label, group of choices)."""

    name: str
    label: str
    choices: Sequence[tuple[str, str, str]]


@dataclass(frozen=True)
class Loosened:
    """A filter that is set: what it says, and how many entries are left without it."""

    name: str
    label: str
    count: int


def check_choices(facets: Sequence[Facet], chosen: Mapping[str, str]) -> None:
    """MethodError where a filter is asked for a value that it does not have."""
    for facet in facets:
        known = {value for value, _label, _group in facet.choices}
        if chosen.get(facet.name) and chosen[facet.name] not in known:
            said = _("The filter “{name}” does not know this value.").format(name=facet.label)
            raise not_understood(chosen[facet.name], said, known)


def sifted(
    entries: Sequence[Entry], chosen: Mapping[str, str], words: Sequence[str] = ()
) -> list[Entry]:
    """The entries that answer to every filter and hold every word."""
    return [e for e in entries if _answers(e, chosen) and all(w in e.haystack for w in words)]


def _answers(entry: Siftable, chosen: Mapping[str, str]) -> bool:
    return all(value in entry.keys.get(name, ()) for name, value in chosen.items() if value)


def options_of(
    facet: Facet, entries: Sequence[Entry], chosen: Mapping[str, str], words: Sequence[str] = ()
) -> list[Option]:
    """The choices of a filter, each counted among what the other filters leave; empty ones go."""
    others = {name: value for name, value in chosen.items() if name != facet.name}
    left = Counter(
        value for e in sifted(entries, others, words) for value in e.keys.get(facet.name, ())
    )
    mine = chosen.get(facet.name, "")
    return [
        Option(value, label, left[value], value == mine, group)
        for value, label, group in facet.choices
        if left[value] or value == mine
    ]


def loosened(
    facets: Sequence[Facet],
    entries: Sequence[Entry],
    chosen: Mapping[str, str],
    words: Sequence[str] = (),
) -> list[Loosened]:
    """For each filter that is set: how many entries there are without it; the most first."""
    found = []
    for facet in facets:
        if chosen.get(facet.name):
            label = next(said for value, said, _g in facet.choices if value == chosen[facet.name])
            others = {n: v for n, v in chosen.items() if n != facet.name}
            count = len(sifted(entries, others, words))
            found.append(Loosened(facet.name, f"{facet.label}{colon()}{label}", count))
    if words:
        found.append(Loosened("q", " ".join(words), len(sifted(entries, chosen))))
    return sorted(found, key=lambda step: -step.count)

"""A territory's small firms: what they name as obstacles, and which initiatives address it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from territoria.model import Initiative as InitiativeText
from territoria_web.compare.queries.benchmark_entrants import names_of
from territoria_web.compare.queries.benchmark_obstacles import obstacle_said
from territoria_web.compare.queries.named_obstacles import Named, Share, obstacles_named_in
from territoria_web.compare.queries.unmet_needs import State, state_of
from territoria_web.invite.queries.sayings import Said, said_of
from territoria_web.library.queries import library
from territoria_web.measure.models import InitiativeEdition
from territoria_web.measure.queries.records import record_of
from territoria_web.measure.queries.register import published_editions
from territoria_web.territories.models import Territory

Where = Literal["here", "above"]


@dataclass(frozen=True)
class Helping:
    """An initiative that a firm of a territory may use. ``name``: in its address, a slug of the register
    or an id of the library; ``where``: of the territory itself, or of a larger one that holds it;
    ``ended``: it is over.
    """

    name: str
    title: Said
    place: Said
    where: Where
    obstacles: tuple[str, ...]
    instruments: tuple[str, ...]
    ended: bool
    went_wrong: bool
    example: bool = False

    @property
    def is_help(self) -> bool:
        """Whether it is under way and did not go wrong."""
        return not self.ended and not self.went_wrong


@dataclass(frozen=True)
class Need:
    """An obstacle; ``share``: of firms that name it, None where nobody can tell; ``helping``: what is
    under way against it and did not go wrong.
    """

    obstacle: str
    title: str
    share: Share | None
    helping: tuple[Helping, ...]

    @property
    def state(self) -> State:
        """Whether many firms name it, and something is under way against it."""
        return state_of(self.share.low if self.share else None, is_addressed=bool(self.helping))


@dataclass(frozen=True)
class SmallFirms:
    """What firms named, those that most name first; then what nobody was asked about, in its order."""

    territory: Territory
    named: Named | None
    needs: tuple[Need, ...]
    helping: tuple[Helping, ...]

    @property
    def under_way(self) -> tuple[Helping, ...]:
        """Initiatives that are not over."""
        return tuple(h for h in self.helping if not h.ended)


def small_firms_at(territory: Territory, today: date) -> SmallFirms:
    """Needs beside help. Initiatives that are over or went wrong are told and address nothing. Two
    queries.
    """
    named = obstacles_named_in([territory.code]).get(territory.code)
    found = [*_registered(territory, today), *_of_library(territory, today)]
    helping = tuple(sorted(found, key=lambda h: (h.where != "here", h.title.text.casefold())))
    order = sorted(library().obstacles.values(), key=lambda o: o.number)
    needs = [_need(o.id, named, helping) for o in order]
    needs.sort(key=lambda n: -n.share.share if n.share else 1.0)
    return SmallFirms(territory, named, tuple(needs), helping)


def _need(obstacle: str, named: Named | None, helping: Sequence[Helping]) -> Need:
    against = tuple(h for h in helping if obstacle in h.obstacles and h.is_help)
    share = named.shares.get(obstacle) if named else None
    return Need(obstacle, obstacle_said(obstacle), share, against)


def _registered(territory: Territory, today: date) -> Iterator[Helping]:
    """Of the register: its own, those of the larger region and of the country."""
    above = {territory.parent, territory.country} - {"", territory.code}
    for edition in published_editions():
        code = edition.initiative.territory.code
        if code == territory.code:
            yield _edition(edition, "here", today)
        elif code in above:
            yield _edition(edition, "above", today)


def _edition(edition: InitiativeEdition, where: Where, today: date) -> Helping:
    record, place = record_of(edition.body), edition.initiative.territory
    return Helping(
        name=edition.initiative.slug,
        title=said_of({edition.language: edition.title}),
        place=said_of(names_of(place)),
        where=where,
        obstacles=record.obstacles,
        instruments=record.instruments,
        ended=record.has_ended(today),
        went_wrong=record.went_wrong,
        example=edition.initiative.example,
    )


def _of_library(territory: Territory, today: date) -> Iterator[Helping]:
    """Texts of the library: of the territory, of the larger region, and those for its whole country."""
    above = {territory.parent, territory.country} - {"", territory.code}
    for text in library().initiatives.values():
        codes = {key.partition("@")[0] for key in text.territories}
        if territory.code in codes:
            yield _text(text, "here", today)
        elif codes & above or (
            not codes and text.level in ("national", "eu") and territory.country in text.countries
        ):
            yield _text(text, "above", today)


def _text(text: InitiativeText, where: Where, today: date) -> Helping:
    return Helping(
        name=text.id,
        title=said_of(text.title.root),
        place=said_of(text.place.root),
        where=where,
        obstacles=text.obstacles,
        instruments=tuple(text.instruments),
        ended=text.end is not None and text.end < today.isoformat()[: len(text.end)],
        went_wrong=text.went_wrong,
    )

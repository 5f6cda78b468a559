"""Initiatives in a benchmark: who may enter, and the facts that it needs of each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from territoria.model import Initiative as InitiativeText
from territoria_web.compare.models import Benchmark, Entrant
from territoria_web.invite.queries.sayings import Said, said_of
from territoria_web.library.queries import library
from territoria_web.measure.models import InitiativeEdition
from territoria_web.measure.queries.records import Reached, record_of
from territoria_web.measure.queries.register import published_editions
from territoria_web.people.models import Organisation
from territoria_web.territories.models import Territory


@dataclass(frozen=True)
class Choice:
    """An initiative that may enter. ``key``: of a form; ``sizes``: of firms that it is for;
    ``example``: it is invented.
    """

    key: str
    title: Said
    place: Said
    area: str
    example: bool = False
    sizes: tuple[str, ...] = ()


def entrants_of(held: Benchmark) -> list[Entrant]:
    """The initiatives of a benchmark in the order they entered. A text that left the library before its
    facts were frozen is none of them.
    """
    rows = Entrant.objects.filter(benchmark=held).select_related("edition__initiative__territory")
    rows = rows.prefetch_related("edition__initiative__writers")
    return [e for e in rows if not e.text or e.facts or e.text in library().initiatives]


def key_of(entrant: Entrant) -> str:
    """What a form calls an entrant: ``edition:12`` or ``text:kit-digital``."""
    return f"text:{entrant.text}" if entrant.text else f"edition:{entrant.edition_id}"


def entrants_stamp(held: Benchmark) -> str:
    """Names which initiatives take part, so that nobody writes over what a colleague chose."""
    keys = sorted(key_of(e) for e in Entrant.objects.filter(benchmark=held))
    return hashlib.sha256(" ".join(keys).encode()).hexdigest()[:20]


def choices_for(network: Organisation) -> list[Choice]:
    """The newest editions of the register from the network's territories, then the library's texts.

    An invented network gets no texts: they are of real programmes, which invented people do not judge.
    """
    places = set(network.territories.values_list("pk", flat=True))
    found = [
        Choice(
            f"edition:{edition.pk}",
            said_of({edition.language: edition.title}),
            said_of(names_of(edition.initiative.territory)),
            edition.body.get("area", ""),
            edition.initiative.example,
            tuple(edition.body.get("sizes", ())),
        )
        for edition in published_editions()
        if edition.initiative.territory_id in places
    ]
    return found if is_invented_network(network) else found + _texts()


def _texts() -> list[Choice]:
    texts = [
        Choice(
            f"text:{i.id}",
            said_of(i.title.root),
            said_of(i.place.root),
            i.area,
            sizes=tuple(i.sizes),
        )
        for i in library().initiatives.values()
    ]
    return sorted(texts, key=lambda c: c.title.text.casefold())


def facts_of(entrant: Entrant) -> dict[str, Any]:
    """What a benchmark needs of an initiative: as it was frozen, else as it stands now."""
    if entrant.facts:
        return dict(entrant.facts)
    if entrant.edition is not None:
        return {"id": str(entrant.public_id), **_of_edition(entrant.edition)}
    return {"id": str(entrant.public_id), **_of_text(library().initiatives[entrant.text])}


def title_of(entrant: Entrant) -> Said:
    """What an initiative is called, in the language spoken where it has it."""
    return said_of(facts_of(entrant)["title"])


def place_of(entrant: Entrant) -> Said:
    """Where it is from."""
    return said_of(facts_of(entrant)["place"])


def places_of(entrant: Entrant) -> frozenset[str]:
    """Codes of the territories that it is of."""
    if entrant.edition is not None:
        return frozenset({entrant.edition.initiative.territory.code})
    text = library().initiatives.get(entrant.text)
    return frozenset(t.partition("@")[0] for t in text.territories) if text else frozenset()


def is_invented_network(network: Organisation) -> bool:
    """Whether all its territories are invented. One query."""
    examples = list(network.territories.values_list("example", flat=True))
    return bool(examples) and all(examples)


def is_invented(held: Benchmark) -> bool:
    """Whether a benchmark shows how this works: all its initiatives, or all territories, are invented."""
    rows = entrants_of(held)
    all_are = all(e.edition is not None and e.edition.initiative.example for e in rows)
    return held.example or (bool(rows) and all_are) or is_invented_network(held.network)


def _of_edition(edition: InitiativeEdition) -> dict[str, Any]:
    record, initiative = record_of(edition.body), edition.initiative
    latest = _latest(record.reach)
    return {
        "slug": initiative.slug,
        "text": "",
        "title": {edition.language: edition.title},
        "place": names_of(initiative.territory),
        "territory": initiative.territory.key,
        "area": record.area,
        "level": record.level,
        "obstacles": list(record.obstacles),
        "instruments": list(record.instruments),
        "sizes": list(record.sizes),
        "sectors": list(record.sectors),
        "budget": None if record.budget is None else float(record.budget),
        "firms": latest.firms if latest else None,
        "reach_year": latest.year if latest else None,
        "evaluation": record.evaluation,
        "grade": record.grade,
        "went_wrong": record.went_wrong,
        "baseline": record.baseline is not None,
    }


def _of_text(text: InitiativeText) -> dict[str, Any]:
    """A text has a budget in all, not by year, so that of a year is unknown."""
    grades = [c.grade for c in text.claims if c.grade != "not reported"]
    period = text.reach.period or ""
    dated = len(period) == 4 and period.isdecimal()
    return {
        "slug": "",
        "text": text.id,
        "title": dict(text.title.root),
        "place": dict(text.place.root),
        "territory": text.territories[0] if len(text.territories) == 1 else "",
        "area": text.area,
        "level": text.level,
        "obstacles": list(text.obstacles),
        "instruments": list(text.instruments),
        "sizes": list(text.sizes),
        "sectors": list(text.sectors),
        "budget": None,
        "firms": text.reach.firms if dated else None,
        "reach_year": int(period) if dated and text.reach.firms is not None else None,
        "evaluation": text.evaluation,
        "grade": max(grades, default=""),
        "went_wrong": text.went_wrong,
        "baseline": text.target is not None and text.target.baseline is not None,
    }


def _latest(reach: Iterable[Reached]) -> Reached | None:
    known = [r for r in reach if r.firms is not None]
    return max(known, key=lambda r: r.year, default=None)


def names_of(territory: Territory) -> Mapping[str, str]:
    """A territory in every language it has a name in, and by its own."""
    return {"en": territory.name, **{k: v for k, v in territory.names.items() if v}}

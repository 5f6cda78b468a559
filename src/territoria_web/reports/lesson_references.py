"""What lessons refer to, the register of initiatives included, and what there is to choose from."""

from __future__ import annotations

from collections.abc import Iterable

from territoria_web.measure.models import InitiativeEdition
from territoria_web.measure.queries.records import record_of
from territoria_web.measure.queries.register import published_editions
from territoria_web.papers.queries.paper_lessons import (
    INITIATIVE,
    Referent,
    library_referents,
    of_territory,
    referents_of,
    split_reference,
)
from territoria_web.people.models import Organisation


def registered_among(editions: Iterable[InitiativeEdition]) -> dict[str, Referent]:
    """Initiatives of the register by reference, as they entered it last."""
    return {r.reference: r for r in map(_of_edition, editions)}


def _of_edition(edition: InitiativeEdition) -> Referent:
    place, record = edition.initiative.territory, record_of(edition.body)
    return Referent(
        reference=f"{INITIATIVE}:{edition.initiative.slug}",
        kind=INITIATIVE,
        title={"en": edition.title, edition.language: edition.title},
        place=of_territory(place).title,
        grade=record.grade,
        went_wrong=record.went_wrong,
    )


def named_by(references: Iterable[str]) -> dict[str, Referent]:
    """What references name; those that name nothing any more are left out. At most two queries."""
    wanted = list(references)
    asked = any(split_reference(r)[0] == INITIATIVE for r in wanted)
    return referents_of(wanted, registered_among(published_editions()) if asked else {})


def choices_here(network: Organisation) -> list[Referent]:
    """Territories of a network, and what stands in the register of them."""
    places = list(network.territories.order_by("name"))
    keys = {place.pk for place in places}
    editions = [e for e in published_editions() if e.initiative.territory_id in keys]
    return [*map(of_territory, places), *registered_among(editions).values()]


def choices_beyond(network: Organisation) -> list[Referent]:
    """Everything else that a lesson can refer to: the register of others, and the library."""
    keys = set(network.territories.values_list("pk", flat=True))
    editions = [e for e in published_editions() if e.initiative.territory_id not in keys]
    return [*registered_among(editions).values(), *library_referents()]

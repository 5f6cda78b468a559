"""An entry of the register: all its fields, its editions, and the promises that carry it on."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.compare.queries.benchmark_pages import benchmarks_with
from territoria_web.measure.models import Initiative, InitiativeEdition
from territoria_web.measure.queries.initiative_cells import FIELDS, cells_of
from territoria_web.measure.queries.records import record_of
from territoria_web.measure.queries.register import editions_of, registered_initiative
from territoria_web.plan.queries.initiative_links import actions_carrying
from territoria_web.public.page import Crumb, Page, Table
from territoria_web.recommend.queries.initiatives import InitiativeEntry, registered_entry

HEAD = (
    *("id", "territory", "language", "state", "edition", "entered", "reviewed_in", "digest"),
    *FIELDS,
)


def registered(slug: str) -> Page | None:
    """The page of an entry as its last edition tells it; of a withdrawn one too, with the reason. None
    where none is called so.
    """
    try:
        held = registered_initiative(slug)
    except Http404:
        return None
    editions = editions_of(held)
    newest = editions[0]
    entry = registered_entry(newest)
    withdrawn = held.state == Initiative.State.WITHDRAWN
    return Page(
        template="public/initiatives/registered.html",
        title=entry.title,
        finding=_finding(entry),
        crumbs=(Crumb(_("Policy initiatives"), reverse("public:initiatives")),),
        robots="noindex" if withdrawn or entry.is_example else "",
        facts={
            "entry": entry,
            "mark": entry.register,
            "said": entry.register.said if entry.register else None,
            "code": held.territory.code,
            "withdrawn": held.withdrawn_because if withdrawn else "",
            "editions": editions,
            "benchmarks": benchmarks_with(slug),
            "actions": [
                (a, reverse("public:promise", args=[a.plan, a.number]))
                for a in actions_carrying(held)
            ],
        },
        table=Table("initiative", HEAD, [_cells(held, newest)]),
        data={
            "initiative": dict(zip(HEAD, _cells(held, newest), strict=True)),
            "withdrawn_because": held.withdrawn_because if withdrawn else "",
            "example": entry.is_example,
            "editions": [_edition(one) for one in editions],
        },
    )


def _finding(entry: InitiativeEntry) -> str:
    """What it does, and what is known of whether it works."""
    known = _("Evaluation: %(kind)s.") % {"kind": entry.evaluation_words}
    return f"{entry.result}. {known}" if entry.result else known


def _cells(held: Initiative, edition: InitiativeEdition) -> tuple[object, ...]:
    record = cells_of(record_of(edition.body))
    day = timezone.localdate(edition.made).isoformat()
    state = "withdrawn" if held.state == Initiative.State.WITHDRAWN else "published"
    return (
        *(held.slug, held.territory.key, edition.language, state, edition.number, day),
        *(edition.reviewed_in, edition.digest, *(record[name] for name in FIELDS)),
    )


def _edition(one: InitiativeEdition) -> dict[str, Any]:
    """An edition with its record, so that everybody can check the digest."""
    return {
        "number": one.number,
        "day": timezone.localdate(one.made).isoformat(),
        "reviewed_in": one.reviewed_in,
        "digest": one.digest,
        "record": one.body,
    }


def registered_cells(entry: InitiativeEntry) -> tuple[object, ...]:
    """What the table of all initiatives says of the register; of the library what it knows."""
    target = (entry.target or None, entry.target_complete if entry.target else None)
    kept = (entry.owner, "; ".join(entry.obstacles))
    mark = entry.register
    if mark is None:
        told = (entry.reach, *target, entry.contact or None)
        return ("library", None, None, *kept, None, *told, *([None] * 5), False)
    record = cells_of(mark.said.record)
    return (
        *("register", mark.language, entry.territories[0], *kept, record["budget"]),
        *(record["reach"], *target, entry.contact, record["valid_until"], mark.number),
        *(mark.made.isoformat(), mark.reviewed_in, mark.digest, mark.example),
    )

"""Benchmarks of a network: through its door, their states in words, criteria as readers get them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from territoria_web.compare.models import Benchmark, Remark
from territoria_web.invite.queries.sayings import Said, said_of
from territoria_web.library.queries import library
from territoria_web.people.models import Organisation, User
from territoria_web.people.queries import Visitor, open_network, role_in_network
from territoria_web.people.rules import MAY, role_may

VERB: Final = "benchmark"
# Whoever writes the records of a territory answers for them in a benchmark.
OWNERS: Final = tuple(role for role, verbs in MAY["measure"].items() if "register" in verbs)
TEMPLATE: Final = "initiative-benchmark"
State = Benchmark.State
STATE_NAMES: Final[Mapping[str, Promise]] = {
    State.DRAFT: pgettext_lazy("state of a benchmark", "In preparation"),
    State.CONSULTING: pgettext_lazy("state of a benchmark", "Criteria open to remarks"),
    State.SCORING: pgettext_lazy("state of a benchmark", "Being scored"),
    State.PUBLISHED: pgettext_lazy("state of a benchmark", "Published"),
}
TEXTS: Final = ("title", "none", "half", "full")
ANCHORS: Final = ((0, "none"), (2, "half"), (4, "full"))


@dataclass(frozen=True)
class Asked:
    """A criterion in the language spoken; ``anchors``: what 0, 2 and 4 mean."""

    id: str
    title: Said
    anchors: tuple[tuple[int, Said], ...]


def is_office(user: Visitor, network: Organisation) -> bool:
    """Whether somebody runs the benchmarks of a network."""
    return role_may(role_in_network(user, network), "network", VERB)


def open_benchmark(user: Visitor, network: UUID, number: UUID, verb: str = "see") -> Benchmark:
    """A benchmark through the door of its network. Members get none that is in preparation; 404 for
    them then, for strangers, and for benchmarks of other networks. Owners in a territory of the network
    see it while its criteria are consulted on.
    """
    if verb == "see" and (found := _consulted(user, network, number)):
        return found
    held = open_network(user, network, verb)
    rows = Benchmark.objects.select_related("network").filter(network=held)
    if not is_office(user, held):
        rows = rows.exclude(state=State.DRAFT)
    found = rows.filter(public_id=number).first()
    if found is None:
        raise Http404
    return found


def _consulted(user: Visitor, network: UUID, number: UUID) -> Benchmark | None:
    if not user.is_authenticated:
        return None
    rows = _for_owners(user).select_related("network")
    return rows.filter(network__public_id=network, public_id=number).first()


def _for_owners(user: User) -> QuerySet[Benchmark]:
    """Those consulted on in networks of the territories that somebody writes records for."""
    mine = user.memberships.filter(role__in=OWNERS).exclude(territory=None)
    places = Organisation.objects.filter(territories__in=mine.values("territory"))
    return Benchmark.objects.filter(state=State.CONSULTING, network__in=places)


def benchmarks_to_remark_on(user: User, today: date | None = None) -> QuerySet[Benchmark]:
    """Those on whose criteria an owner can remark now, the shortest time left first."""
    held = _for_owners(user).filter(consulted_until__gte=today or timezone.localdate())
    return held.select_related("network").order_by("consulted_until", "pk")


def benchmarks_of(network: Organisation, *, office: bool) -> QuerySet[Benchmark]:
    """Those of a network, latest first, with how many initiatives take part."""
    rows = Benchmark.objects.filter(network=network)
    rows = rows if office else rows.exclude(state=State.DRAFT)
    return rows.annotate(count=Count("entrants"))


def state_said(held: Benchmark) -> str:
    """Where it stands, in words."""
    return str(STATE_NAMES[held.state])


def may_change_criteria(held: Benchmark) -> bool:
    """Whether the criteria are still open: until scoring begins, and never after."""
    return held.state in (State.DRAFT, State.CONSULTING)


# ── criteria ──────────────────────────────────────────────────────────────────────────────────


def library_criteria() -> list[dict[str, Any]]:
    """The ten of the library's template, as a benchmark holds them."""
    return [
        {"id": c.id, **{name: dict(getattr(c, name).root) for name in TEXTS}}
        for c in library().templates[TEMPLATE].criteria
    ]


def criterion_ids(held: Benchmark) -> list[str]:
    """The criteria of a benchmark in their order."""
    return [str(c["id"]) for c in held.criteria]


def criteria_asked(criteria: Sequence[Mapping[str, Any]]) -> tuple[Asked, ...]:
    """Criteria with their anchors in the language spoken, else in the one they were written in."""
    return tuple(
        Asked(c["id"], said_of(c["title"]), tuple((n, said_of(c[name])) for n, name in ANCHORS))
        for c in criteria
    )


def digest_of_criteria(criteria: Sequence[Mapping[str, Any]]) -> str:
    """SHA-256 of the criteria as they stand, words and order."""
    text = json.dumps(list(criteria), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def remarks_on(held: Benchmark) -> dict[str, list[Remark]]:
    """Criterion → remarks in the order they came; '' is the whole."""
    found: dict[str, list[Remark]] = {}
    for remark in Remark.objects.filter(benchmark=held).select_related("by"):
        found.setdefault(remark.criterion, []).append(remark)
    return found

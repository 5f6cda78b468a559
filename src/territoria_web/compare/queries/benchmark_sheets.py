"""Sheets: those that wait for somebody, one through its door, how many are in, what divides assessors."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from territoria.compare.benchmark import Cell
from territoria_web.compare.models import Assessor, Benchmark, Entrant, Settled, Sheet
from territoria_web.compare.queries.benchmark_entrants import entrants_of, facts_of
from territoria_web.compare.queries.benchmark_results import profile_of
from territoria_web.compare.queries.benchmarks import OWNERS, criterion_ids
from territoria_web.people.models import Membership, Role, User

PARTS = "entrant__edition__initiative__territory"


@dataclass(frozen=True)
class Standing:
    """How far an initiative is. ``sheets``: of assessors, ``done``: handed in; ``owner``: whether the
    owner handed theirs in, None where there is none to.
    """

    entrant: Entrant
    sheets: tuple[Sheet, ...]
    done: int
    owner: bool | None


@dataclass(frozen=True)
class Difference:
    """A criterion on which assessors are too far apart. ``scores``: who gave what, and why;
    ``settled``: what came of their talk.
    """

    entrant: Entrant
    cell: Cell
    scores: tuple[tuple[User | None, int, str], ...]
    settled: Settled | None


def settled_stamp(found: Settled | None) -> str:
    """Names the outcome of a talk as it stands; "" where there is none."""
    if found is None:
        return ""
    return hashlib.sha256(f"{found.value} {found.said}".encode()).hexdigest()[:20]


def sheets_for(user: User) -> QuerySet[Sheet]:
    """The sheets that somebody writes while scoring is open: as an assessor, unless they joined the
    office, or for the owner.
    """
    mine = Membership.objects.filter(user=user, role__in=OWNERS).exclude(territory=None)
    asked = Assessor.objects.filter(benchmark=OuterRef("entrant__benchmark"), user=user)
    own = Q(owner=True, entrant__edition__initiative__territory__in=mine.values("territory"))
    office = Membership.objects.filter(user=user, role=Role.SECRETARIAT).exclude(organisation=None)
    lent = Q(Exists(asked), owner=False, by=user)
    lent &= ~Q(entrant__benchmark__network__in=office.values("organisation"))
    rows = Sheet.objects.filter(entrant__benchmark__state=Benchmark.State.SCORING)
    rows = rows.filter(own | lent)
    return rows.select_related("entrant__benchmark__network", PARTS, "by")


def sheets_waiting(user: User) -> QuerySet[Sheet]:
    """Those that are not handed in."""
    return sheets_for(user).filter(submitted=None)


def sheet_for(user: User, public_id: UUID) -> Sheet:
    """A sheet that somebody writes, or wrote; 404 for everybody else."""
    found = sheets_for(user).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def standings_of(held: Benchmark) -> list[Standing]:
    """How far each initiative is. Three queries."""
    sheets: dict[int, list[Sheet]] = {}
    for sheet in Sheet.objects.filter(entrant__benchmark=held).select_related("by"):
        sheets.setdefault(sheet.entrant_id, []).append(sheet)
    return [_standing(e, sheets.get(e.pk, [])) for e in entrants_of(held)]


def _standing(entrant: Entrant, sheets: Sequence[Sheet]) -> Standing:
    theirs = tuple(s for s in sheets if not s.owner)
    own = next((s for s in sheets if s.owner), None)
    done = sum(s.submitted is not None for s in theirs)
    return Standing(entrant, theirs, done, None if own is None else own.submitted is not None)


def missing_sheets(held: Benchmark) -> int:
    """Sheets of assessors that are not handed in."""
    return Sheet.objects.filter(entrant__benchmark=held, owner=False, submitted=None).count()


def differences_in(held: Benchmark) -> list[Difference]:
    """What assessors are to talk over, and what they have, by initiative. Four queries."""
    sheets: dict[int, list[Sheet]] = {}
    for sheet in Sheet.objects.filter(entrant__benchmark=held).select_related("by"):
        sheets.setdefault(sheet.entrant_id, []).append(sheet)
    settled = {
        (s.entrant_id, s.criterion): s for s in Settled.objects.filter(entrant__benchmark=held)
    }
    return [
        _difference(e, cell, sheets.get(e.pk, []), settled.get((e.pk, cell.criterion)))
        for e in entrants_of(held)
        for cell in _cells(held, e, sheets.get(e.pk, []))
        if cell.state == "disputed"
    ]


def _cells(held: Benchmark, entrant: Entrant, sheets: Sequence[Sheet]) -> list[Cell]:
    """As the assessors left them, before any talk."""
    baseline = facts_of(entrant)["baseline"]
    found = profile_of(sheets, criterion_ids(held), {}, has_baseline=baseline)
    return list(found.cells.values())


def _difference(
    entrant: Entrant, cell: Cell, sheets: Sequence[Sheet], settled: Settled | None
) -> Difference:
    given = [
        (s.by, int(held["value"]), str(held.get("why", "")))
        for s in sheets
        if not s.owner
        and s.submitted is not None
        and (held := s.scores.get(cell.criterion, {})).get("value") is not None
    ]
    return Difference(entrant, cell, tuple(given), settled)


def apart_for(user: User) -> dict[int, int]:
    """Entrant → differences that wait to be talked over, where somebody has handed a sheet in as an
    assessor. Four queries a benchmark.
    """
    mine = [s.entrant for s in sheets_for(user) if not s.owner and s.submitted is not None]
    own = {entrant.pk for entrant in mine}
    rounds = {entrant.benchmark_id: entrant.benchmark for entrant in mine}
    found = [d for held in rounds.values() for d in differences_in(held)]
    return Counter(d.entrant.pk for d in found if d.settled is None and d.entrant.pk in own)


def is_disputed(held: Benchmark, entrant: Entrant, criterion: str) -> bool:
    """Whether assessors are too far apart on this criterion, whatever they settled."""
    rows = list(Sheet.objects.filter(entrant=entrant))
    return any(
        cell.criterion == criterion and cell.state == "disputed"
        for cell in _cells(held, entrant, rows)
    )

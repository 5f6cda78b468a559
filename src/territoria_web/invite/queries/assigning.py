"""Who could review what: the engine's assignment, with names; shown before it is taken."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from territoria.errors import Problem, TerritoriaError
from territoria.invite.assignment import assign_reviewers
from territoria_web.invite.models import Application, Call, Review, Reviewer
from territoria_web.invite.queries.panels import (
    barred_pairs,
    judged_in,
    label_of,
    names_of_seats,
    reviews_in,
)


@dataclass(frozen=True)
class Load:
    """What one reviewer would have: how many in all, how many of them stand already."""

    reviewer: Reviewer
    name: str
    count: int
    kept: int


@dataclass(frozen=True)
class Proposal:
    """Who would review what. ``stamp`` names the state it was worked out for, so that nobody takes
    another one than was shown. ``undeclared``: reviewers who have not spoken on conflicts yet.
    """

    pairs: tuple[tuple[Application, tuple[Reviewer, ...]], ...]
    loads: tuple[Load, ...]
    together: int
    problems: tuple[Problem, ...]
    undeclared: tuple[Reviewer, ...]
    each: int
    stamp: str


@dataclass(frozen=True)
class _State:
    """All that an assignment hangs on."""

    applications: tuple[Application, ...]
    seats: tuple[Reviewer, ...]
    undeclared: tuple[Reviewer, ...]
    barred: frozenset[tuple[int, int]]
    kept: frozenset[tuple[int, int]]


def proposed_assignment(call: Call, each: int) -> Proposal:
    """An assignment that keeps every review that was begun; ``problems`` say why there is none."""
    state = _state(call)
    stamp = _stamp(state, each)
    try:
        pairs, together = _worked_out(state, each)
    except TerritoriaError as refused:
        problems = tuple(refused.problems)
        return Proposal((), (), 0, problems, state.undeclared, each, stamp)
    return Proposal(
        _by_application(state.applications, pairs),
        _loads(state.seats, pairs, state.kept),
        together,
        (),
        state.undeclared,
        each,
        stamp,
    )


def assignment_stamp(call: Call, each: int) -> str:
    """The stamp of the proposal as things stand, without working it out."""
    return _stamp(_state(call), each)


def _state(call: Call) -> _State:
    seats = list(Reviewer.objects.filter(call=call).select_related("user").order_by("pk"))
    kept = _kept([r for rows in reviews_in(call).values() for r in rows])
    return _State(
        applications=tuple(judged_in(call)),
        seats=tuple(_inside(seats, kept)),
        undeclared=tuple(r for r in seats if r.left is None and r.declared is None),
        barred=frozenset(barred_pairs(call)),
        kept=frozenset(kept),
    )


def _kept(reviews: Sequence[Review]) -> set[tuple[int, int]]:
    """Begun by somebody who is still there, or handed in by anybody."""
    return {
        (r.application_id, r.reviewer_id)
        for r in reviews
        if r.submitted is not None or (r.begun is not None and r.reviewer.left is None)
    }


def _inside(seats: Sequence[Reviewer], kept: set[tuple[int, int]]) -> list[Reviewer]:
    """Who can be given something, and who left something behind that counts."""
    left_behind = {reviewer for _, reviewer in kept}
    return [r for r in seats if (r.left is None and r.declared is not None) or r.pk in left_behind]


def _worked_out(state: _State, each: int) -> tuple[list[tuple[Application, Reviewer]], int]:
    applications, seats = state.applications, state.seats
    labels = {a.pk: label_of(a) for a in applications}
    names = names_of_seats(list(seats))
    named = {
        key: [(labels[a], names[r]) for a, r in pairs if a in labels and r in names]
        for key, pairs in (("barred", state.barred), ("kept", state.kept))
    }
    found = assign_reviewers(
        list(labels.values()),
        list(names.values()),
        conflicts=set(named["barred"]),
        per_application=each,
        most={names[r.pk]: limit for r in seats if (limit := _most(r, state.kept)) is not None},
        kept=set(named["kept"]),
        organisation={names[r.pk]: r.organisation.strip().lower() for r in seats},
    )
    of_label = {labels[a.pk]: a for a in applications}
    of_name = {names[r.pk]: r for r in seats}
    return [(of_label[a], of_name[r]) for a, r in found.pairs], found.together


def _most(reviewer: Reviewer, kept: Collection[tuple[int, int]]) -> int | None:
    """The largest load; of whoever left, or has not declared, what stands and no more."""
    if reviewer.left is not None or reviewer.declared is None:
        return sum(r == reviewer.pk for _, r in kept)
    return reviewer.most or None


def _by_application(
    applications: Sequence[Application], pairs: Sequence[tuple[Application, Reviewer]]
) -> tuple[tuple[Application, tuple[Reviewer, ...]], ...]:
    found: dict[int, list[Reviewer]] = {a.pk: [] for a in applications}
    for application, reviewer in pairs:
        found[application.pk].append(reviewer)
    return tuple((a, tuple(found[a.pk])) for a in applications)


def _loads(
    seats: Sequence[Reviewer],
    pairs: Sequence[tuple[Application, Reviewer]],
    kept: Collection[tuple[int, int]],
) -> tuple[Load, ...]:
    names = names_of_seats(list(seats))
    return tuple(
        Load(
            r,
            names[r.pk],
            sum(other.pk == r.pk for _, other in pairs),
            sum(other == r.pk for _, other in kept),
        )
        for r in sorted(seats, key=lambda seat: names[seat.pk].lower())
    )


def _stamp(state: _State, each: int) -> str:
    told = (
        [a.pk for a in state.applications],
        [(r.pk, r.most, r.organisation, r.left is None) for r in state.seats],
        sorted(state.barred),
        sorted(state.kept),
        each,
    )
    return hashlib.sha256(repr(told).encode()).hexdigest()[:20]

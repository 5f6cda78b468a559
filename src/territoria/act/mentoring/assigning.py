"""Assign mentors: by the most points in all, or stable; each says what the other would change."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from territoria.act.b_matching import best_b_matching
from territoria.act.fit import in_common
from territoria.act.mentoring.deferred import Lists, accept_deferred, blocking_pairs
from territoria.act.mentoring.people import Mentee, Mentor, check_mentoring
from territoria.act.mentoring.result import Change, Mentoring, Method, Pairing, Unmatched
from territoria.errors import MethodError, Problem, did_you_mean
from territoria.speech import gettext

METHODS: tuple[Method, ...] = ("total", "stable")


def assign_mentors(
    mentors: Sequence[Mentor],
    mentees: Sequence[Mentee],
    *,
    method: Method = "total",
    seed: int = 1,
    apart: Collection[tuple[str, str]] = (),
) -> Mentoring:
    """Give each mentee one mentor at most, and no mentor more mentees than they take.

    "total": the most points in all, and among those the most pairs. "stable": no mentee and mentor
    who would both rather have each other; mentees ask. Mentees prefer by wish, then themes; mentors
    by themes, then languages in common; a lot by ``seed`` parts equals. Only pairs that can talk and
    have a wish or a theme in common are made, and none of ``apart``: (mentee, mentor) by their ids.
    MethodError: an unknown method. DataError: mentors and mentees that do not hold, all at once.
    Source: Gale and Shapley (1962); Hoffman and Kruskal (1956).
    """
    if method not in METHODS:
        text = gettext("the method {name} is not known.").format(name=method)
        raise MethodError(Problem(gettext("mentoring"), text, did_you_mean(method, METHODS)))
    check_mentoring(mentors, mentees)
    ground = _ground(mentors, mentees, seed, frozenset(apart))
    best, proven = _total(ground)
    found: dict[Method, dict[str, str]] = {"total": best, "stable": _stable(ground)}
    here = found[method]
    there = found["stable" if method == "total" else "total"]
    return Mentoring(
        method=method,
        pairs=tuple(ground.pairs[m.id, here[m.id]] for m in mentees if m.id in here),
        unmatched=tuple(_unmatched(ground, m) for m in mentees if m.id not in here),
        total=_points(ground, here),
        other_total=_points(ground, there),
        changes=tuple(_changes(ground, here, there)),
        blocking=blocking_pairs(here, ground.wishes, ground.likings, ground.capacity),
        proven=proven and method == "total",
        seed=seed,
    )


@dataclass(frozen=True)
class _Ground:
    """``pairs``: (mentee, mentor) → what they have in common, for those that fit; ``wishes``,
    ``likings``: lists of the mentees and of the mentors, without equals.
    """

    mentors: Sequence[Mentor]
    mentees: Sequence[Mentee]
    pairs: Mapping[tuple[str, str], Pairing]
    wishes: Lists
    likings: Lists
    capacity: Mapping[str, int]


def _ground(
    mentors: Sequence[Mentor],
    mentees: Sequence[Mentee],
    seed: int,
    apart: frozenset[tuple[str, str]],
) -> _Ground:
    chance = np.random.default_rng(seed)
    first, second = _lot([m.id for m in mentors], chance), _lot([m.id for m in mentees], chance)
    beside = ((a, b) for a in mentees for b in mentors if (a.id, b.id) not in apart)
    pairs = {(a.id, b.id): p for a, b in beside if (p := _pairing(b, a)).fits}

    def dear(pair: tuple[str, str]) -> tuple[int, int, int]:
        held = pairs[pair]
        return held.wish or len(held.mentee.wishes) + 1, -len(held.themes), first[pair[1]]

    def near(pair: tuple[str, str]) -> tuple[int, int, int]:
        held = pairs[pair]
        return -len(held.themes), -len(held.languages), second[pair[0]]

    wishes: dict[str, list[str]] = {m.id: [] for m in mentees}
    likings: dict[str, list[str]] = {m.id: [] for m in mentors}
    for mentee, mentor in sorted(pairs, key=dear):
        wishes[mentee].append(mentor)
    for mentee, mentor in sorted(pairs, key=near):
        likings[mentor].append(mentee)
    capacity = {m.id: m.capacity for m in mentors}
    return _Ground(mentors, mentees, pairs, wishes, likings, capacity)


def _lot(ids: Sequence[str], chance: np.random.Generator) -> dict[str, int]:
    """A place for each, whatever the order in which they are given."""
    return dict(zip(sorted(ids), chance.permutation(len(ids)).tolist(), strict=True))


def _pairing(mentor: Mentor, mentee: Mentee) -> Pairing:
    languages = in_common(mentor.languages, mentee.languages)
    wished = mentor.id in mentee.wishes
    return Pairing(
        mentor=mentor,
        mentee=mentee,
        wish=mentee.wishes.index(mentor.id) + 1 if wished else None,
        themes=in_common(mentor.themes, mentee.themes),
        languages=languages,
        can_talk=bool(languages) or not (mentor.languages and mentee.languages),
    )


def _total(ground: _Ground) -> tuple[dict[str, str], bool]:
    """The assignment of the most points, and whether that is proven."""
    names = list(ground.pairs)
    row = {m.id: n for n, m in enumerate(ground.mentees)}
    column = {m.id: len(row) + n for n, m in enumerate(ground.mentors)}
    ends = np.array([[row[a], column[b]] for a, b in names], dtype=np.int64).reshape(-1, 2)
    # one point outweighs any number of pairs, so that more pairs decide only among equals
    fine = len(row) + 1
    weights = np.array([p.points * fine + 1 for p in ground.pairs.values()], dtype=np.int64)
    room = np.array([1] * len(row) + [m.capacity for m in ground.mentors], dtype=np.int64)
    found = best_b_matching(ends, weights, room)
    chosen = {a: b for (a, b), on in zip(names, found.chosen.tolist(), strict=True) if on}
    return chosen, found.value == found.bound


def _stable(ground: _Ground) -> dict[str, str]:
    return accept_deferred(ground.wishes, ground.likings, ground.capacity)


def _points(ground: _Ground, matched: Mapping[str, str]) -> int:
    return sum(ground.pairs[pair].points for pair in matched.items())


# ── sentences ─────────────────────────────────────────────────────────────────────────────────


def _unmatched(ground: _Ground, mentee: Mentee) -> Unmatched:
    """Why a mentee has no mentor."""
    if ground.wishes[mentee.id]:
        names = ", ".join(m.called for m in ground.mentors if m.id in ground.wishes[mentee.id])
        text = gettext("All mentors who would fit have as many mentees as they take: {names}.")
        return Unmatched(mentee.id, text.format(names=names))
    pairings = [_pairing(mentor, mentee) for mentor in ground.mentors]
    if any(p.fits for p in pairings):
        text = gettext("The mentors who would fit are kept apart.")
    elif any(not p.can_talk and (p.wish or p.themes) for p in pairings):
        text = gettext("The mentors with a wish or a theme in common share no language.")
    else:
        text = gettext("No mentor is wished for or has a theme in common.")
    return Unmatched(mentee.id, text)


def _changes(ground: _Ground, here: Mapping[str, str], there: Mapping[str, str]) -> list[Change]:
    called = {mentor.id: mentor.called for mentor in ground.mentors}
    out = []
    for mentee in ground.mentees:
        one, other = here.get(mentee.id, ""), there.get(mentee.id, "")
        if one == other:
            continue
        text = gettext("By the other method {mentee} would have {there} instead of {here}.")
        if not one:
            text = gettext("By the other method {mentee} would have {there}.")
        elif not other:
            text = gettext("By the other method {mentee} would have no mentor instead of {here}.")
        said = text.format(mentee=mentee.called, here=called.get(one), there=called.get(other))
        out.append(Change(mentee.id, one, other, said))
    return out

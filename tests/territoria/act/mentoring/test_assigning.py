"""Mentors assigned by the best total or stable, explained, with what the other would change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.act.mentoring import Mentee, Mentor, assign_mentors
from territoria.act.mentoring.assigning import METHODS
from territoria.errors import MethodError

THEMES = st.lists(st.sampled_from(["export", "data", "green"]), max_size=2, unique=True).map(tuple)
TONGUES = st.lists(st.sampled_from(["fr", "es"]), max_size=2, unique=True).map(tuple)
MENTORS = st.lists(
    st.builds(Mentor, st.sampled_from("xyz"), st.integers(0, 2), THEMES, TONGUES),
    unique_by=lambda mentor: mentor.id,
)


@st.composite
def both(draw: st.DrawFn) -> tuple[list[Mentor], list[Mentee]]:
    mentors = draw(MENTORS)
    ids = [mentor.id for mentor in mentors]
    wishes = st.lists(st.sampled_from(ids), unique=True) if ids else st.just([])
    mentees = [
        Mentee(name, tuple(draw(wishes)), draw(THEMES), draw(TONGUES))
        for name in "abcde"[: draw(st.integers(0, 5))]
    ]
    return mentors, mentees


@given(both(), st.integers(0, 3))
def test_total_has_the_most_points_and_stable_no_pair_that_blocks(
    sides: tuple[list[Mentor], list[Mentee]], seed: int
) -> None:
    mentors, mentees = sides
    total = assign_mentors(mentors, mentees, seed=seed)
    stable = assign_mentors(mentors, mentees, method="stable", seed=seed)
    assert (total.total, total.other_total) == (stable.other_total, stable.total)
    assert total.total >= stable.total
    assert total.proven
    assert stable.blocking == ()
    for found in (total, stable):
        taken = [pair.mentor.id for pair in found.pairs]
        assert all(taken.count(mentor.id) <= mentor.capacity for mentor in mentors)
        assert all(pair.fits and pair.sentence for pair in found.pairs)
        told = [pair.mentee.id for pair in found.pairs] + [u.mentee for u in found.unmatched]
        assert sorted(told) == [mentee.id for mentee in mentees]
        assert all(one.reason for one in found.unmatched)
    assert {c.mentee for c in total.changes} == {c.mentee for c in stable.changes}
    assert assign_mentors(mentors[::-1], mentees, seed=seed).total == total.total


MIA, NOA = Mentor("m", 1, ("export", "data"), ("fr",), "Mia"), Mentor("n", 1, (), (), "Noa")
ADA = Mentee("a", ("m", "n"), ("export",), ("fr",), "Ada")
BEN = Mentee("b", ("m",), ("export", "data"), ("fr",), "Ben")


def test_each_pair_is_explained_by_its_parts() -> None:
    found = assign_mentors([MIA, NOA], [ADA, BEN])
    assert [(p.mentee.id, p.mentor.id, p.points) for p in found.pairs] == [
        ("a", "n", 4),
        ("b", "m", 10),
    ]
    assert [p.sentence for p in found.pairs] == [
        "Noa is the second wish of Ada.",
        "Mia is the first wish of Ben. Themes in common: data, export. Languages in common: fr.",
    ]
    assert (found.total, found.unmatched, found.changes) == (14, (), ())
    assert found.sentence == (
        "Mentees with a mentor: 2 of 2, 14 points in all. The other method assigns the same."
    )


def test_two_who_would_rather_have_each_other_are_named() -> None:
    far = Mentor("m", 1), Mentor("n", 1)
    asked = [Mentee("a", ("m", "n")), Mentee("b", ("m",))]
    found = assign_mentors(far, asked)
    assert (found.total, {p.mentee.id: p.mentor.id for p in found.pairs}) == (
        10,
        {"a": "n", "b": "m"},
    )
    results = {seed: assign_mentors(far, asked, seed=seed) for seed in range(8)}
    assert {r.blocking for r in results.values()} == {(), (("a", "m"),)}
    blocked = next(r for r in results.values() if r.blocking)
    assert [c.sentence for c in blocked.changes] == [
        "By the other method a would have m instead of n.",
        "By the other method b would have no mentor instead of m.",
    ]
    assert blocked.sentence == (
        "Mentees with a mentor: 2 of 2, 10 points in all. The other method would have 6 points and "
        "change the mentor of 2."
    )
    stable = assign_mentors(far, asked, method="stable", seed=blocked.seed)
    assert [c.sentence for c in stable.changes] == [
        "By the other method a would have n instead of m.",
        "By the other method b would have m.",
    ]


def test_who_is_without_a_mentor_is_told_why() -> None:
    mentors = [Mentor("m", 0, ("export",), ("fr",), "Mia")]
    mentees = [
        Mentee("a", (), ("export",)),
        Mentee("b", (), ("export",), ("es",)),
        Mentee("c", (), ("green",)),
        Mentee("m", (), ("export",)),
    ]
    assert [u.reason for u in assign_mentors(mentors, mentees).unmatched] == [
        "All mentors who would fit have as many mentees as they take: Mia.",
        "The mentors with a wish or a theme in common share no language.",
        "No mentor is wished for or has a theme in common.",
        "No mentor is wished for or has a theme in common.",
    ]


def test_a_method_that_is_not_known_is_refused() -> None:
    with pytest.raises(MethodError, match="the method stabel is not known"):
        assign_mentors([], [], method="stabel")  # type: ignore[arg-type]


def test_two_who_are_kept_apart_are_no_pair_by_either_method() -> None:
    for method in METHODS:
        found = assign_mentors([MIA, NOA], [ADA, BEN], method=method, apart=[("b", "m")])
        assert [(p.mentee.id, p.mentor.id) for p in found.pairs] == [("a", "m")]
        assert [u.reason for u in found.unmatched] == ["The mentors who would fit are kept apart."]
        assert found.blocking == ()

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.listen.opinion.projection import fill, in_conversation, project
from territoria.listen.opinion.votes import votes_from

SEEDS = st.integers(0, 10**6)


def drawn(seed, people=20, statements=9, blank=0.3):
    rng = np.random.default_rng(seed)
    return votes_from(
        (f"p{p:02}", f"s{s}", int(rng.integers(-1, 2)))
        for p in range(people)
        for s in range(statements)
        if s == 0 or rng.random() > blank
    )


def active(*cast):
    """People with so many votes each, of nine statements."""
    names = [f"s{n}" for n in range(9)]
    held = [(f"p{p:02}", names[s], 1) for p, n in enumerate(cast) for s in range(n)]
    return in_conversation(votes_from(held, statements=names)).tolist()


def test_seven_votes_are_enough():
    assert active(*[7] * 15, 6) == [True] * 15 + [False]


def test_fewer_than_fifteen_are_filled_with_the_most_active():
    assert active(*[9] * 13, 2, 4, 3) == [True] * 13 + [False, True, True]


def test_whoever_was_placed_before_stays_placed_when_statements_are_added():
    held = [(f"p{p:02}", f"s{s}", 1) for p in range(20) for s in range(9)] + [("q", "s0", 1)]
    votes = votes_from(held)
    assert not in_conversation(votes)[-1]
    assert in_conversation(votes, ["q", "who left"])[-1]


def test_of_few_statements_all_must_be_voted_on():
    held = [(f"p{p:02}", s, 1) for p in range(16) for s in ("x", "y")] + [("q", "x", 1)]
    assert in_conversation(votes_from(held)).tolist() == [True] * 16 + [False]


@given(SEEDS)
def test_directions_are_those_of_the_singular_values_with_a_fixed_sign(seed):
    votes = drawn(seed)
    found = project(fill(votes))
    known = votes.said
    mean = np.nanmean(votes.values, axis=0)
    apart = np.where(known, votes.values - mean, 0.0)
    _, values, rows = np.linalg.svd(apart)
    np.testing.assert_allclose(found.explained, (values**2 / (values**2).sum())[:2], atol=1e-12)
    for axis in range(2):
        assert abs(found.directions[axis] @ rows[axis]) > 1 - 1e-6 or values[axis] - values[2] < 0.1
        assert found.directions[axis][np.abs(found.directions[axis]).argmax()] > 0
    assert abs(found.directions[0] @ found.directions[1]) < 1e-9


def test_a_position_is_stretched_by_what_was_not_seen():
    votes = drawn(5)
    found = project(fill(votes))
    person = 4
    said = votes.said[person]
    plain = (votes.values[person, said] - found.centre[said]) @ found.directions[:, said].T
    stretch = np.sqrt(9 / said.sum())
    np.testing.assert_allclose(found.positions[person], plain * stretch, atol=1e-12)


def test_more_statements_than_people_give_the_same_directions_as_the_long_way():
    votes = drawn(8, people=6, statements=14)
    found = project(fill(votes))
    apart = np.where(votes.said, votes.values - np.nanmean(votes.values, axis=0), 0.0)
    values, vectors = np.linalg.eigh(apart.T @ apart)
    for axis in range(2):
        assert abs(found.directions[axis] @ vectors[:, -1 - axis]) > 1 - 1e-9
    np.testing.assert_allclose(np.array(found.explained) * values.sum(), values[:-3:-1], atol=1e-9)


@given(SEEDS)
@settings(max_examples=20)
def test_drawing_everybody_as_often_is_the_same_as_copying_them(seed):
    votes = drawn(seed)
    times = np.random.default_rng(seed).integers(0, 4, len(votes.participants))
    copied = [
        (f"{person}-{copy}", name, int(votes.values[row, n]))
        for row, person in enumerate(votes.participants)
        for copy in range(times[row])
        for n, name in enumerate(votes.statements)
        if votes.said[row, n]
    ]
    some = project(fill(votes), times)
    other = project(fill(votes_from(copied, statements=votes.statements)))
    np.testing.assert_allclose(some.explained, other.explained, atol=1e-9)
    np.testing.assert_allclose(some.centre, other.centre, atol=1e-9)


def test_a_statement_moderated_out_is_zero_for_everybody_and_has_no_direction():
    votes = drawn(2)
    held = [
        (p, s, int(votes.values[i, j]))
        for i, p in enumerate(votes.participants)
        for j, s in enumerate(votes.statements)
        if votes.said[i, j]
    ]
    found = fill(votes_from(held, statements=votes.statements, moderated_out=["s3"]))
    column = votes.statements.index("s3")
    assert found.known[:, column].all()
    assert not found.values[:, column].any()
    np.testing.assert_allclose(project(found).directions[:, column], 0, atol=1e-12)


def test_people_who_all_vote_alike_stand_in_one_place():
    held = [(f"p{p}", s, 1) for p in range(5) for s in "xyz"]
    found = project(fill(votes_from(held)))
    assert found.explained == (0.0, 0.0)
    assert not found.positions.any()
    assert not found.extremity.any()


def test_the_extremity_is_the_length_of_a_bare_agreement():
    votes = drawn(11)
    found = project(fill(votes))
    for n in range(9):
        place = np.sqrt(9) * (1 - found.centre[n]) * found.directions[:, n]
        np.testing.assert_allclose(found.extremity[n], np.linalg.norm(place), atol=1e-12)

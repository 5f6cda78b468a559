from __future__ import annotations

import json

import numpy as np
import pytest

from territoria.listen.opinion.grouping import FormerK
from territoria.listen.opinion.opinions import opinions
from territoria.listen.opinion.routing import next_statement
from territoria.listen.opinion.votes import votes_from


@pytest.fixture
def found(camps):
    return opinions(camps(), seed=1, resamples=6)


def test_camps_are_found_with_who_is_in_them(found):
    assert found.groups is not None
    assert [(g.name, g.size) for g in found.groups] == [("A", 40), ("B", 25)]
    assert {person[0] for person in found.groups[1].members} == {"1"}
    assert found.group_of()["0-000"] == "A"
    assert found.why_no_groups == ""
    assert (found.participants, found.placed, len(found.people)) == (65, 65, 65)


def test_what_all_camps_agree_with_is_shared(found):
    assert found.bridging[0] == "s0"
    first = found.statement("s0")
    assert first.seen == first.agree + first.disagree + first.passed == 65
    assert first.group_informed is not None
    assert first.group_informed_root == first.group_informed**0.5
    assert first.spread is not None
    assert first.spread < 0.2


def test_the_counts_of_groups_and_of_all_are_the_same_votes(found):
    for n, row in enumerate(found.statements):
        counts = [group.counts[n] for group in found.groups]
        assert {c.statement for c in counts} == {row.statement}
        assert sum(c.seen for c in counts) == row.seen
        assert sum(c.agree for c in counts) == row.agree
        assert sum(c.passed for c in counts) == row.passed


def test_the_same_votes_in_another_order_give_the_same_opinions(camps, found):
    votes = camps()
    held = [
        (p, s, int(votes.values[i, j]))
        for i, p in enumerate(votes.participants)
        for j, s in enumerate(votes.statements)
        if votes.said[i, j]
    ]
    again = opinions(votes_from(held[::-1], statements=votes.statements), seed=1, resamples=6)
    assert again.to_plain() == found.to_plain()


def test_what_is_handed_on_is_json_without_anybodys_name(found):
    text = json.dumps(found.to_plain(), allow_nan=False)
    assert "0-000" not in text
    assert json.loads(text)["groups"][0]["size"] == 40


def test_without_stable_groups_there_is_consensus_and_division_and_a_reason(camps):
    votes = camps((60, 40), noise=1.0, blank=0.4)
    held = [(p, "all", 1) for p in votes.participants] + [
        (p, "half", 1 if n % 2 else -1) for n, p in enumerate(votes.participants[:40])
    ]
    held += [
        (p, s, int(votes.values[i, j]))
        for i, p in enumerate(votes.participants)
        for j, s in enumerate(votes.statements)
        if votes.said[i, j]
    ]
    found = opinions(votes_from(held), seed=1, resamples=6)
    assert found.groups is None
    assert found.bridging == ()
    assert found.why_no_groups.startswith("No groups are shown")
    assert found.consensus[0].statement == "all"
    assert found.statement("half").division == 1.0
    sure = [found.statement(name).division_at_least for name in found.divided]
    assert sure == sorted(sure, reverse=True)
    assert len(sure) == 5
    assert {row.group_informed for row in found.statements} == {None}
    assert found.stability is not None
    shown = opinions(votes_from(held), seed=1, gated=False)
    assert shown.groups is not None
    assert shown.stability is None


def test_nobody_and_one_mind_have_no_groups():
    nobody = opinions(votes_from([], statements=["a", "b"]), seed=1)
    assert (nobody.participants, nobody.placed, nobody.groups) == (0, 0, None)
    assert nobody.why_no_groups.startswith("No groups are shown: too few people voted")
    assert next_statement(nobody.priorities(), ["a", "b"], 1) in ("a", "b")
    held = [(f"p{n}", s, 1) for n in range(30) for s in "abcdefgh"]
    alike = opinions(votes_from(held), seed=1)
    assert (alike.groups, alike.explained) == (None, (0.0, 0.0))
    assert len(alike.consensus) == 5
    assert opinions(votes_from([]), seed=1).statements == ()


def test_a_statement_moderated_out_is_counted_and_never_asked_or_listed(camps):
    votes = camps()
    held = [
        (p, s, int(votes.values[i, j]))
        for i, p in enumerate(votes.participants)
        for j, s in enumerate(votes.statements)
        if votes.said[i, j]
    ]
    out = votes_from(held, statements=votes.statements, moderated_out=["s0"])
    found = opinions(out, seed=1, resamples=4)
    assert found.statement("s0").priority == 0.0
    assert found.statement("s0").seen == 65
    told = {c.statement for c in found.consensus} | set(found.divided) | set(found.bridging)
    told |= {r.statement for g in found.groups or () for r in g.representative}
    assert "s0" not in told


def test_the_number_of_groups_follows_what_is_asked_or_what_was_before(camps):
    votes = camps((40, 30, 20), statements=16, seed=8)
    asked = opinions(votes, seed=1, k=3, gated=False)
    assert asked.groups is not None
    assert len(asked.groups) == 3
    best = opinions(votes, seed=1, gated=False)
    kept = opinions(votes, seed=1, gated=False, former=FormerK(4, 4, 7))
    assert kept.groups is not None
    assert len(kept.groups) == 4
    assert best.former is not None
    assert kept.former == FormerK(4, best.former.best, 1)


def test_a_statement_that_is_not_there_has_no_row(found):
    with pytest.raises(KeyError):
        found.statement("q")


def test_the_reach_of_a_group_is_its_variance(camps, found):
    for group in found.groups:
        across, both, up = group.spread
        assert across >= 0
        assert up >= 0
        assert both**2 <= across * up + 1e-12
    assert np.hypot(*found.groups[0].centre) > 0

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from territoria.errors import DataError, MethodError
from territoria.invite.assignment import Assignment, assign_reviewers

Pair = tuple[str, str]


def names(letter: str, count: int) -> list[str]:
    return [f"{letter}{n:03d}" for n in range(count)]


def rank_of(
    pairs: set[Pair], reviewers: list[str], home: dict[str, str], fits: dict[Pair, float]
) -> tuple[list[int], int, float]:
    """What is aimed at, the first aim first; smaller is better."""
    loads = sorted((sum(r == pair[1] for pair in pairs) for r in reviewers), reverse=True)
    together = sum(
        one[0] == other[0] and home.get(one[1], one[1]) == home.get(other[1], other[1])
        for one, other in combinations(sorted(pairs), 2)
    )
    return loads, together, -round(sum(fits.get(pair, 0.0) for pair in pairs), 6)


def best_of_all(
    applications: list[str],
    reviewers: list[str],
    conflicts: set[Pair],
    each: int,
    most: dict[str, int],
    kept: set[Pair],
    home: dict[str, str],
    fits: dict[Pair, float],
) -> tuple[list[int], int, float] | None:
    """Every assignment there is, tried one by one."""
    choices = [
        [
            {(a, r) for r in chosen}
            for chosen in combinations([r for r in reviewers if (a, r) not in conflicts], each)
        ]
        for a in applications
    ]
    found = []
    for rows in product(*choices):
        pairs = set().union(*rows)
        loads = Counter(r for _, r in pairs)
        if kept <= pairs and all(loads[r] <= limit for r, limit in most.items()):
            found.append(rank_of(pairs, reviewers, home, fits))
    return min(found, default=None)


@st.composite
def panels(draw: st.DrawFn) -> dict[str, object]:
    applications, reviewers = (
        names("a", draw(st.integers(1, 4))),
        names("r", draw(st.integers(2, 5))),
    )
    pairs = list(product(applications, reviewers))
    conflicts = draw(st.sets(st.sampled_from(pairs), max_size=5))
    free = [pair for pair in pairs if pair not in conflicts]
    return {
        "applications": applications,
        "reviewers": reviewers,
        "conflicts": conflicts,
        "each": draw(st.integers(1, 2)),
        "most": draw(st.dictionaries(st.sampled_from(reviewers), st.integers(0, 4), max_size=2)),
        "kept": draw(st.sets(st.sampled_from(free), max_size=2)) if free else set(),
        "home": draw(
            st.dictionaries(st.sampled_from(reviewers), st.sampled_from("xy"), max_size=4)
        ),
        "fits": draw(st.dictionaries(st.sampled_from(pairs), st.sampled_from([0, 0.25, 0.5, 1.0]))),
    }


def assigned(panel: dict[str, object]) -> Assignment:
    return assign_reviewers(
        panel["applications"],
        panel["reviewers"],
        conflicts=panel["conflicts"],
        per_application=panel["each"],
        most=panel["most"],
        kept=panel["kept"],
        organisation=panel["home"],
        fits=panel["fits"],
    )


@settings(deadline=None, max_examples=80)
@given(panels())
def test_no_other_assignment_is_better_on_any_aim(panel: dict[str, object]) -> None:
    best = best_of_all(**panel)
    if best is None:
        with pytest.raises(DataError):
            assigned(panel)
        return
    found = assigned(panel)
    pairs = set(found.pairs)
    assert rank_of(pairs, panel["reviewers"], panel["home"], panel["fits"]) == best
    assert not pairs & panel["conflicts"]
    assert panel["kept"] <= pairs
    assert Counter(a for a, _ in pairs) == dict.fromkeys(panel["applications"], panel["each"])
    assert (found.together, round(-found.fit, 6)) == best[1:]
    assert found.proven


@settings(deadline=None, max_examples=40)
@given(panels(), st.randoms(use_true_random=False))
def test_the_order_of_the_names_changes_nothing(panel: dict[str, object], chance: object) -> None:
    try:
        found = assigned(panel)
    except DataError:
        assume(False)
    turned = dict(panel)
    for key in ("applications", "reviewers"):
        turned[key] = list(panel[key])
        chance.shuffle(turned[key])
    assert set(assigned(turned).pairs) == set(found.pairs)


@pytest.mark.parametrize(("count", "panel", "loads"), [(44, 9, (14, 15)), (136, 30, (13, 14))])
def test_calls_of_the_size_of_real_ones_are_balanced_and_every_pair_of_reviewers_may_meet(
    count: int, panel: int, loads: tuple[int, int]
) -> None:
    applications, reviewers = names("a", count), names("r", panel)
    conflicts = {(a, r) for n, a in enumerate(applications) for r in reviewers[n % 7 :: 11]}
    home = {r: f"o{n // 3}" for n, r in enumerate(reviewers)}
    found = assign_reviewers(applications, reviewers, conflicts=conflicts, organisation=home)
    assert (found.least, found.most) == loads
    assert (len(found.pairs), found.together, found.fit) == (3 * count, 0, None)
    assert not set(found.pairs) & conflicts
    plain = assign_reviewers(applications, reviewers, conflicts=conflicts)
    panels_ = [[r for a, r in plain.pairs if a == one] for one in applications]
    met = Counter(pair for inside in panels_ for pair in combinations(inside, 2))
    assert len(met) >= min(panel * (panel - 1) // 2, 3 * count) * 0.6


def test_reviews_that_have_begun_stand() -> None:
    kept = [("a000", "r000"), ("a001", "r000"), ("a002", "r000")]
    found = assign_reviewers(
        names("a", 3), names("r", 4), conflicts=[], per_application=1, kept=kept
    )
    assert found.pairs == tuple(kept)
    assert found.loads == {"r000": 3, "r001": 0, "r002": 0, "r003": 0}


def test_without_applications_nobody_has_work() -> None:
    found = assign_reviewers([], ["r"], conflicts=[])
    assert (found.pairs, found.loads, found.least, found.most) == ((), {"r": 0}, 0, 0)


def test_an_application_without_enough_reviewers_is_named() -> None:
    conflicts = [("a000", "r000"), ("a000", "r001")]
    with pytest.raises(DataError) as caught:
        assign_reviewers(names("a", 2), names("r", 4), conflicts=conflicts)
    assert [(p.where, p.what) for p in caught.value.problems] == [
        ("a000", "3 reviews are wanted, reviewers without a conflict of interest: 2.")
    ]


def test_applications_that_lack_reviewers_only_together_are_named_together() -> None:
    conflicts = [("a000", "r000"), ("a001", "r000")]
    with pytest.raises(DataError) as caught:
        assign_reviewers(
            names("a", 3), names("r", 2), conflicts=conflicts, per_application=1, most={"r001": 1}
        )
    (problem,) = caught.value.problems
    assert problem.where == "a000, a001"
    assert problem.what.endswith("together lack reviews (1).")
    assert problem.mend.startswith("Add reviewers who have no conflict")


@settings(deadline=None, max_examples=40)
@given(panels())
def test_those_named_lack_reviewers_indeed(panel: dict[str, object]) -> None:
    try:
        assigned({**panel, "kept": set()})
    except DataError as error:
        short = set(re.split(", ", ", ".join(p.where for p in error.problems)))
    else:
        return
    alone = {**panel, "kept": set(), "applications": sorted(short)}
    for key in ("conflicts", "fits"):
        pairs = panel[key]
        alone[key] = {p for p in pairs if p[0] in short} if key == "conflicts" else {}
    with pytest.raises(DataError):
        assigned(alone)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"conflicts": [("zebra", "r000")]}, "applications: no such application: zebra."),
        ({"conflicts": [("a000", "rooo")]}, "reviewers: no such reviewer: rooo."),
        ({"most": {"nobody": 1}}, "reviewers: no such reviewer: nobody."),
        ({"kept": [("a000", "r000")], "conflicts": [("a000", "r000")]},
         "a000: r000 reviews it already and has a conflict of interest."),
        ({"kept": [("a000", r) for r in names("r", 4)]},
         "a000: it has 4 reviews already, 3 are wanted."),
        ({"kept": [("a000", "r000")], "most": {"r000": 0}},
         "r000: has 1 reviews already, the largest number is 0."),
        ({"applications": ["a000", "a000"]}, "applications: a000 is named more than once."),
    ],
)  # fmt: skip
def test_data_that_do_not_hold_are_refused(asked: dict[str, object], said: str) -> None:
    whole = {"applications": ["a000"], "reviewers": names("r", 4), "conflicts": [], **asked}
    with pytest.raises(DataError) as caught:
        assign_reviewers(whole.pop("applications"), whole.pop("reviewers"), **whole)
    assert str(caught.value.problems[0]).startswith(said)


@pytest.mark.parametrize(
    "asked",
    [
        {"per_application": 0},
        {"most": {"r000": -1}},
        {"fits": {("a000", "r000"): 1.5}},
        {"fits": {("a000", "r000"): float("nan")}},
    ],
)
def test_rules_that_make_no_sense_are_refused(asked: dict[str, object]) -> None:
    with pytest.raises(MethodError):
        assign_reviewers(["a000"], names("r", 4), conflicts=[], **asked)

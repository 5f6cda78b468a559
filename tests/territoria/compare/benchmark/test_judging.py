"""From sheets to a profile: means, ranges, differences, caps, and what cannot be told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.compare.benchmark.judging import Profile, Settlement, Sheet, caps_of, judge
from territoria.errors import DataError

CRITERIA = ("clear-target", "monitoring", "results")
scores = st.one_of(st.none(), st.integers(0, 4))
filled = st.fixed_dictionaries(dict.fromkeys(CRITERIA, scores))


def panels(owner: bool = True) -> st.SearchStrategy[list[Sheet]]:
    """Up to four assessors, and perhaps an owner."""
    held = st.lists(filled, max_size=4).map(
        lambda rows: [Sheet(f"assessor {n}", row) for n, row in enumerate(rows)]
    )
    own = st.lists(filled, max_size=1 if owner else 0)
    return st.tuples(held, own).map(
        lambda both: [*both[0], *(Sheet("team", row, owner=True) for row in both[1])]
    )


def one(*given: float | None, owner: float | None = None, **options: object) -> Profile:
    """A profile of one criterion."""
    sheets = [Sheet(f"a{n}", {"results": score}) for n, score in enumerate(given)]
    own = [] if owner is None else [Sheet("team", {"results": owner}, owner=True)]
    return judge([*sheets, *own], ("results",), **options)  # type: ignore[arg-type]


def test_the_value_is_the_mean_of_the_assessors_and_never_the_owners():
    cell = one(2, 3, owner=4).cells["results"]
    assert (cell.value, cell.low, cell.high, cell.owner) == (2.5, 2, 3, 4)
    assert (cell.known, cell.of, cell.state) == (2, 2, "known")


@pytest.mark.parametrize("given", [(), (3,), (3, None), (None, None, None)])
def test_it_takes_two_assessors_who_know(given):
    cell = one(*given, owner=3).cells["results"]
    assert (cell.value, cell.state, cell.of) == (None, "unknown", len(given))


@pytest.mark.parametrize(
    ("given", "state"), [((1, 2.5), "known"), ((1, 2.6), "disputed"), ((0, 1, 2), "disputed")]
)
def test_more_than_one_and_a_half_apart_is_disputed(given, state):
    cell = one(*given).cells["results"]
    assert (cell.state, cell.value is None) == (state, state == "disputed")


def test_what_was_settled_wins_also_that_it_cannot_be_told():
    settled = one(0, 4, settled={"results": Settlement(3.0)}).cells["results"]
    assert (settled.value, settled.state, settled.low, settled.high) == (3.0, "settled", 0, 4)
    unknown = one(0, 4, settled={"results": Settlement(None)})
    assert (unknown.cells["results"].value, unknown.known, unknown.shown) == (None, 0, False)


def test_unknown_and_zero_give_different_profiles():
    zero, unknown = one(0, 0), one(None, None)
    assert (zero.cells["results"].value, zero.coverage) == (0.0, 1.0)
    assert (unknown.cells["results"].value, unknown.coverage) == (None, 0.0)


def test_a_record_without_baseline_is_never_above_two_on_a_clear_target():
    sheets = [Sheet("a", {"clear-target": 4}), Sheet("b", {"clear-target": 1})]
    bare = judge(sheets, CRITERIA, caps=caps_of(has_baseline=False)).cells["clear-target"]
    assert (bare.value, bare.high, bare.state, bare.capped) == (1.5, 2, "known", True)
    based = judge(sheets, CRITERIA, caps=caps_of(has_baseline=True)).cells["clear-target"]
    assert (based.value, based.high, based.state, based.capped) == (None, 4, "disputed", False)
    agreed = {"clear-target": Settlement(4)}
    capped = judge(sheets, CRITERIA, settled=agreed, caps=caps_of(has_baseline=False))
    assert (capped.cells["clear-target"].value, capped.cells["clear-target"].capped) == (2.0, True)


@pytest.mark.parametrize(("known", "shown"), [(6, False), (7, True)])
def test_a_profile_is_shown_from_seven_of_ten_known(known, shown):
    criteria = [f"c{n}" for n in range(10)]
    row = dict.fromkeys(criteria[:known], 2)
    found = judge([Sheet("a", row), Sheet("b", row)], criteria)
    assert (found.known, found.coverage, found.shown) == (known, known / 10, shown)


def test_all_that_does_not_hold_is_said_at_once():
    sheets = [
        Sheet("a", {"results": 5, "resluts": 1}),
        Sheet("a", {"results": float("nan")}),
    ]
    with pytest.raises(DataError) as refused:
        judge(sheets, CRITERIA, settled={"results": Settlement(-1)})
    assert [p.where for p in refused.value.problems] == ["a", "a", "a", "a", "settled"]
    assert "Did you mean results?" in refused.value.problems[1].mend


@given(panels(), st.randoms(use_true_random=False))
def test_the_order_of_the_sheets_does_not_matter(sheets, random):
    shuffled = random.sample(sheets, len(sheets))
    assert judge(shuffled, CRITERIA) == judge(sheets, CRITERIA)


@given(panels())
def test_a_value_lies_within_its_range_and_below_its_cap(sheets):
    for cell in judge(sheets, CRITERIA, caps=caps_of(has_baseline=False)).cells.values():
        if cell.value is not None:
            assert cell.low <= cell.value <= cell.high
            assert cell.value <= (2 if cell.criterion == "clear-target" else 4)


@given(panels())
def test_a_sheet_that_knows_nothing_changes_no_value(sheets):
    more = [*sheets, Sheet("newcomer", dict.fromkeys(CRITERIA))]
    assert judge(more, CRITERIA).values == judge(sheets, CRITERIA).values


@given(panels(owner=False), filled)
def test_the_owner_changes_no_value(sheets, own):
    more = [*sheets, Sheet("team", own, owner=True)]
    assert judge(more, CRITERIA).values == judge(sheets, CRITERIA).values


@given(panels())
def test_zero_instead_of_unknown_is_another_profile(sheets):
    as_zero = [Sheet(s.by, {c: s.scores[c] or 0 for c in CRITERIA}, s.owner) for s in sheets]
    assessors = [s for s in sheets if not s.owner]
    unknown = any(s.scores[c] is None for s in assessors for c in CRITERIA)
    if unknown and len(assessors) > 1:
        assert judge(as_zero, CRITERIA) != judge(sheets, CRITERIA)

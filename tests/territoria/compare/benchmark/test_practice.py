"""Good practice: the best quarter on three of four, and evidence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from territoria.compare.benchmark.practice import STRONG_ON, Judged, practices

LOW = dict.fromkeys(STRONG_ON, 1.0)
HIGH = {**dict.fromkeys(STRONG_ON, 4.0), "sustainability": 0.0}


def field_of(**best: Judged) -> dict[str, Judged]:
    """Six weak initiatives, and those to look at."""
    return {**{f"weak {n}": Judged(LOW, "E3") for n in range(6)}, **best}


def test_three_of_four_and_evidence_make_good_practice():
    found = practices(
        field_of(
            good=Judged(HIGH, "E2"),
            promising=Judged(HIGH, "E1"),
            bare=Judged(HIGH, ""),
        )
    )
    assert found.labels["good"] == "good"
    assert found.labels["promising"] == "promising"
    assert (found.labels["bare"], found.labels["weak 0"]) == ("", "")
    assert found.strong["good"] == ("results", "monitoring", "sme-access")


def test_the_best_quarter_begins_at_the_75th_percentile_of_those_with_a_value():
    values = [0.0, 1.0, 2.0, 4.0, None]
    judged = {str(n): Judged({"results": v}) for n, v in enumerate(values)}
    found = practices(judged)
    # definition 7: place 3 · 0.75 = 2.25, so 2 + 0.25 · 2
    assert (found.quartiles["results"].value, found.quartiles["results"].of) == (2.5, 4)
    assert found.strong == {"0": (), "1": (), "2": (), "3": ("results",), "4": ()}


def test_three_with_a_value_or_all_the_same_have_no_best_quarter():
    few = practices({str(n): Judged({"results": float(n)}) for n in range(3)})
    same = practices({str(n): Judged({"results": 3.0}) for n in range(5)})
    assert (few.quartiles["results"].value, few.quartiles["results"].of) == (None, 3)
    assert (same.quartiles["results"].value, same.strong["0"]) == (None, ())


def test_who_is_as_low_as_most_does_not_stand_out():
    values = [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.5, 3.0]
    judged = {str(n): Judged(dict.fromkeys(STRONG_ON, v), "E3") for n, v in enumerate(values)}
    found = practices({id: one for id, one in judged.items() if id != "7"})
    # of seven the 75th percentile is 0 itself
    assert found.quartiles["results"].value == 1.5
    assert [id for id, label in found.labels.items() if label] == ["6"]
    assert practices(judged).quartiles["results"].value == 0.375  # place 5.25: 0 + 0.25 · 1.5


def test_all_who_are_level_on_the_line_are_in_but_never_most():
    def best(values: list[float]) -> list[str]:
        judged = {str(n): Judged({"results": v}) for n, v in enumerate(values)}
        return [id for id, on in practices(judged).strong.items() if on]

    assert best([0.0, 2.0, 4.0, 4.0]) == ["2", "3"]
    assert best([0.0, 2.0, 4.0, 4.0, 4.0]) == []
    assert best([0.0, 1.0, 1.0, 1.0, 1.0]) == []


def test_every_criterion_has_a_best_quarter_and_the_label_counts_the_four_alone():
    others = dict.fromkeys(("evidence-base", "consultation", "clear-target"), 4.0)
    low = {**LOW, **dict.fromkeys(others, 1.0)}
    two = {**low, **others, "results": 4.0, "monitoring": 4.0}
    judged = {f"weak {n}": Judged(low, "E3") for n in range(6)}
    found = practices({**judged, "wide": Judged(two, "E3"), "good": Judged({**low, **HIGH}, "E3")})
    assert set(found.quartiles) == {*STRONG_ON, *others}
    assert set(found.strong["wide"]) == {*others, "results", "monitoring"}
    assert (found.labels["wide"], found.labels["good"]) == ("", "good")
    assert found.strong["weak 0"] == ()


def test_without_a_profile_nothing_is_good_practice():
    found = practices(field_of(thin=Judged(HIGH, "E3", shown=False)))
    assert (found.strong["thin"], found.labels["thin"]) == ((), "")


@given(st.lists(st.one_of(st.none(), st.sampled_from([0.0, 1.0, 1.5, 2.0, 4.0])), max_size=12))
def test_unknown_changes_no_quartile_and_few_stand_above_it(values):
    held = {str(n): Judged({"results": v}) for n, v in enumerate(values)}
    known = {id: one for id, one in held.items() if one.values["results"] is not None}
    found = practices(held)
    assert found.quartiles == practices(known).quartiles
    line = found.quartiles["results"].value
    if line is not None:
        above = sum(v > line for v in values if v is not None)
        assert above <= -(-(len(known) - 1) // 4)
        assert 0 < 2 * sum(v >= line for v in values if v is not None) <= len(known)

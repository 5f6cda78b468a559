from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.errors import DataError
from territoria.listen.reach import reach, similarity, wilson

GROUPS = {"MAY": "authority", "OFF": "authority", "SME": "business", "CIT": "society"}
NAMES = {"authority": "Authorities", "business": "Firms", "society": "Citizens"}


def test_a_survey_is_done_when_each_group_was_reached():
    found = reach(
        {"MAY": 2, "OFF": 8, "SME": 10, "CIT": 10}, {"MAY": 1, "OFF": 6, "SME": 8, "CIT": 6}, GROUPS
    )
    assert (found.respondents, found.done, found.missing) == (21, True, ())
    assert [(g.name, g.invited, g.reached, g.share) for g in found.groups] == [
        ("authority", 10, 7, 0.7),
        ("business", 10, 8, 0.8),
        ("society", 10, 6, 0.6),
    ]


def test_who_is_missing_is_said_with_what_to_do():
    found = reach(
        {"MAY": 2, "SME": 10, "CIT": 5},
        {"MAY": 2, "SME": 5},
        GROUPS,
        names=NAMES,
        expected=("authority", "business", "knowledge", "society"),
    )
    assert not found.done
    assert [f"{m.what} {m.mend}" for m in found.missing] == [
        "Authorities: 2 of 2 invited answered; 3 are needed. "
        "Invite at least 3 people of this group.",
        "Firms: 5 of 10 invited answered; 6 are needed. "
        "Remind those who have not answered, or ask them in person.",
        "knowledge: nobody was invited. Invite at least 3 people of this group.",
        "Citizens: 0 of 5 invited answered; 3 are needed. "
        "Call them: a talk of ten minutes can be entered for them.",
        "7 people answered; at least 20 are needed. "
        "Invite more people, or ask some of them in person.",
    ]


def test_a_link_passed_on_reaches_more_than_were_invited():
    found = reach({"SME": 5}, {"SME": 8}, GROUPS)
    assert found.groups[0].share == 1.0


def test_answers_beside_the_list_count_as_heard_and_never_as_invited():
    found = reach({"SME": 2, "CIT": 1}, {"SME": 3, "CIT": 2}, GROUPS, named={"CIT": 1}, names=NAMES)
    assert [(g.invited, g.reached, g.named, g.share) for g in found.groups] == [
        (2, 3, 0, 0.0),
        (1, 2, 1, 1.0),
    ]
    assert next(lack.what for lack in found.missing) == (
        "Citizens: 2 answered, among them 1 of the 1 invited; 3 are needed."
    )


def test_the_likeness_of_answered_and_invited():
    found = reach({"SME": 10, "CIT": 10}, {"SME": 9, "CIT": 3}, GROUPS)
    assert found.similarity == pytest.approx(0.75)
    assert reach({"SME": 10}, {}, GROUPS).similarity is None
    assert similarity({"a": 1}, {"b": 1}) == 0.0


def test_wilson_agrees_with_the_published_range():
    # Newcombe 1998, table I: 15 of 148, 95 %
    low, high = wilson(15, 148, 1.959964)
    assert (round(low, 4), round(high, 4)) == (0.0624, 0.1605)


@given(st.integers(1, 400), st.data())
def test_wilson_holds_the_share_and_stays_inside(whole, data):
    part = data.draw(st.integers(0, whole))
    low, high = wilson(part, whole)
    assert 0 <= low <= part / whole <= high <= 1


@given(
    st.dictionaries(st.sampled_from("abcd"), st.integers(0, 50)),
    st.dictionaries(st.sampled_from("abcd"), st.integers(0, 50)),
)
def test_likeness_is_one_for_equals_and_the_same_either_way(one, other):
    both = similarity(one, other)
    assert both == similarity(other, one)
    if both is not None:
        assert 0 <= both <= 1
        assert similarity(one, one) == pytest.approx(1.0)


def test_roles_without_group_and_negative_counts_are_errors():
    with pytest.raises(DataError) as caught:
        reach({"MAY": -1, "XYZ": 2}, {}, GROUPS)
    assert [p.where for p in caught.value.problems] == ["MAY", "XYZ"]

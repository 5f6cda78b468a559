from __future__ import annotations

import pytest

from territoria.content import load_library
from territoria.errors import DataError
from territoria.listen.themes import Proposer, Said, count_themes

GROUPS = {"SME": "business", "CIT": "society", "MAY": "authority"}
THEMES = ("money", "talent", "mobility")


def said(n: int, role: str, *themes: str) -> list[Said]:
    return [Said(f"{role}{i}", role, "words", themes) for i in range(n)]


def test_people_are_counted_once_a_theme_and_nothing_below_k_is_shown():
    answers = [
        *said(6, "SME", "money", "talent"),
        *said(6, "SME", "money"),  # the same people again
        *said(5, "CIT", "money"),
        *said(2, "MAY", "mobility"),
    ]
    counted = count_themes(answers, THEMES, GROUPS)
    assert [(r.theme, r.people, r.groups, r.hidden) for r in counted.rows] == [
        ("money", 11, (("business", 6), ("society", 5)), ()),
        ("talent", 6, (("business", 6),), ()),
        ("mobility", None, (), ("authority",)),
    ]
    assert counted.respondents == 13


def test_a_small_group_takes_another_with_it():
    row = count_themes([*said(6, "SME", "money"), *said(1, "CIT", "money")], THEMES, GROUPS).rows[0]
    assert (row.people, row.groups, row.hidden) == (7, (), ("business", "society"))


def test_answers_without_a_theme_wait_for_a_person():
    assert count_themes(said(3, "SME"), THEMES, GROUPS).unsorted == 3


def test_unknown_themes_and_roles_are_named():
    with pytest.raises(DataError) as caught:
        count_themes([Said("a", "ABC", "", ("mony",)), Said("a", "SME", "")], THEMES, GROUPS)
    assert [p.what for p in caught.value.problems] == [
        "the role ABC belongs to no actor group.",
        "the theme mony is not known.",
        "the response has the roles ABC and SME.",
    ]


LIBRARY = load_library()
PROPOSER = Proposer(LIBRARY.themes, LIBRARY.frameworks.values())


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("We need more training for the digital skills of older people.", "learning-and-skills"),
        ("Une stratégie partagée avec des objectifs", "strategy-and-steering"),
        ("Es fehlen Fachkräfte", "talent"),
    ],
)
def test_a_theme_is_proposed_from_its_words_in_any_language(text, theme):
    proposal = PROPOSER.propose(text)
    assert proposal is not None
    assert (proposal.theme, proposal.proposed) == (theme, True)
    assert proposal.words


@pytest.mark.parametrize("text", ["", "less bureaucracy", "12 34", "x" * 2000])
def test_words_that_point_nowhere_propose_nothing(text):
    assert PROPOSER.propose(text) is None

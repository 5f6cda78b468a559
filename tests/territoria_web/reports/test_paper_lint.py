from __future__ import annotations

import pytest

from papers_team import a_paper, a_paper_team
from territoria_web.papers.models import Paper
from territoria_web.reports.paper_lint import flaws_of_words, words_count

pytestmark = pytest.mark.django_db

FULL = {
    "question": {"en": "Who asked for 3 things?"},
    "sectors": {"en": "Logistics is large [Chamber, 2025]."},
    "for-the-workshop": {"en": "- Who pays?"},
}


def paper(**words: dict[str, str]) -> Paper:
    held = a_paper(a_paper_team())
    held.words = {**FULL, **words}
    return held


def flaws(held: Paper) -> list[tuple[str, str]]:
    return [(f.section, f.what) for f in flaws_of_words(held)]


def test_a_paper_with_words_and_sources_lacks_nothing():
    assert flaws(paper()) == []


def test_chapters_that_only_people_can_write_need_words():
    held = a_paper(a_paper_team())
    assert [section for section, _what in flaws(held)] == [
        "question",
        "sectors",
        "for-the-workshop",
    ]


def test_every_claim_has_a_source_point_by_point():
    held = paper(gaps={"en": "Skills lack [heard: firms].\n\n- Money lacks.\n- Time lacks [A]."})
    assert flaws(held) == [("gaps", "“Money lacks.” names no source.")]


def test_each_language_is_checked():
    held = paper(sectors={"en": "Logistics [A].", "fr": "La logistique est grande."})
    assert flaws(held) == [("sectors", "“La logistique est grande.” names no source.")]


def test_words_in_another_language_only_are_told():
    held = paper(annex={"fr": "Voir."})
    assert flaws(held) == [
        ("annex", "This section has words, but none in the language of the paper.")
    ]


def test_a_section_over_its_budget_is_told():
    held = paper()
    held.template.body["sections"][0]["words"] = 3
    assert flaws(held) == [("question", "The section has 5 words, and room for 3.")]


def test_words_are_counted_as_readers_read_them():
    assert words_count("One, two and 3.") == 4

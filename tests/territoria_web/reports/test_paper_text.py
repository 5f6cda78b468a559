from __future__ import annotations

from territoria.documents.document import Bullets, Cited, Paragraph, Plain, text_of
from territoria_web.papers.models import Paper
from territoria_web.reports.paper_text import Cites, blocks_of_words, line_of, pieces_of


def cites() -> Cites:
    return Cites("X1@2021", "00000000-0000-0000-0000-000000000000")


def test_paragraphs_and_lists_are_read_from_plain_text():
    found = pieces_of("One\nline.\n\nThen:\n- a [A, 2024]\n* b\nafter\n\n\n")
    assert [(p.texts, p.points) for p in found] == [
        (("One line.",), False),
        (("Then:",), False),
        (("a [A, 2024]", "b"), True),
        (("after",), False),
    ]


def test_sources_stand_in_square_brackets():
    assert pieces_of("12 % work there [Chamber, 2025], 3 % there [heard: firms].")[0].sources == (
        "Chamber, 2025",
        "heard: firms",
    )
    assert pieces_of("12 % work there [12].")[0].sources == ()


def test_words_with_figures_carry_an_address_and_others_do_not():
    held = cites()
    assert held.words("No figure.", "a") == (Plain("No figure."),)
    (said,) = held.words("12 of 80", "a", "Visit, 2026")
    assert isinstance(said, Cited)
    assert held.readings[said.address].sentence == "Visit, 2026"


def test_people_s_words_become_blocks_and_markup_stays_words():
    paper = Paper(language="en", words={"question": {"en": "<b>Why</b>?\n\n- a\n- b"}})
    first, second = blocks_of_words(cites(), paper, "question", "en")
    assert isinstance(first, Paragraph)
    assert text_of(first.line) == "<b>Why</b>?"
    assert isinstance(second, Bullets)


def test_words_in_another_language_are_marked():
    paper = Paper(language="fr", words={"question": {"fr": "Pourquoi ?"}})
    note, said = blocks_of_words(cites(), paper, "question", "de")
    assert isinstance(note, Paragraph)
    assert note.style == "note"
    assert text_of(note.line).endswith("Français.")
    assert isinstance(said, Paragraph)
    assert blocks_of_words(cites(), paper, "annex", "de") == []


def test_a_line_is_put_together_from_a_sentence_with_slots():
    assert line_of("{a} and {b}.", a="one", b=(Plain("two"),)) == (
        Plain("one"),
        Plain(" and "),
        Plain("two"),
        Plain("."),
    )

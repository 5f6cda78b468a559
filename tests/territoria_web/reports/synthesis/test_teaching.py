"""The picture of who could teach whom."""

from __future__ import annotations

from typing import Any

from synthesis_told import KEYS, told
from territoria.documents.document import Figure, Paragraph, text_of
from territoria_web.reports.synthesis.teaching import picture

A, B, C = KEYS


def inside(**held: Any) -> dict[str, Any]:
    return {"chosen": [], "one_way": [], "uncompared": [], **held}


def cells(**held: Any) -> list[list[str]]:
    figure = picture(told(), inside(**held))[0]
    assert isinstance(figure, Figure)
    return [[label.text for label in row] for row in figure.picture.rows]


def test_a_pair_stands_both_ways_and_one_that_only_learns_one_way():
    both, way = (
        "each can teach the other: they should talk",
        "can teach, and not the other way round",
    )
    nothing, same = "nothing firm to teach", "the same territory"
    held = cells(chosen=[{"one": A, "other": B}], one_way=[{"learner": A, "teacher": C}])
    assert held == [
        ["Place A", same, both, nothing],
        ["Place B", both, same, nothing],
        ["Place C", way, nothing, same],
    ]


def test_its_caption_counts_and_those_without_a_pair_are_named_in_the_tables():
    figure, note = picture(told(), inside(chosen=[{"one": A, "other": B}]))
    assert isinstance(figure, Figure)
    assert isinstance(note, Paragraph)
    assert text_of(figure.caption) == (
        "In 1 pair each can teach the other. In 0 more, only one could learn from the other."
    )
    assert text_of(note.line).startswith("1 territory without a pair, or in few, is not drawn")


def test_where_nobody_could_teach_anybody_there_is_no_picture():
    assert picture(told(), inside()) == []

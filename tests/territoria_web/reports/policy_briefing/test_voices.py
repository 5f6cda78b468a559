"""The SWOT of a workshop in a briefing: two sides beside each other."""

from __future__ import annotations

from typing import Any

from territoria.documents.document import Heading, Table, text_of
from territoria_web.papers.models import Paper
from territoria_web.reports.paper_text import Cites
from territoria_web.reports.policy_briefing.told import Writing
from territoria_web.reports.policy_briefing.voices import swot


def writing(**quadrants: list[str]) -> Writing:
    held = {name: [{"text": text} for text in texts] for name, texts in quadrants.items()}
    facts: dict[str, Any] = {"meeting": {"swot": held}}
    context: Any = None
    return Writing(Paper(), facts, Cites("X1@2021", "p"), context, "en")


def test_strengths_stand_beside_weaknesses_and_opportunities_beside_threats():
    held = writing(strength=["Trust"], weakness=["No owner", "No money"], threat=["It ends"])
    heading, inside, outside = swot(held)
    assert isinstance(heading, Heading)
    assert isinstance(inside, Table)
    assert isinstance(outside, Table)
    assert inside.header == ("Strengths", "Weaknesses")
    assert [[text_of(cell) for cell in row] for row in inside.rows] == [
        ["Trust", "No owner"],
        ["", "No money"],
    ]
    assert [[text_of(cell) for cell in row] for row in outside.rows] == [["", "It ends"]]


def test_without_points_nothing_is_printed():
    assert list(swot(writing(strength=[]))) == []

"""A lesson that holds."""

from __future__ import annotations

from datetime import date

import pytest

from territoria.learn.lesson import CostFigure, LessonClaim, LessonFacts, LessonSource


@pytest.fixture
def lesson() -> LessonFacts:
    """A closed action with a sum, a claim and two sources."""
    return LessonFacts(
        id="forms-at-the-library",
        title="Volunteers help with online forms",
        place="Lakeside",
        years="2024–27",
        lesson="Publish the hours; people came where they knew when to come.",
        was_done="Six volunteers took turns.\n\n- They met every week.\n- In 2026 they were 12.",
        came_of_it="Most people went home with a finished form.",
        it_cost="The room was free.",
        it_needed="A room, and a list of forms that changes with the offices.",
        was_difficult="Two of 6 left within a year.",
        central=("A3.1",),
        touched=("A1",),
        roles=("OFF", "CIT"),
        context="The town hall closed its counter.",
        population=32_000,
        country="IT",
        territories=("ITH2@2021",),
        costs=(CostFigure("Leaflets", 1250.5, "EUR", 2),),
        claims=(
            LessonClaim(
                "visits",
                "Visits",
                "In 2026, 410 people came for help.",
                "E1",
                "Counted by those who did it.",
                (2,),
            ),
        ),
        sources=(
            LessonSource("Public page of the action", "https://example.org/plan/4", "May 2027"),
            LessonSource("Yearly report: library", "https://example.org/report"),
        ),
        adopted="one-catalogue",
        contact="office@example.org",
        confirmed=date(2027, 5, 2),
    )

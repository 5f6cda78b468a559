"""What a comparison says of one figure, and of all together."""

from __future__ import annotations

import pytest

from territoria_web.compare.queries.side_by_side import Line
from territoria_web.measure.queries.explored import Cell, Variable
from territoria_web.public.compare_words import leader_words, leads_words

NAMES = ["Oberfranken", "Corse", "Åland", "Leipzig"]


def line(*values: float | None, direction: int = 1, doubt: float = 1.0) -> Line:
    variable = Variable(
        "x", "x", "", "Skills", "Skills", "%", direction, 0, "talent", frozenset({2})
    )
    cells = [None if v is None else Cell(v, v - doubt, v + doubt) for v in values]
    return Line(variable, tuple(cells))


@pytest.mark.parametrize(
    ("held", "title"),
    [
        (line(10, 20), "Skills: Corse is clearly ahead of Oberfranken"),
        (line(10, 20, direction=-1), "Skills: Oberfranken is clearly ahead of Corse"),
        (line(10, 20, 30), "Skills: Åland is clearly ahead of Oberfranken and Corse"),
        (line(0.0, -20, -30, -40), "Skills: Oberfranken leads, clearly ahead of all others"),
        (line(10, 20, direction=0), "Skills: Corse is clearly highest"),
        (line(10, 10.2), "Skills: Oberfranken and Corse are about the same"),
        (line(10, None, 10.2), "Skills: Oberfranken and Åland are about the same"),
        (line(10, 10.2, 10.1), "Skills: all are about the same"),
        (line(10, 10.2, 10.1, None), "Skills: all that are known are about the same"),
        (
            line(1, 20, 20.2),
            "Skills: none leads clearly; about the same at the front: Corse and Åland",
        ),
        (
            line(1, 20, 20.2, direction=0),
            "Skills: none is clearly highest; about the same at the top: Corse and Åland",
        ),
        (line(10, None), "Skills: too little is known to compare"),
    ],
)
def test_a_panel_says_who_leads_firmly_or_that_nobody_does(held: Line, title: str):
    assert leader_words(held, NAMES) == title


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([line(1, None)], "Nothing here says who is ahead."),
        ([line(1, 1)], "On none of these figures does anybody lead clearly."),
        ([line(1, 9)], "On each of these figures one of them leads clearly."),
        (
            [line(1, 9), line(1, 1)],
            "On one of 2 figures somebody leads clearly; on the others nobody does.",
        ),
        (
            [line(1, 9), line(9, 1), line(1, 1), line(1, 5, direction=0)],
            "On 2 of 3 figures somebody leads clearly; on the others nobody does.",
        ),
    ],
)
def test_all_panels_together_say_on_how_many_somebody_leads(lines: list[Line], said: str):
    assert leads_words(lines) == said

"""What the cells of one row say."""

from __future__ import annotations

from datetime import date

import pytest

from a_self_check import a_check
from on_paper import a_line
from territoria_web.listen.queries.paper_cells import paper_row, spoken_words
from territoria_web.listen.queries.paper_columns import columns_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
OBSTACLES = (
    "cost",
    "connectivity",
    "data-quality",
    "incompatibility",
    "unclear-rules",
    "security-privacy",
)


def read(check, **cells):
    line = {name: str(cell) for name, cell in a_line(check, **cells).items()}
    return paper_row(2, line, columns_of(check), spoken_words())


def test_codes_and_words_of_each_language_are_read():
    row = read(
        a_check(),
        size="Under 10 staff",
        sector="c",
        firm_plan="4",
        firm_budget="Unknown",
        firm_tools="",
        dii_internet="NO",
        cost="3",
        obstacles="",
    )
    assert (row.wrong, row.size, row.sector, row.day) == ({}, "micro", "C", date(2026, 3, 2))
    told = {name: row.answers.get(name) for name in ("firm_plan", "firm_budget", "dii_internet")}
    assert told == {"firm_plan": 4, "firm_budget": "unknown", "dii_internet": "no"}
    assert "firm_tools" not in row.answers
    assert (row.answers["cost"], row.answers["obstacles"]) == (3, "yes")


@pytest.mark.parametrize(
    ("cells", "column", "said"),
    [
        ({"day": "2.3.2026"}, "day", "Give a day as 2027-03-31."),
        ({"day": "2226-03-02"}, "day", "Give a day of the last ten years, not one to come."),
        ({"firm_plan": "5"}, "firm_plan", "Write a number from 0 to 4, or unknown."),
        ({"dii_internet": "3"}, "dii_internet", "Write yes, no or unknown."),
        ({"cost": "unknown"}, "cost", "Write a number from 0 to 4, or leave it empty."),
        ({"obstacles": "unknown"}, "obstacles", "Write yes or no."),
        ({"cost": "2"}, "obstacles", "Write yes, or empty the cells of the obstacles."),
        (
            {"obstacles": ""},
            "obstacles",
            "Write no where nothing keeps them back, or weigh at least one obstacle.",
        ),
        (
            dict.fromkeys(OBSTACLES, "1"),
            "obstacles",
            "Weigh at most five obstacles, and leave the others empty.",
        ),
        ({"level": "unknown"}, "firm_plan", "At least one question takes a number from 0 to 4."),
    ],
)
def test_a_cell_that_cannot_be_read_says_how_to_mend_it(cells, column, said):
    assert read(a_check(), **cells).wrong == {column: said}


def test_a_size_that_is_not_known_lists_those_that_are():
    wrong = read(a_check(audience="public"), size="self-employed").wrong
    assert wrong == {"size": "Choose one of: micro, small, medium, large."}

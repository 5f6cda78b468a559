"""No page sorts or ranks initiatives by a sum of criteria: nothing on the way to one can."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import territoria
import territoria_web

ENGINE = Path(territoria.__file__).parent / "compare" / "benchmark"
SITE = Path(territoria_web.__file__).parent
NAMED = re.compile(r"benchmark|criterion_matrix|profile_bars")
ADDING = {"sum", "fsum", "mean", "fmean", "average", "sorted", "max", "min", "sort", "order_by"}
COUNTS = re.compile(r"sum\(\(.* is (not )?None\b")
RANKS = re.compile(r"\b(rank|ranked|ranking|league|total_score|overall_score)\b", re.IGNORECASE)


def python_files() -> list[Path]:
    named = [p for p in SITE.rglob("*.py") if NAMED.search(p.relative_to(SITE).as_posix())]
    return sorted([*ENGINE.glob("*.py"), *(p for p in named if "migrations" not in p.parts)])


def templates() -> list[Path]:
    found = SITE.rglob("*.html")
    return sorted(p for p in found if NAMED.search(p.relative_to(SITE).as_posix()))


def added_up(text: str) -> list[str]:
    """Calls that bring several cells of an initiative down to one number, or order by them. To count
    those that are known, or to look at one criterion of all, is none.
    """
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    return [
        said
        for call in calls
        if _name(call) in ADDING
        and re.search(r"\bcells\b|\.values\b(?!\()", said := ast.unparse(call))
        and not COUNTS.match(said)
        and ".values.get(criterion)" not in said
    ]


def _name(call: ast.Call) -> str:
    return getattr(call.func, "id", "") or getattr(call.func, "attr", "")


def test_no_query_brings_the_cells_of_an_initiative_down_to_one_number():
    assert len(python_files()) > 40
    found = {p.name: calls for p in python_files() if (calls := added_up(p.read_text()))}
    assert found == {}


@pytest.mark.parametrize(
    "text",
    [
        "sum(c.value or 0 for c in entry.cells.values())",
        "sorted(rows, key=lambda row: -fmean(row.cells))",
        "max(profile.values)",
    ],
)
def test_a_sum_would_be_found(text: str):
    assert added_up(text) != []


@pytest.mark.parametrize("path", templates(), ids=lambda p: p.name)
def test_no_template_offers_a_rank_or_a_sum(path: Path):
    text = re.sub(r"{% (blocktranslate|translate).*?%}", "", path.read_text())
    code = " ".join(re.findall(r"{[{%](.*?)[%}]}", text))
    assert RANKS.findall(code) == []
    assert re.findall(r"sum\b|total\b", code) == []


def test_what_is_kept_of_an_initiative_has_no_sum():
    from dataclasses import fields

    from territoria.compare.benchmark import Profile

    assert [f.name for f in fields(Profile)] == ["cells", "known", "coverage", "shown"]

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
from numpy.testing import assert_allclose
from numpy.typing import NDArray

from places import universe
from spreadsheet import Spreadsheet
from territoria.documents.workbook import workbook_bytes, write_workbook
from territoria.documents.workbook.aggregated import AGGREGATED
from territoria.documents.workbook.normalised import NORMALISED
from territoria.documents.workbook.places import FIFTH, FIRST_COLUMN, FIRST_ROW, SIXTH, Places
from territoria.errors import DataError, MethodError
from territoria.measure.methods import METHODS
from territoria.measure.score import Scores, score
from territoria.measure.tree import tree_of
from territoria.model import Framework, Status, Step, Territory
from territoria.observations import Cut

Floats = NDArray[np.float64]
NAN = float("nan")
#: Seven indicators of eight places: gaps, ties, a constant row, a row that falls, negative figures.
FIGURES = np.array(
    [
        [1.0, 2.0, 2.0, 4.0, 5.5, NAN, 7.0, 60.0],
        [10.0, 9.5, 8.0, NAN, NAN, 5.0, 4.0, 3.0],
        [0.2, 0.1, 0.4, 0.3, 0.9, 0.8, NAN, 0.5],
        [3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0],
        [-1.0, 5.0, 2.5, 2.5, NAN, NAN, 8.0, 1.0],
        [120.0, 80.0, NAN, 75.0, 60.0, NAN, 140.0, 90.0],
        [1.5, 2.5, 3.5, 4.5, 5.5, NAN, 7.5, 8.5],
    ]
)
DIRECTIONS = {"a": 1.0, "b": -1.0, "c": 1.0, "d": 1.0, "e": 1.0, "f": -1.0, "g": 1.0}
BOUNDS = {"a": (0, 8), "b": (2, 11), "c": (0, 1), "d": (0, 5), "e": (-2, 9), "f": (50, 150), "g": (1, 9)}  # fmt: skip


def step(method: str, **parameters: object) -> dict[str, object]:
    return {"method": method, "parameters": parameters}


RECIPE = {
    "screen": step("none"),
    "impute": step("none"),
    "treat": step("none"),
    "normalise": step("min-max", lower=1, upper=100),
    "weight": step("given"),
    "aggregate": step("arithmetic-mean"),
}


def framework(recipe: dict[str, object], nodes: dict[str, dict[str, object]]) -> Framework:
    """One whole over a node of nodes and a plain node: a ragged tree."""

    def node(code: str, weight: float, *held: str, below: tuple[object, ...] = ()) -> Any:
        return {
            "id": code,
            "kind": "node",
            "title": {"en": f"Node {code}"},
            "weight": weight,
            "nodes": below,
            "indicators": [
                {"indicator": i, "weight": 1 + n, "minimum": BOUNDS[i][0],
                 "maximum": BOUNDS[i][1], "target": sum(BOUNDS[i]) / 2}
                for n, i in enumerate(held)
            ],
            **nodes.get(code, {}),
        }  # fmt: skip

    return Framework.model_validate(
        {
            "id": "small",
            "edition": "1",
            "title": {"en": "A small index"},
            "summary": {"en": "Seven indicators."},
            "reference_year": 2024,
            "nodes": [
                node("X", 2, below=(node("X1", 1, "a", "b"), node("X2", 3, "c", "d", "e"))),
                node("Y", 1.5, "f", "g"),
            ],
            "recipe": RECIPE | recipe,
            **nodes.get("overall", {}),
        }
    )


def cut(values: Floats, denominators: Floats | None = None) -> Cut:
    territories = tuple(
        Territory(code=f"T{n}", version="1", name=f"Place {n}", level=0, parent="", country="AB"[n % 2])
        for n in range(values.shape[1])
    )  # fmt: skip
    status = np.where(np.isfinite(values), Status.OBSERVED, Status.MISSING).astype(np.uint8)
    return Cut(
        territories=territories,
        indicators=tuple(DIRECTIONS),
        values=values,
        period=np.full(values.shape, 2024),
        status=status,
        doubtful=np.zeros(values.shape, dtype=bool),
        denominators=denominators,
    )


def scored(
    recipe: dict[str, object] | None = None,
    nodes: dict[str, dict[str, object]] | None = None,
    values: Floats = FIGURES,
    denominators: Floats | None = None,
    directions: dict[str, float] = DIRECTIONS,
) -> Scores:
    tree = tree_of(framework(recipe or {}, nodes or {}), directions)
    return score(tree, cut(values, denominators))


def table(book: Any, sheet: str, rows: int, columns: int) -> Floats:
    """The computed block of a data sheet as ``(column, territory)``; NaN where it says nothing."""
    cells = [
        [book.value(sheet, FIRST_ROW + t, FIRST_COLUMN + n) for t in range(rows)]
        for n in range(columns)
    ]
    return np.array([[NAN if c in ("", None) else float(c) for c in line] for line in cells])


def agrees(book: Any, scores: Scores) -> None:
    """Every sheet that computes gives what the engine gives."""
    order = list(Places(scores).nodes)
    rows, indicators = scores.kept.size, len(scores.tree.bindings)
    for sheet, wanted in (("Treated", scores.treated), ("Normalised", scores.normalised)):
        assert_allclose(table(book, sheet, rows, indicators), wanted, rtol=1e-12, atol=1e-9)
    for sheet, found in (("Coverage", scores.coverage), ("Scores", scores.scores)):
        assert_allclose(table(book, sheet, rows, len(order)), found[order], rtol=1e-12, atol=1e-9)
    assert_allclose(table(book, "Ranks", rows, len(order)), scores.ranks[order])


def said(book: Any, label: str) -> Any:
    """What stands beside a label on the sheet About."""
    (row,) = (c.row for c in book.book["About"]["A"] if c.value == label)
    return book.value("About", row, 2)


@cache
def blueprint() -> bytes:
    shared = universe()
    return workbook_bytes(shared.assessment.scores, release="figures", digest="0123")


PARAMETERS: dict[str, dict[str, object]] = {
    "scaled": {"lower": -200, "upper": 200},
    "fixed-bounds": {"clip": True},
    "distance-to-reference": {"reference": "T4@1"},
    "z-score": {"mean": 100, "sd": 10},
}


@pytest.mark.parametrize("method", sorted(NORMALISED))
def test_every_normalisation_formula_gives_what_the_engine_gives(method: str) -> None:
    recipe = {"normalise": step(method, **PARAMETERS.get(method, {}))}
    scores = scored(recipe)
    agrees(Spreadsheet(workbook_bytes(scores)), scores)


VARIANTS: list[tuple[str, dict[str, object]]] = [
    ("arithmetic-mean", {}),
    ("geometric-mean", {}),
    ("geometric-mean", {"clip_lower": 5, "clip_upper": 90}),
    ("harmonic-mean", {}),
    ("power-mean", {"exponent": 0.5}),
    ("power-mean", {"exponent": -2}),
    ("power-mean", {"exponent": 0}),
    ("median", {}),
    ("mazziotta-pareto", {}),
    ("mazziotta-pareto", {"direction": "positive"}),
    ("adjusted-mazziotta-pareto", {"lower": 1, "upper": 100}),
    ("inverted-geometric", {"top": 100}),
]


@pytest.mark.parametrize(("method", "parameters"), VARIANTS)
def test_every_aggregation_formula_gives_what_the_engine_gives(
    method: str, parameters: dict[str, object]
) -> None:
    weights = "equal" if method == "median" else "given"
    below = {"aggregate": step(method, **parameters), "weight": step(weights)}
    # a penalised mean leaves the scale: the levels above take the plain mean
    above = {c: {"aggregate": step("arithmetic-mean")} for c in ("X", "overall")}
    scores = scored(below, above if "mazziotta" in method else {})
    data = workbook_bytes(scores)
    assert "numbers of the engine" not in {
        c.value for c in openpyxl.load_workbook(io.BytesIO(data))["Framework"]["R"]
    }
    agrees(Spreadsheet(data), scores)


def test_every_formula_of_aggregation_is_tried() -> None:
    assert {method for method, _ in VARIANTS} == set(AGGREGATED)
    assert set(AGGREGATED) <= set(METHODS["aggregate"])
    assert set(NORMALISED) == set(METHODS["normalise"])


def test_a_weighted_median_and_a_standardised_index_are_numbers() -> None:
    nodes: dict[str, dict[str, object]] = {
        "X2": {"aggregate": step("median")},
        "Y": {"aggregate": step("mazziotta-pareto", standardise=True)},
    }
    scores = scored(nodes=nodes)
    book = Spreadsheet(workbook_bytes(scores))
    agrees(book, scores)
    live = {c[0].value: c[17].value for c in book.book["Framework"].iter_rows(min_row=5)}
    assert {code for code, words in live.items() if words == "numbers of the engine"} == {"X2", "Y"}


def test_a_weight_of_zero_drops_a_child_without_an_error() -> None:
    book = Spreadsheet(workbook_bytes(scored()))
    lines = {row[0].value: row[0].row for row in book.book["Framework"].iter_rows(min_row=5)}
    for code in ("f", "g", "Y"):
        book.edit("Framework", f"E{lines[code]}", 0)
    whole, x = table(book, "Scores", 8, 2)
    assert_allclose(whole, x)
    assert book.at("Framework", f"G{lines['f']}") == 0


def test_methods_weights_thresholds_and_decimals_of_a_node_are_in_its_formula() -> None:
    nodes: dict[str, dict[str, object]] = {
        "X": {"aggregate": step("geometric-mean"), "minimum_coverage": 0.6},
        "X2": {"minimum_children": 0.6, "decimals": 1},
        "overall": {"aggregate": step("harmonic-mean"), "minimum_coverage": 0.5},
    }
    scores = scored(nodes=nodes)
    assert 0 < np.isnan(scores.scores).sum() < scores.scores.size
    agrees(Spreadsheet(workbook_bytes(scores)), scores)


def test_imputed_and_treated_figures_are_numbers_and_all_others_formulas() -> None:
    scores = scored({"impute": step("group-mean", group="country"), "treat": step("winsorise")})
    changed = ~((scores.treated == FIGURES) | (np.isnan(scores.treated) & np.isnan(FIGURES)))
    data = workbook_bytes(scores)
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Treated"]
    formulas = np.array(
        [
            [
                str(sheet.cell(FIRST_ROW + t, FIRST_COLUMN + n).value).startswith("=")
                for t in range(8)
            ]
            for n in range(7)
        ]
    )
    assert changed.sum() == 10
    np.testing.assert_array_equal(formulas, ~changed)
    agrees(Spreadsheet(data), scores)


def test_figures_are_divided_live() -> None:
    denominators = np.ones(FIGURES.shape)
    denominators[0] = [2, 4, 0, 5, NAN, 2, 3, 8]
    scores = scored(denominators=denominators)
    data = workbook_bytes(scores)
    book = Spreadsheet(data)
    agrees(book, scores)
    denominators[0, 1] = 10.0
    book.edit("Denominators", "D9", 10)
    agrees(book, scored(denominators=denominators))


def test_a_territory_that_is_screened_out_counts_nowhere() -> None:
    scores = scored({"screen": step("by-data", threshold=0.6)})
    assert not scores.kept.all()
    agrees(Spreadsheet(workbook_bytes(scores)), scores)


def test_a_changed_figure_weight_or_direction_changes_scores_and_ranks() -> None:
    book = Spreadsheet(workbook_bytes(scored()))
    assert said(book, "Largest change of a score") == 0
    assert said(book, "In words") == "Every score equals the engine's."

    values = FIGURES.copy()
    values[0, 7] = 3.0
    book.edit("Raw", "D15", 3.0)
    agrees(book, scored(values=values))
    assert said(book, "In words").startswith("Something has been edited")

    lines = {row[0].value: row[0].row for row in book.book["Framework"].iter_rows(min_row=5)}
    book.edit("Framework", f"E{lines['X2']}", 0.25)
    book.edit("Framework", f"H{lines['a']}", -1)
    agrees(
        book,
        scored(values=values, nodes={"X2": {"weight": 0.25}}, directions=DIRECTIONS | {"a": -1.0}),
    )

    values[:, 2] = NAN
    book.edit("Raw", "C10", 0)
    agrees(
        book,
        scored(values=values, nodes={"X2": {"weight": 0.25}}, directions=DIRECTIONS | {"a": -1.0}),
    )


def test_the_effective_weights_are_those_of_the_engine() -> None:
    scores = scored()
    book = Spreadsheet(workbook_bytes(scores))
    found = {
        book.at("Framework", f"A{n}"): book.at("Framework", f"G{n}")
        for n in range(5, 5 + len(Places(scores).lines))
    }
    wanted = scores.tree.effective_weights()
    assert_allclose([found[i] for i in DIRECTIONS], wanted, rtol=1e-12)
    assert found["overall"] == 1


def test_a_method_without_a_formula_is_written_as_numbers_and_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(NORMALISED, "min-max")
    monkeypatch.delitem(AGGREGATED, "arithmetic-mean")
    scores = scored()
    book = Spreadsheet(workbook_bytes(scores))
    agrees(book, scores)
    said = [c.value for c in book.book["About"]["B"] if str(c.value).startswith("Numbers, because")]
    assert said == [
        "Numbers, because their method has no formula here: "
        "a, b, c, d, e, f, g, overall, X, Y, X1, X2."
    ]


def test_the_bundled_framework_agrees_on_all_regions() -> None:
    book = Spreadsheet(blueprint())
    agrees(book, universe().assessment.scores)
    assert said(book, "Largest change of a score") == 0


def test_no_formula_is_an_error() -> None:
    book = Spreadsheet(workbook_bytes(scored()))
    for sheet in book.book.sheetnames:
        for line in book.book[sheet].iter_rows():
            for cell in line:
                value = book.value(sheet, cell.row, cell.column)
                assert value is None or isinstance(value, int | float | str), (sheet, cell)


def test_every_formula_has_its_value_beside_it() -> None:
    """But for the header cells From and To, which are left to whoever computes."""
    denominators = np.ones(FIGURES.shape)
    denominators[0] = 2.0
    values = FIGURES.copy()
    values[6] = NAN
    scores = scored({"aggregate": step("geometric-mean")}, values=values, denominators=denominators)
    data = workbook_bytes(scores, release="figures")
    book, stored = Spreadsheet(data), openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    formulas = 0
    for sheet in stored.sheetnames:
        for line in stored[sheet].iter_rows():
            for cell in line:
                if (sheet, cell.row) in (("Normalised", FIFTH), ("Normalised", SIXTH)):
                    continue
                computed = book.value(sheet, cell.row, cell.column)
                formulas += book.book[sheet][cell.coordinate].data_type == "f"
                if isinstance(computed, float):
                    assert_allclose(cell.value, computed, rtol=1e-12, atol=1e-9)
                else:
                    assert (cell.value or "") == (computed or ""), (sheet, cell.coordinate)
    assert formulas > 400


def test_the_same_scores_give_the_same_bytes_and_only_one_date() -> None:
    day = date(2026, 11, 22)
    data = workbook_bytes(scored(), day=day)
    assert data == workbook_bytes(scored(), day=day)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2026, 11, 22, 0, 0, 0)}
        properties = archive.read("docProps/core.xml").decode()
    assert properties.count("2026-11-22T00:00:00Z") == 2
    assert not any(name.endswith(".bin") for name in archive.namelist())  # no macros


def test_a_name_that_looks_like_a_formula_stays_a_name() -> None:
    scores = scored()
    first, *others = scores.cut.territories
    strange = replace(first, name='=HYPERLINK("x")\x01')
    renamed = replace(scores, cut=replace(scores.cut, territories=(strange, *others)))
    data = workbook_bytes(renamed, titles={"a": "=1+1"}, release="=2+2")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [archive.read(n).decode() for n in archive.namelist() if "/sheet" in n]
    said = "".join(sheets)
    assert "<f>HYPERLINK" not in said
    assert "<f>1+1" not in said
    assert "<f>2+2" not in said
    assert said.count(">=HYPERLINK(&quot;x&quot;)<") + said.count('>=HYPERLINK("x")<') == 8


def test_headers_stay_in_sight_and_editable_cells_are_tinted() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(scored())))
    assert book.sheetnames == [
        "About", "Framework", "Raw", "Treated", "Normalised", "Coverage", "Scores", "Ranks",
        "Published", "Change",
    ]  # fmt: skip
    assert {book[n].freeze_panes for n in book.sheetnames[2:]} == {f"D{FIRST_ROW}"}
    assert book["Framework"].freeze_panes == "C5"
    assert "Weights" in book.defined_names


def test_scores_of_another_recipe_are_refused() -> None:
    scores = scored()
    tree = scores.tree
    ranks = tree.framework.recipe.model_copy(update={"normalise": Step(method="rank")})
    with pytest.raises(MethodError, match="not those of the framework's own recipe"):
        workbook_bytes(score(tree, scores.cut, ranks))


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    path = write_workbook(scored(), tmp_path / "small.xlsx")
    assert path.read_bytes() == workbook_bytes(scored())
    with pytest.raises(DataError, match="cannot write here"):
        write_workbook(scored(), tmp_path / "missing" / "small.xlsx")


def test_another_recipe_is_refused_before_the_own_one_is_run() -> None:
    """The framework's own normalisation cannot be run at all; that is not what is told."""
    refusing = Step(method="unknown")
    tree = scored().tree
    own = tree.framework.recipe
    framework = tree.framework.model_copy(
        update={"recipe": own.model_copy(update={"normalise": refusing})}
    )
    scores = replace(scored(), tree=replace(tree, framework=framework))
    with pytest.raises(MethodError, match="not those of the framework's own recipe"):
        workbook_bytes(scores)

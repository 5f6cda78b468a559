"""The published reference numbers, where they lie beside the checkout; without them tests skip."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from territoria.measure.frame import Frame
from territoria.measure.tree import Tree, tree_of
from territoria.model import Framework, Status, Step, Territory
from territoria.observations import Cut

SHARED = Path(__file__).resolve().parents[3] / "shared"
Floats = NDArray[np.float64]
Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Coinr:
    """COINr's own results on its ASEM example: 51 countries, 49 indicators, 11 nodes."""

    folder: Path

    def rows(self, name: str) -> Rows:
        """A table as it is written, ``name`` without ending: ``"standard/Treated"``."""
        return _read(self.folder / f"{name}.csv")

    @property
    def meta(self) -> Rows:
        """The description of the indicators and nodes, in COINr's order."""
        return [r for r in self.rows("data/ASEM_iMeta") if r["Type"] in ("Indicator", "Aggregate")]

    @property
    def indicators(self) -> tuple[str, ...]:
        """The 49 indicators in the order of the framework."""
        return tuple(b.indicator for b in self.framework().bindings())

    @property
    def countries(self) -> tuple[str, ...]:
        """The 51 codes, in the order of the standard tables."""
        return tuple(r["uCode"] for r in self.rows("standard/Denominated"))

    @property
    def territories(self) -> tuple[Territory, ...]:
        """The 51 countries; the group Europe or Asia stands where ours have the country."""
        group = {r["uCode"]: r["EurAsia_group"] for r in self.rows("data/ASEM_iData")}
        return tuple(
            Territory(code=c, version="asem", name=c, level=0, parent="", country=group[c])
            for c in self.countries
        )

    def table(self, name: str, columns: Sequence[str] | None = None) -> Floats:
        """Figures as ``(column, country)``, NaN where the cell is empty; default: the indicators."""
        by_country = {r["uCode"]: r for r in self.rows(name)}
        return np.array(
            [
                [_number(by_country[c][column]) for c in self.countries]
                for column in columns or self.indicators
            ]
        )

    def nodes(self, name: str) -> Floats:
        """Scores of the nodes, in the order of our tree, as ``(node, country)``."""
        ids = ("Index" if n == "overall" else n for n in self.tree().ids)
        return self.table(name, tuple(ids))

    def framework(
        self, recipe: dict[str, object] | None = None, weights: dict[str, float] | None = None,
        aggregate: dict[str, str] | None = None, minimum_coverage: float = 0.0,
        minimum_children: float = 0.0, treat: dict[str, dict[str, object]] | None = None,
    ) -> Framework:  # fmt: skip
        """The ASEM framework. ``weights`` by code; ``aggregate`` names a node's own method."""
        meta = self.meta
        given = {r["iCode"]: float(r["Weight"]) for r in meta} | (weights or {})

        def below(parent: str) -> list[dict[str, object]]:
            return [
                {
                    "id": r["iCode"],
                    "kind": "node",
                    "title": {"en": r["iName"]},
                    "weight": given[r["iCode"]],
                    "aggregate": {"method": (aggregate or {})[r["iCode"]]} if aggregate else None,
                    "minimum_coverage": minimum_coverage,
                    "minimum_children": minimum_children,
                    "nodes": below(r["iCode"]),
                    "indicators": [
                        {
                            "indicator": i["iCode"],
                            "weight": given[i["iCode"]],
                            "treat": (treat or {}).get(i["iCode"]),
                        }
                        for i in meta
                        if i["Parent"] == r["iCode"] and i["Type"] == "Indicator"
                    ],
                }
                for r in meta
                if r["Parent"] == parent and r["Type"] == "Aggregate"
            ]

        return Framework.model_validate(
            {
                "id": "asem",
                "edition": "2018",
                "title": {"en": "Sustainable connectivity"},
                "summary": {"en": "The example of the reference implementation."},
                "reference_year": 2018,
                "nodes": below("Index"),
                "minimum_coverage": minimum_coverage,
                "minimum_children": minimum_children,
                "recipe": STANDARD | (recipe or {}),
            }
        )

    def tree(self, framework: Framework | None = None) -> Tree:
        """The framework ready to compute."""
        directions = {r["iCode"]: float(r["Direction"]) for r in self.meta}
        return tree_of(framework or self.framework(), directions)

    @property
    def frame(self) -> Frame:
        """What a method sees: directions and the grouping."""
        return self.tree().frame(self.territories)

    def cut(self, name: str) -> Cut:
        """A table as a cut of observations of one year."""
        values = self.table(name)
        status = np.where(np.isfinite(values), Status.OBSERVED, Status.MISSING).astype(np.uint8)
        return Cut(
            territories=self.territories,
            indicators=self.indicators,
            values=values,
            period=np.full(values.shape, 2018),
            status=status,
            doubtful=np.zeros(values.shape, dtype=bool),
        )


def _step(method: str, **parameters: object) -> Step:
    return Step(method=method, parameters=parameters)


STANDARD: dict[str, object] = {
    "screen": _step("none"),
    "impute": _step("group-mean", group="country"),
    "treat": _step("winsorise-then-log", limit=5),
    "normalise": _step("min-max", lower=0, upper=100),
    "weight": _step("given"),
    "aggregate": _step("arithmetic-mean"),
}


def _number(text: str) -> float:
    return float(text) if text not in ("", "NA") else float("nan")


@cache
def _read(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _needed(folder: Path) -> Path:
    if not folder.is_dir():
        pytest.skip(f"the reference material is not here: {folder} is absent")
    return folder


@pytest.fixture(scope="session")
def coinr() -> Coinr:
    """The reference results of COINr 1.1.14."""
    return Coinr(_needed(SHARED / "reference" / "coinr"))


@pytest.fixture(scope="session")
def europe() -> Path:
    """The figures of European regions as they were collected."""
    return _needed(SHARED / "data" / "europe")

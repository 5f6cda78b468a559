"""The table of overlaps against the publisher's own matrices, weight by weight."""

import gzip
import importlib.util
from itertools import combinations
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from numpy.testing import assert_allclose

from territoria.conversion.matrix import LEVELS, VERSIONS, WEIGHTS, overlaps

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "content" / "territories" / "nuts-overlaps.csv.gz"
PAIRS = [(level, *pair) for level in LEVELS for pair in combinations(VERSIONS, 2)]


@pytest.fixture(scope="session")
def jrc(europe):
    """The folder of the matrices, beside the figures."""
    folder = europe.parent / "nuts" / "jrc_2025_08"
    if not folder.is_dir():
        pytest.skip(f"the reference material is not here: {folder} is absent")
    return folder


def _published(folder, level, old, new):
    """A matrix as it is published, in our order."""
    path = folder / f"n{level}_cm_v{old}_v{new}.csv"
    table = pl.read_csv(path, schema_overrides=dict.fromkeys(WEIGHTS, pl.Float64))
    return table.sort(f"code_v{new}", f"code_v{old}")


@pytest.mark.parametrize(("level", "old", "new"), PAIRS)
def test_every_weight_is_that_of_the_publisher_to_four_decimals(jrc, level, old, new):
    table, matrix = _published(jrc, level, old, new), overlaps(level, old, new)
    assert [matrix.origins[o] for o in matrix.origin] == table[f"code_v{old}"].to_list()
    assert [matrix.targets[t] for t in matrix.target] == table[f"code_v{new}"].to_list()
    for name in WEIGHTS:
        assert_allclose(matrix.weights[name], table[name], rtol=0, atol=5e-5)


@pytest.mark.parametrize("kind", ["absolute", "relative"])
@pytest.mark.parametrize(("level", "old", "new"), PAIRS)
def test_figures_are_those_of_the_unrounded_weights(jrc, level, old, new, kind):
    """The formulas written out with dense matrices, on the publisher's own weights."""
    table, matrix = _published(jrc, level, old, new), overlaps(level, old, new)
    weights = np.zeros((len(matrix.origins), len(matrix.targets)))
    weights[matrix.origin, matrix.target] = table["pop21"]
    values = np.random.default_rng(1).uniform(1, 100, len(matrix.origins))
    inhabited = weights.sum(axis=0) > 0
    people = weights.sum(axis=1, keepdims=True)
    shares = weights / np.where(people > 0, people, 1) if kind == "absolute" else weights / np.where(inhabited, weights.sum(axis=0), 1)  # fmt: skip
    found = matrix.carry(values, kind).values
    assert_allclose(found[inhabited], (values @ shares)[inhabited], rtol=1e-6)


def test_the_table_is_what_the_script_compiles(jrc, tmp_path, monkeypatch):
    path = ROOT / "scripts" / "compile_nuts_overlaps.py"
    spec = importlib.util.spec_from_file_location("compile_nuts_overlaps", path)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    monkeypatch.setattr(script, "TABLE", tmp_path / "overlaps.csv.gz")
    script.main(jrc)
    compiled = (tmp_path / "overlaps.csv.gz").read_bytes()
    assert gzip.decompress(compiled) == gzip.decompress(TABLE.read_bytes())
    assert compiled[4:8] == b"\0\0\0\0"

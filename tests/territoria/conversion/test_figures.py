from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from numpy.testing import assert_allclose

from territoria.content import load_library
from territoria.conversion import convert
from territoria.conversion.kinds import kind_of_indicator
from territoria.conversion.matrix import overlaps
from territoria.errors import DataError
from territoria.model import Status
from territoria.observations import bundled


def _table(figures, indicator="x", **more):
    """``{code@version: value}`` as a long table of one year."""
    rows = {"territory": list(figures), "value": list(figures.values())}
    return pl.DataFrame({**rows, "indicator": indicator, "period": 2020, **more})


def _everywhere(version="2016", other="2021", value=1.0):
    return _table({f"{c}@{version}": value for c in overlaps(2, version, other).origins})


def _by_territory(converted, column="value"):
    return dict(converted.cells.select("territory", column).iter_rows())


def _refusal(table, **more):
    with pytest.raises(DataError) as refused:
        convert(table, **{"to": "2021", "kinds": {"x": "absolute"}, **more})
    return [str(p) for p in refused.value.problems]


@pytest.fixture(scope="module")
def release():
    return bundled("europe-nuts2021")


@pytest.fixture(scope="module")
def kinds():
    return {i: kind_of_indicator(text) for i, text in load_library().indicators.items()}


@pytest.fixture(scope="module")
def release_2024(release, kinds):
    return convert(release, to="2024", kinds=kinds)


# ── figures ───────────────────────────────────────────────────────────────────────────────────


def test_a_count_is_shared_out_by_people():
    """NL33 gave 35,916 of 3,761,716 people to NL31."""
    figures = _table({"NL31@2016": 1000.0, "NL33@2016": 3761.716})
    found = _by_territory(convert(figures, to="2021", kinds={"x": "absolute"}))
    assert_allclose([found["NL31@2021"], found["NL33@2021"]], [1035.916, 3725.8], rtol=1e-12)


def test_a_rate_is_averaged_by_people():
    figures = _table({"NL31@2016": 10.0, "NL33@2016": 20.0})
    found = _by_territory(convert(figures, to="2021", kinds={"x": "relative"}))
    expected = (10 * 1324536 + 20 * 35916) / (1324536 + 35916)
    assert_allclose([found["NL31@2021"], found["NL33@2021"]], [expected, 20], rtol=1e-12)


def test_land_is_shared_out_by_area_where_asked():
    figures = _table({"NL33@2016": 3247.13927975})
    found = _by_territory(
        convert(
            figures, to="2021", kinds={"x": "absolute"}, weight="areaKm", missing="available"
        )
    )  # fmt: skip
    assert_allclose([found["NL31@2021"], found["NL33@2021"]], [110.81585, 3136.32343], rtol=1e-7)


def test_each_indicator_may_have_its_own_weight():
    figures = pl.concat([_table({"NL33@2016": 1.0}, name) for name in ("people", "land")])
    found = convert(
        figures,
        to="2021",
        kinds={"people": "absolute", "land": "absolute"},
        weight={"land": "areaKm"},
    )
    at_home = found.cells.filter(pl.col("territory") == "NL33@2021")
    assert dict(at_home.select("indicator", "weight").iter_rows()) == {
        "people": "pop21", "land": "areaKm",
    }  # fmt: skip
    assert_allclose(at_home.sort("indicator")["value"], [0.965873, 0.990452], rtol=1e-6)


def test_totals_of_counts_are_kept_over_a_whole_table():
    converted = convert(_everywhere(value=7.25), to="2021", kinds={"x": "absolute"})
    assert_allclose(converted.cells["value"].sum(), 7.25 * 297, rtol=1e-9)


def test_a_constant_rate_stays_constant_over_a_whole_table():
    converted = convert(_everywhere(value=7.25), to="2021", kinds={"x": "relative"})
    assert_allclose(converted.cells["value"], 7.25, rtol=1e-12)


def test_errors_are_carried():
    figures = _table({"NL31@2016": 1000.0, "NL33@2016": 3761.716}, standard_error=[30.0, 40.0])
    converted = convert(figures, to="2021", kinds={"x": "absolute"})
    found = _by_territory(converted, "standard_error")
    share = 35916 / 3761716
    assert_allclose(found["NL31@2021"], np.hypot(30, 40 * share), rtol=1e-12)
    assert_allclose(found["NL33@2021"], 40 * (1 - share), rtol=1e-12)
    assert converted.observations.standard_error.shape == (1, 2, 1)


def test_there_and_back_an_unsplit_region_is_identical():
    figures = {f"{c}@2016": n + 0.1 for n, c in enumerate(overlaps(2, "2016", "2021").origins)}
    there = convert(_table(figures), to="2021", kinds={"x": "absolute"})
    back = convert(there.observations, to="2016", kinds={"x": "absolute"})
    kept = there.cells.filter(pl.col("change") == "unchanged")["origins"].to_list()
    found = _by_territory(back)
    assert len(kept) == 284
    assert {c: found[f"{c}@2016"] for c in kept} == {c: figures[f"{c}@2016"] for c in kept}


# ── what is missing ───────────────────────────────────────────────────────────────────────────


def test_a_missing_origin_makes_the_target_missing_with_its_share_of_weight():
    converted = convert(_table({"NL31@2016": 1.0}), to="2021", kinds={"x": "relative"})
    (row,) = converted.cells.rows(named=True)
    assert (row["territory"], row["value"], row["status"]) == ("NL31@2021", None, "missing")
    assert_allclose(row["missing_weight"], 35916 / (1324536 + 35916), rtol=1e-12)
    assert row["note"] == "no figure for a part of it"
    assert converted.observations.status[0, 0, 0] == Status.MISSING


def test_available_parts_are_used_where_asked_and_it_is_noted():
    converted = convert(
        _table({"NL31@2016": 1.0}), to="2021", kinds={"x": "relative"}, missing="available"
    )
    (row,) = converted.cells.rows(named=True)
    assert (row["value"], row["status"]) == (1, "estimated")
    assert row["note"] == "from the parts that have a figure"


def test_a_median_is_kept_where_the_place_is_the_same_and_missing_elsewhere():
    figures = _table({"AT11@2016": 40.0, "NL31@2016": 41.0, "NL33@2016": 42.0})
    converted = convert(figures, to="2021", kinds={"x": "not-convertible"})
    reason = "a rank, median or index cannot be converted"
    assert converted.cells.select("territory", "value", "status", "note").rows() == [
        ("AT11@2021", 40.0, "observed", ""),
        ("NL31@2021", None, "missing", reason),
        ("NL33@2021", None, "missing", reason),
    ]


def test_what_has_no_target_is_named_with_its_figures():
    figures = _table({"UKC1@2021": 1.0, "NL31@2021": 2.0})
    converted = convert(figures, to="2024", kinds={"x": "absolute"})
    assert [(x.territory, x.figures) for x in converted.lost] == [("UKC1@2021", 1)]
    assert converted.cells["territory"].to_list() == ["NL35@2024"]


def test_a_table_without_any_target_is_refused():
    assert _refusal(_table({"UKC1@2021": 1.0}), to="2024") == [
        "table: none of its territories has a target in NUTS 2024."
    ]


# ── what is refused ───────────────────────────────────────────────────────────────────────────


def test_a_bare_code_is_refused():
    (problem,) = _refusal(_table({"NL33": 1.0}))
    assert problem.startswith("row 1: 'NL33' is a bare code.")


def test_kinds_weights_and_codes_are_told_at_once():
    figures = pl.concat([_table({"NO08@2016": 1.0}, name) for name in ("x", "y")])
    assert _refusal(figures, kinds={"y": "count"}, weight="people") == [
        "x: nothing says whether it is a count or a rate. "
        "Give its kind: absolute, relative, not-convertible.",
        "x: the weight 'people' is not known. "
        "Did you mean pop21? Known: areaKm, artif_surf12, artif_surf18, bu_vol, pop11, pop21.",
        "y: the kind 'count' is not known. Known: absolute, not-convertible, relative.",
        "y: the weight 'people' is not known. "
        "Did you mean pop21? Known: areaKm, artif_surf12, artif_surf18, bu_vol, pop11, pop21.",
        "NO08@2016: this is no code of NUTS 2016, but of 2021, 2024. "
        "Give the version that the table uses.",
    ]


# ── statuses ──────────────────────────────────────────────────────────────────────────────────


def test_renamed_regions_keep_status_and_flag_and_are_noted():
    figures = _table({"NL31@2021": 1.0}, status="inherited", inherited_from="NL3@2021", flag="b")
    (row,) = convert(figures, to="2024", kinds={"x": "absolute"}).cells.rows(named=True)
    assert (row["territory"], row["value"], row["change"]) == ("NL35@2024", 1, "renamed")
    assert (row["status"], row["flag"], row["inherited_from"]) == ("inherited", "b", "NL3@2021")
    assert row["note"] == "NL31 under another code"


def test_split_merged_and_redrawn_regions_are_estimated():
    converted = convert(_everywhere(), to="2021", kinds={"x": "absolute"})
    statuses = converted.cells.group_by("change").agg(pl.col("status").unique()).sort("change")
    assert statuses.rows() == [
        ("merged", ["estimated"]),
        ("redrawn", ["estimated"]),
        ("split", ["estimated"]),
        ("unchanged", ["observed"]),
    ]
    assert converted.changes == {"merged": 1, "redrawn": 6, "split": 6, "unchanged": 284}


def test_one_doubtful_origin_makes_the_target_doubtful():
    figures = _table({"NL31@2016": 1.0, "NL33@2016": 2.0}, flag=["", "u"])
    observations = convert(figures, to="2021", kinds={"x": "absolute"}).observations
    doubtful = {t.code: d for t, d in zip(observations.territories, observations.doubtful[0, :, 0])}
    assert doubtful == {"NL31": True, "NL33": True}


# ── a whole release ───────────────────────────────────────────────────────────────────────────


def test_a_whole_release_is_converted(release, release_2024):
    held = release_2024.observations
    assert (held.name, held.version) == ("europe-nuts2021-as-nuts2024", "2024")
    assert held.values.shape == (len(held.periods), len(held.territories), len(held.indicators))
    assert {t.version for t in held.territories} == {"2024"}
    assert release_2024.lost == ()
    assert release_2024.changes == {"redrawn": 2, "renamed": 2, "split": 5, "unchanged": 291}
    assert held.precision == release.precision


def test_unchanged_regions_of_a_release_keep_every_figure(release, release_2024):
    held = release_2024.observations
    here, there = (
        [[t.code for t in o.territories].index(c) for c in ("FRE1", "AT", "ITH5")]
        for o in (release, held)
    )
    assert_allclose(held.values[:, there[:2]], release.values[:, here[:2]], rtol=0)
    assert held.status[:, there[:2]].tolist() == release.status[:, here[:2]].tolist()
    population = held.indicator_index("population")
    assert not np.allclose(
        held.values[:, there[2], population], release.values[:, here[2], population],
        equal_nan=True,
    )  # fmt: skip


def test_the_cells_of_a_converted_release_can_be_looked_up(release, release_2024):
    cell = release_2024.observations.cell("NL35", "population", 2019)
    before = release.cell("NL31", "population", 2019)
    assert (cell.value, cell.status, cell.source) == (before.value, before.status, before.source)
    estimated = release_2024.observations.cell("PT1D", "population", 2019)
    assert estimated.status == Status.ESTIMATED
    assert set(release_2024.observations.table["source"]) <= set(release_2024.observations.sources)


def test_the_panel_and_the_cells_say_the_same(release_2024):
    held = release_2024.observations
    finite = np.isfinite(held.values)
    assert finite.sum() == release_2024.cells["value"].count() == len(held.table)
    assert ((held.status != Status.MISSING) == finite).all()
    assert_allclose(np.nansum(held.values), release_2024.cells["value"].sum(), rtol=1e-12)


def test_the_choices_are_stored_with_the_result(release_2024):
    record = release_2024.record
    assert (record["from_version"], record["to_version"], record["missing"]) == (
        "2021", "2024", "missing",
    )  # fmt: skip
    assert record["weights"]["population"] == "pop21"
    assert record["kinds"]["median_age"] == "not-convertible"


def test_other_choices_give_another_digest(release, kinds, release_2024):
    other = convert(release, to="2024", kinds=kinds, weight="pop11")
    again = convert(release, to="2024", kinds=kinds)
    assert other.observations.digest != release_2024.observations.digest
    assert again.observations.digest == release_2024.observations.digest
    assert again.cells.equals(release_2024.cells)


def test_observations_without_a_table_behind_them_are_converted(release, kinds, release_2024):
    bare = convert(replace(release, table=pl.DataFrame()), to="2024", kinds=kinds)
    assert bare.cells["value"].equals(release_2024.cells["value"])
    assert set(bare.cells["source"]) == {""}


def test_names_of_a_known_version_are_those_of_its_list():
    converted = convert(_table({"NL35@2024": 1.0}), to="2021", kinds={"x": "absolute"})
    assert [t.name for t in converted.observations.territories] == ["Utrecht"]

import gzip
import json
import shutil

import numpy as np
import polars as pl
import pytest
from numpy import nan
from numpy.testing import assert_array_equal

from territoria.content import content_root, load_library
from territoria.errors import DataError, UnknownTerritory
from territoria.model import Status, Territory
from territoria.observations import (
    DESCRIPTOR,
    bundled,
    describe_release,
    from_long,
    load_release,
    release_folder,
    verify_release,
)

COLUMNS = (
    "territory",
    "indicator",
    "period",
    "value",
    "status",
    "flag",
    "source",
    "inherited_from",
)
PLACES = (
    Territory("AA", "own", "Aa", 0, "", "AA"),
    Territory("AA1", "own", "North", 2, "AA", "AA"),
    Territory("AA2", "own", "South", 2, "AA", "AA"),
)
ROWS = (
    ("AA1", "x", 2018, "1.5", "observed", None, "s1", None),
    ("AA1", "x", 2020, "2", "observed", "b", "s1", None),
    ("AA2", "x", 2019, "0", "observed", "n", "s1", None),
    ("AA1", "y", 2019, "40", "inherited", None, "s2", "AA@own"),
    ("AA2", "y", 2018, "7", "observed", "bu", "s2", None),
)


@pytest.fixture(scope="module")
def release():
    return bundled("europe-nuts2021")


@pytest.fixture(scope="module")
def small():
    return _from(ROWS)


@pytest.fixture
def copy(tmp_path):
    """A copy of the bundled release that a test may spoil."""
    shutil.copytree(content_root() / "territories", tmp_path / "territories")
    name = "observations/europe-nuts2021"
    return shutil.copytree(content_root() / name, tmp_path / name)


def _from(rows, **more):
    table = pl.DataFrame(rows, schema=[*COLUMNS, *more], orient="row", infer_schema_length=None)
    lines = table.with_row_index("line", offset=2)
    return from_long(lines, name="small", version="own", digest="d", territories=PLACES)


# ── the bundled release ───────────────────────────────────────────────────────────────────────


def test_the_release_holds_242_regions_of_27_countries(release):
    regions = [t for t in release.territories if t.level == 2]
    assert len(regions) == 242
    assert len({t.country for t in regions}) == 27
    assert {t.version for t in release.territories} == {"2021"}
    assert len({t.code for t in release.territories}) == len(release.territories)


def test_every_figure_names_a_source_with_publisher_and_licence(release):
    assert set(release.table["source"]) == set(release.sources)
    assert all(s.publisher and s.licence for s in release.sources.values())


def test_every_indicator_of_every_source_names_its_dataset(release):
    pairs = set(release.table.select("indicator", "source").unique().iter_rows())
    assert pairs == set(release.datasets)
    assert all(release.datasets.values())


def test_all_sources_but_the_published_composites_and_the_unchecked_file_are_there(release):
    assert sorted(release.sources) == ["s1", "s2", "s3", "s4", "s5", "s6", "s9"]


def test_no_published_composite_is_in_the_release(release):
    texts = load_library().indicators
    assert {texts[i].role for i in release.indicators} == {"scored", "structural", "context"}
    assert not {"rci_published", "rii2019_published"} & set(release.indicators)


def test_every_indicator_of_the_release_has_a_text(release):
    assert set(release.indicators) - set(load_library().indicators) == set()


def test_indicators_that_the_release_lacks_can_be_asked_for_and_are_missing_everywhere(release):
    wider = release.with_indicators(("hrst", "physicians", "physicians"))
    assert wider.indicators == (*release.indicators, "physicians")
    assert np.isnan(wider.values[:, :, -1]).all()
    assert (wider.status[:, :, -1] == Status.MISSING).all()
    assert (wider.digest, wider.values.shape[:2]) == (release.digest, release.values.shape[:2])
    assert release.with_indicators(("hrst",)) is release


def test_at_most_the_last_six_periods_of_each_indicator_are_kept(release):
    counts = release.table.group_by("indicator").agg(pl.col("period").n_unique())
    assert counts["period"].max() == 6
    years = release.table.filter(pl.col("indicator") == "hrst")["period"].unique().sort()
    assert years.to_list() == [2013, 2014, 2015, 2016, 2017, 2018]


def test_no_figure_stands_twice(release):
    assert release.table.select("territory", "indicator", "period").is_duplicated().sum() == 0


def test_figures_are_observed_or_inherited_and_everything_else_is_missing(release):
    assert dict(release.table["status"].value_counts().iter_rows()) == {
        "observed": 34657,
        "inherited": 179,
    }
    missing = release.status == Status.MISSING
    assert_array_equal(missing, np.isnan(release.values))
    assert int((~missing).sum()) == release.table.height


def test_a_zero_is_an_observed_figure_and_not_a_gap(release):
    zero = release.values == 0
    assert zero.any()
    assert (release.status[zero] != Status.MISSING).all()


def test_an_inherited_figure_names_where_it_comes_from_and_no_other_does(release):
    inherited = pl.col("status") == "inherited"
    assert release.table.filter(inherited)["inherited_from"].null_count() == 0
    assert release.table.filter(~inherited)["inherited_from"].drop_nulls().to_list() == []
    cell = release.cell("DE11", "internet_daily", 2019)
    assert (cell.value, cell.status, cell.inherited_from) == (83.0, Status.INHERITED, "DE1@2021")
    assert release.cell("HR05", "hrst", 2018).inherited_from == "HR04@2016"


def test_73_regions_inherit_two_indicators(release):
    inherited = release.table.filter(pl.col("status") == "inherited")
    counts = dict(inherited["indicator"].value_counts().iter_rows())
    assert (counts["internet_daily"], counts["broadband_households"]) == (73, 73)


def test_a_region_of_the_older_version_with_a_moved_border_is_flagged_and_not_doubtful(release):
    cell = release.cell("NL31", "eqi", 2021)
    assert cell.flag == "n"
    place = [t.code for t in release.territories].index("NL31")
    period = release.periods.index(2021)
    assert not release.doubtful[period, place, release.indicator_index("eqi")]


def test_the_example_region_has_no_figure_for_research(release):
    cut = release.latest(["gerd", "rd_personnel", "hrst"], level=2)
    column = cut.column("FRE1@2021")
    assert_array_equal(cut.values[:, column], [nan, nan, 32.3])
    assert cut.period[:, column].tolist() == [0, 0, 2018]
    assert cut.status[:, column].tolist() == [Status.MISSING, Status.MISSING, Status.OBSERVED]


def test_a_cell_says_in_which_line_of_the_table_it_stands(release):
    cell = release.cell("FRE1", "hrst", 2018)
    packed = (release_folder("europe-nuts2021") / "observations.csv.gz").read_bytes()
    line = gzip.decompress(packed).decode().splitlines()[cell.row - 1]
    assert line == "FRE1,hrst,2018,32.3,observed,,s1,"


def test_a_region_is_found_by_its_code_alone_inside_the_release(release):
    assert release.territory("NL31").key == "NL31@2021"
    with pytest.raises(UnknownTerritory):
        release.territory("NL31@2016")


def test_an_unknown_release_is_refused_with_the_known_ones():
    with pytest.raises(DataError) as caught:
        bundled("europe-nuts2020")
    assert str(caught.value) == (
        "europe-nuts2020: no such release. Did you mean europe-nuts2021? Known: europe-nuts2021."
    )


# ── digests ───────────────────────────────────────────────────────────────────────────────────


def test_the_bundled_release_has_the_digest_that_it_states(release):
    folder = release_folder("europe-nuts2021")
    assert verify_release(folder) == []
    stated = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))["digest"]
    assert release.digest == stated
    assert len(stated) == 64


def test_an_untouched_copy_is_the_release(copy, release):
    assert verify_release(copy) == []
    assert_array_equal(load_release(copy).values, release.values)


def test_one_changed_figure_is_found(copy):
    path = copy / "observations.csv.gz"
    text = gzip.decompress(path.read_bytes()).replace(
        b"FRE1,hrst,2018,32.3", b"FRE1,hrst,2018,42.3"
    )
    path.write_bytes(gzip.compress(text))
    (problem,) = verify_release(copy)
    assert problem.where == str(path)
    assert problem.what.startswith("the table differs from its digest sha256:")
    assert problem.mend == "Restore the release, or compile a new one under a new name."


def test_a_changed_code_list_is_found(copy):
    path = copy / "../../territories/nuts2021.csv"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert [p.where for p in verify_release(copy)] == [str(path)]


def test_a_missing_table_is_found(copy):
    (copy / "sources.csv").unlink()
    (problem,) = verify_release(copy)
    assert (problem.what, problem.mend) == ("the table is missing.", "Restore the release.")


def test_a_changed_descriptor_is_found(copy):
    path = copy / DESCRIPTOR
    path.write_text(
        path.read_text(encoding="utf-8").replace("European regions", "All regions"),
        encoding="utf-8",
    )
    (problem,) = verify_release(copy)
    assert problem.what == "the descriptor differs from its digest."


def test_a_digest_put_right_after_tampering_is_another_digest(copy, release):
    path = copy / "sources.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Eurostat", "Nobody"), encoding="utf-8"
    )
    digest = describe_release(
        copy, title="x", version="2021", territories=copy / "../../territories/nuts2021.csv"
    )
    assert verify_release(copy) == []
    assert digest != release.digest


def test_describing_the_same_tables_again_gives_the_same_digest(copy, release):
    again = describe_release(
        copy,
        title="European regions, NUTS 2021",
        version="2021",
        territories=(copy / "../../territories/nuts2021.csv").resolve(),
    )
    assert again == release.digest


# ── a panel from a long table ─────────────────────────────────────────────────────────────────


def test_a_long_table_becomes_a_dense_panel(small):
    assert (small.indicators, small.periods) == (("x", "y"), (2018, 2019, 2020))
    expected = [
        [[nan, nan], [1.5, nan], [nan, 7.0]],
        [[nan, nan], [nan, 40.0], [0.0, nan]],
        [[nan, nan], [2.0, nan], [nan, nan]],
    ]
    assert_array_equal(small.values, expected)


def test_a_zero_an_inherited_figure_and_a_gap_are_three_things(small):
    assert small.status[1].tolist() == [
        [Status.MISSING, Status.MISSING],
        [Status.MISSING, Status.INHERITED],
        [Status.OBSERVED, Status.MISSING],
    ]


def test_only_a_break_and_low_reliability_are_doubtful(small):
    assert np.argwhere(small.doubtful).tolist() == [[0, 2, 1], [2, 1, 0]]


def test_the_precision_is_the_last_digit_that_is_printed_anywhere(small):
    assert small.precision == {"x": 0.1, "y": 1.0}


def test_standard_errors_of_a_table_are_kept_beside_the_figures():
    rows = [(*row, error) for row, error in zip(ROWS, (0.5, None, 0.1, None, None), strict=True)]
    errors = _from(rows, standard_error=pl.Float64).standard_error
    assert errors[0, 1, 0] == 0.5
    assert errors[1, 2, 0] == 0.1
    assert int(np.isfinite(errors).sum()) == 2


def test_the_latest_figure_of_each_territory_is_taken_with_its_year(small):
    cut = small.latest(["x", "y"], level=2)
    assert [t.code for t in cut.territories] == ["AA1", "AA2"]
    assert_array_equal(cut.values, [[2.0, 0.0], [40.0, 7.0]])
    assert cut.period.tolist() == [[2020, 2019], [2019, 2018]]
    assert cut.doubtful.tolist() == [[True, False], [False, True]]
    assert cut.standard_error is None


def test_figures_after_the_last_wanted_year_are_left_out(small):
    cut = small.latest(["x", "y"], level=2, until=2018)
    assert_array_equal(cut.values, [[1.5, nan], [nan, 7.0]])
    assert cut.period.tolist() == [[2018, 0], [0, 2018]]
    assert cut.status[0].tolist() == [Status.OBSERVED, Status.MISSING]


def test_indicators_and_territories_come_in_the_order_that_was_asked(small):
    cut = small.latest(["y", "x"], territories=[PLACES[2], PLACES[1]])
    assert_array_equal(cut.values, [[7.0, 40.0], [0.0, 2.0]])
    assert cut.column("AA2@own") == 0
    with pytest.raises(KeyError):
        cut.column("AA3@own")


def test_an_unknown_indicator_is_named_with_the_nearest_known_one(release):
    with pytest.raises(DataError) as caught:
        release.latest(["hrts"])
    (problem,) = caught.value.problems
    assert problem.what == "release europe-nuts2021 has no indicator of this name."
    assert problem.mend.startswith("Did you mean hrst? 70 are known.")


def test_a_series_leaves_the_gaps_out(small):
    periods, figures = small.series("AA1@own", "x")
    assert (periods.tolist(), figures.tolist()) == ([2018, 2020], [1.5, 2.0])


def test_a_cell_that_does_not_exist_is_none(small):
    assert small.cell("AA1", "x", 2019) is None
    assert small.cell("AA1", "x", 2020).row == 3

"""A territory's own figures laid over a release: what they replace, and what they never touch."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl
import pytest
from numpy.testing import assert_array_equal

from territoria.content import load_library
from territoria.diagnosis import Diagnosis, open_universe
from territoria.errors import DataError
from territoria.explain import explain
from territoria.model import Status, Territory
from territoria.observations import Observations, SourceRecord, bundled, from_long
from territoria.own_release import own_release, with_own
from territoria.readings import Readings, address_of

PLACES = (
    Territory("AA", "own", "Aa", 0, "", "AA"),
    Territory("AA1", "own", "North", 2, "AA", "AA"),
    Territory("AA2", "own", "South", 2, "AA", "AA"),
)
CITY = Territory("TOWN", "own", "The town", 2, "AA1", "AA")
HEADER = ("territory", "indicator", "period", "value", "status", "flag", "source", "inherited_from")
ROWS = (
    ("AA1", "x", 2019, "1.5", "observed", "b", "s1", ""),
    ("AA1", "x", 2020, "2", "observed", "", "s1", ""),
    ("AA2", "x", 2020, "0", "observed", "", "s1", ""),
    ("AA2", "y", 2020, "40", "inherited", "", "s1", "AA@own"),
)
TOWN_HALL = SourceRecord("hall", "Town hall of North", "CC BY 4.0")


@pytest.fixture(scope="module")
def base() -> Observations:
    table = pl.DataFrame(ROWS, schema=list(HEADER), orient="row").with_row_index("line", offset=2)
    return from_long(
        table,
        name="base",
        version="own",
        digest="b" * 64,
        territories=PLACES,
        sources={"s1": SourceRecord("s1", "Office", "CC0")},
        datasets={("x", "s1"): "Survey"},
    )


def own(base: Observations, *rows: tuple[str, str, int, Any], **more: Any) -> Observations:
    """Own figures of these territories by key, indicators, periods and values."""
    table = pl.DataFrame(rows, schema=["territory", "indicator", "period", "value"], orient="row")
    for column in ("status", "flag", "source", "line"):
        if column in more:
            table = table.with_columns(pl.Series(column, more.pop(column)))
    return own_release(table, name=more.pop("name", "north"), base=base, **more)


def figure(held: Observations, key: str, indicator: str, period: int) -> float:
    place = [t.key for t in held.territories].index(key)
    cell = held.periods.index(period), place, held.indicators.index(indicator)
    return float(held.values[cell])


# ── what own figures do ───────────────────────────────────────────────────────────────────────


def test_an_own_figure_stands_for_the_published_one(base: Observations) -> None:
    merged = with_own(base, own(base, ("AA1@own", "x", 2020, "2.25")))
    assert figure(merged, "AA1@own", "x", 2020) == 2.25
    cell = merged.cell("AA1", "x", 2020)
    assert cell is not None
    assert (cell.value, cell.table, cell.row, cell.status) == (2.25, "north", 2, Status.OBSERVED)
    assert merged.table.filter(
        pl.struct("territory", "indicator", "period").is_duplicated()
    ).is_empty()


def test_every_other_figure_stays_to_the_last_bit_with_its_cell(base: Observations) -> None:
    merged = with_own(base, own(base, ("AA1@own", "x", 2020, "2.25")))
    same = np.ones(base.values.shape, dtype=bool)
    same[base.periods.index(2020), 1, base.indicators.index("x")] = False
    for name in ("values", "status", "doubtful"):
        assert_array_equal(getattr(merged, name)[same], getattr(base, name)[same])
    for place, indicator, period in (("AA1", "x", 2019), ("AA2", "x", 2020), ("AA2", "y", 2020)):
        assert merged.cell(place, indicator, period) == base.cell(place, indicator, period)


def test_new_indicators_periods_and_territories_stand_behind_those_of_the_base(
    base: Observations,
) -> None:
    rows = ("TOWN@own", "z", 2022, "7"), ("AA1@own", "a", 2021, "0")
    merged = with_own(base, own(base, *rows, places=[CITY]))
    assert merged.territories == (*PLACES, CITY)
    assert merged.indicators == ("x", "y", "a", "z")
    assert merged.periods == (2019, 2020, 2021, 2022)
    assert figure(merged, "TOWN@own", "z", 2022) == 7
    assert figure(merged, "AA1@own", "a", 2021) == 0
    assert np.isfinite(merged.values).sum() == len(ROWS) + 2
    assert (merged.status != Status.MISSING).sum() == len(ROWS) + 2


@pytest.mark.parametrize("status", ["suppressed", "observed", "missing"])
def test_an_own_cell_without_a_figure_never_takes_a_published_one_away(
    base: Observations, status: str
) -> None:
    rows = ("AA1@own", "x", 2020, ""), ("AA1@own", "x", 2021, "3")
    merged = with_own(base, own(base, *rows, status=[status, "observed"]))
    assert figure(merged, "AA1@own", "x", 2020) == 2
    assert merged.cell("AA1", "x", 2020) == base.cell("AA1", "x", 2020)


def test_where_nothing_is_published_an_own_suppressed_cell_says_so(base: Observations) -> None:
    rows = ("AA1@own", "y", 2020, None), ("AA1@own", "y", 2019, None), ("AA1@own", "x", 2020, "3")
    merged = with_own(base, own(base, *rows, status=["suppressed", "observed", "observed"]))
    row, column = 1, merged.indicators.index("y")
    status = [Status(int(s)) for s in merged.status[:, row, column]]
    assert status == [Status.MISSING, Status.SUPPRESSED]
    assert np.isnan(merged.values[:, row, column]).all()


def test_a_flag_makes_an_own_figure_doubtful_and_no_flag_lifts_the_doubt(
    base: Observations,
) -> None:
    rows = ("AA1@own", "x", 2020, "3"), ("AA1@own", "x", 2019, "1")
    merged = with_own(base, own(base, *rows, flag=["u", ""]))
    assert merged.doubtful[:, 1, merged.indicators.index("x")].tolist() == [False, True]


def test_numbers_are_printed_as_text_and_keep_their_lines(base: Observations) -> None:
    held = own(base, ("AA1@own", "x", 2020, 3.0), ("AA2@own", "x", 2020, 0.25), line=[7, 9])
    assert held.table["value"].to_list() == ["3", "0.25"]
    assert [c.row for c in map(with_own(base, held).cell, ("AA1", "AA2"), "xx", (2020,) * 2) if c] == [
        7, 9,
    ]  # fmt: skip


def test_figures_printed_more_finely_make_those_of_others_no_surer(base: Observations) -> None:
    merged = with_own(
        base, own(base, ("AA1@own", "x", 2020, "2.1234"), ("AA1@own", "z", 2020, "0.01"))
    )
    assert merged.precision == {**base.precision, "z": 0.01}


def test_standard_errors_of_either_are_kept(base: Observations) -> None:
    table = pl.DataFrame(
        {"territory": ["AA1@own"], "indicator": ["x"], "period": [2020], "value": ["3"],
         "standard_error": ["0.5"]}
    )  # fmt: skip
    merged = with_own(base, own_release(table, name="north", base=base))
    assert merged.standard_error is not None
    assert np.nansum(merged.standard_error) == merged.standard_error[1, 1, 0] == 0.5
    again = with_own(merged, own(merged, ("AA2@own", "x", 2020, "1"), name="south"))
    assert again.standard_error is not None
    assert_array_equal(again.standard_error, merged.standard_error)


def test_a_release_can_be_laid_over_what_was_laid_before(base: Observations) -> None:
    once = with_own(base, own(base, ("AA1@own", "x", 2020, "3")))
    twice = with_own(once, own(once, ("AA2@own", "x", 2020, "4"), name="south"))
    cells = [twice.cell(code, "x", 2020) for code in ("AA1", "AA2")]
    assert [(c.value, c.table) for c in cells if c] == [(3.0, "north"), (4.0, "south")]
    assert twice.name == "base+north+south"


def test_an_appended_territory_belongs_to_no_group_of_the_base(base: Observations) -> None:
    grouped = replace(base, groups={"coast": ("", "yes", "no")})
    merged = with_own(grouped, own(base, ("TOWN@own", "x", 2020, "3"), places=[CITY]))
    assert merged.groups == {"coast": ("", "yes", "no", "")}


# ── name, digest, provenance ──────────────────────────────────────────────────────────────────


def test_name_and_digest_tell_both_releases(base: Observations) -> None:
    one, other = (own(base, ("AA1@own", "x", 2020, v)) for v in ("3", "4"))
    first, second = with_own(base, one), with_own(base, other)
    assert (first.name, first.version) == ("base+north", "own")
    assert len({base.digest, one.digest, other.digest, first.digest, second.digest}) == 5
    assert with_own(base, one).digest == first.digest
    assert with_own(replace(base, digest="c" * 64), one).digest != first.digest


def test_the_digest_of_own_figures_does_not_depend_on_the_order_of_their_rows(
    base: Observations,
) -> None:
    rows = ("AA1@own", "x", 2020, "3"), ("AA2@own", "x", 2020, "4")
    forth, back = own(base, *rows, line=[2, 3]), own(base, *reversed(rows), line=[3, 2])
    assert forth.digest == back.digest


def test_an_own_figure_is_credited_to_whoever_gave_it(base: Observations) -> None:
    held = own(
        base,
        ("AA1@own", "x", 2020, "3"),
        ("AA2@own", "y", 2020, "4"),
        source=["hall", "other"],
        sources={"hall": TOWN_HALL},
        datasets={("x", "hall"): "Count of 2020"},
    )
    merged = with_own(base, held)
    text = load_library().indicators["hrst"].source
    cells = [merged.cell(*c) for c in (("AA1", "x", 2020), ("AA2", "y", 2020), ("AA1", "x", 2019))]
    assert [
        (c.publisher, c.dataset, c.licence) for c in (merged.credit(c, text) for c in cells if c)
    ] == [
        ("Town hall of North", "Count of 2020", "CC BY 4.0"),
        ("north", "north", ""),
        (text.publisher, text.dataset, text.licence),
    ]


# ── what is refused ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["", "a:b", "a@b", "two words"])
def test_a_name_that_no_address_can_hold_is_refused(base: Observations, name: str) -> None:
    with pytest.raises(DataError, match="a release of this name has no address"):
        with_own(base, own(base, ("AA1@own", "x", 2020, "3"), name=name))


def test_every_wrong_row_is_named_with_its_line(base: Observations) -> None:
    rows = (
        ("AA1", "x", 2020, "3"),
        ("AA1@own", "x", 2020, "3"),
        ("AA1@own", "x", 2020, "4"),
        ("AA2@own", "x", 2020, "5"),
    )
    with pytest.raises(DataError) as caught:
        own(base, *rows, status=["observed", "observed", "observed", "guessed"])
    assert [(p.where, p.what) for p in caught.value.problems] == [
        ("north line 2", "'AA1' is no territory of the release."),
        ("north line 4", "AA1@own, x, 2020 stands twice."),
        ("north line 5", "the status 'guessed' is not known."),
    ]


def test_a_table_without_any_figure_or_column_is_refused(base: Observations) -> None:
    with pytest.raises(DataError, match="north: it holds no figure at all"):
        own(base, ("AA1@own", "x", 2020, ""))
    with pytest.raises(DataError, match="north: columns are missing: period, value"):
        own_release(pl.DataFrame({"territory": [], "indicator": []}), name="north", base=base)


def test_a_place_that_would_be_taken_for_another_or_push_others_out_is_refused(
    base: Observations,
) -> None:
    double = Territory("AA1", "2024", "Another", 2, "", "AA")
    with pytest.raises(
        DataError, match="AA1@2024: release base holds AA1@own, a place of the same"
    ):
        with_own(base, own(base, ("AA1@2024", "x", 2020, "3"), places=[double]))
    finer = own(base, ("TOWN@own", "x", 2020, "3"), places=[replace(CITY, level=3)])
    with pytest.raises(DataError, match="its level 3 is finer than all of release base"):
        with_own(base, finer)


def test_a_source_that_would_be_taken_for_one_of_the_base_is_refused(base: Observations) -> None:
    with pytest.raises(DataError, match="source s1: release base has another source"):
        with_own(base, own(base, ("AA1@own", "x", 2020, "3"), source=["s1"]))


# ── all the way to an explanation ─────────────────────────────────────────────────────────────


def test_the_explanation_of_an_own_figure_points_to_the_own_cell() -> None:
    library, base = load_library(), bundled("europe-nuts2021")
    held = own(
        base, ("FRE1@2021", "hrst", 2021, "33.3"), line=[12], source=["hall"],
        sources={"hall": TOWN_HALL}, name="lille-2026",
    )  # fmt: skip
    merged = with_own(base, held)
    universe = open_universe(library, merged, library.frameworks["blueprint"])
    d = Diagnosis(universe, merged.territory("FRE1"))
    assert d.value("hrst") == 33.3
    said = [
        line.text
        for line in explain(
            address_of(d, "observation", "hrst"), library, opened=lambda _: universe
        )
    ]
    assert "cell: lille-2026 line 12: FRE1, hrst, 2021, 33.3 % of population, observed" in said
    assert "source: Town hall of North, lille-2026, licence CC BY 4.0" in said
    assert said[-2] == f"release europe-nuts2021+lille-2026, digest {merged.digest}"
    assert (
        Readings(d)
        .read("observation", "hrst")
        .sentence.endswith("33.3 % of population, 2021, observed (Town hall of North, lille-2026).")
    )


def test_the_scores_of_all_others_stay_to_the_last_bit() -> None:
    """Bounds are fixed in this framework, so nobody moves because a team knows more."""
    library, base = load_library(), bundled("europe-nuts2021")
    merged = with_own(base, own(base, ("FRE1@2021", "hrst", 2021, "33.3")))
    framework = library.frameworks["blueprint"]
    before, after = (open_universe(library, o, framework).assessment for o in (base, merged))
    others = np.array([t.code != "FRE1" for t in before.cut.territories])
    assert_array_equal(after.scores.scores[:, others], before.scores.scores[:, others])
    assert_array_equal(after.errors[:, others], before.errors[:, others])
    assert (after.scores.scores[:, ~others] != before.scores.scores[:, ~others]).any()

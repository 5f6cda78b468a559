from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from territoria.content import load_library
from territoria.errors import DataError, TerritoriaError
from territoria.model import Status
from territoria.observations import STATUS_OF
from territoria.sources.csv_file import MOST_SHOWN, Imported, read_observations

BOUND = ("broadband_households", "internet_daily", "tertiary_25_64")
HEADER = "territory,indicator,period,value"
KNOWN = "Known: broadband_households, internet_daily, tertiary_25_64."
BOM = b"\xef\xbb\xbf"

Read = Callable[..., Imported]
Refuse = Callable[..., list[str]]


@pytest.fixture(scope="module")
def indicators():
    library = load_library()
    return {name: library.indicators[name] for name in BOUND}


@pytest.fixture(scope="module")
def table(tmp_path_factory) -> Path:
    """Where a test writes its table; the name of the file becomes that of the release."""
    return tmp_path_factory.mktemp("own") / "own.csv"


@pytest.fixture(scope="module")
def read(table, indicators) -> Read:
    """A text or bytes as the file that it would be, read."""

    def read(content: str | bytes, **more) -> Imported:
        table.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_observations(table, indicators, **more)

    return read


@pytest.fixture(scope="module")
def refuse(read, table) -> Refuse:
    """The problems of a file that must be refused, each as ``line: what mend`` (or ``what mend``)."""

    def refuse(content: str | bytes, **more) -> list[str]:
        with pytest.raises(DataError) as refused:
            read(content, **more)
        return [
            str(p).removeprefix(str(table)).removeprefix(":").lstrip()
            for p in refused.value.problems
        ]

    return refuse


def long(*rows: str, more: str = "") -> str:
    return "\n".join((HEADER + more, *rows)) + "\n"


# ── what is read ──────────────────────────────────────────────────────────────────────────────


def test_a_long_table_becomes_a_panel_of_period_territory_and_indicator(read):
    found = read(
        long(
            "FRE1,tertiary_25_64,2022,33.1",
            "FRE1,tertiary_25_64,2023,34",
            "FI1C,tertiary_25_64,2023,42.0",
            "FI1C,internet_daily,2023,+91",
            "Lakeside,broadband_households,2023,0",
        )
    ).observations
    assert found.name == "own"
    assert found.indicators == BOUND
    assert found.periods == (2022, 2023)
    assert [t.key for t in found.territories] == ["FI1C@2021", "FRE1@2021", "Lakeside@own"]
    assert [t.country for t in found.territories] == ["FI", "FR", "own"]
    nan = np.nan
    np.testing.assert_array_equal(
        found.values,
        [
            [[nan, nan, nan], [nan, nan, 33.1], [nan, nan, nan]],
            [[nan, 91.0, 42.0], [nan, nan, 34.0], [0.0, nan, nan]],
        ],
    )
    assert np.array_equal(found.status == Status.OBSERVED, np.isfinite(found.values))
    assert found.precision == {
        "broadband_households": 1.0,
        "internet_daily": 1.0,
        "tertiary_25_64": 0.1,
    }


def test_the_digest_is_that_of_the_file(read):
    text = long("FRE1,tertiary_25_64,2023,33.1")
    assert read(text).observations.digest == sha256(text.encode()).hexdigest()


def test_wide_and_long_give_equal_results(read):
    tall = read(
        long(
            "FRE1,tertiary_25_64,2023,33.1",
            "FRE1,internet_daily,2023,79",
            "FRE1,broadband_households,2023,",
            "FI1C,tertiary_25_64,2022,42",
            "FI1C,internet_daily,2022,NA",
            "FI1C,broadband_households,2022,95.5",
        )
    ).observations
    wide = read(
        "territory,name,period,tertiary_25_64,internet_daily,broadband_households\n"
        "FRE1,Nord,2023,33.1,79,\n"
        "FI1C,South,2022,42,NA,95.5\n"
    ).observations
    for attribute in ("territories", "indicators", "periods", "precision", "standard_error"):
        assert getattr(wide, attribute) == getattr(tall, attribute)
    np.testing.assert_array_equal(wide.values, tall.values)
    np.testing.assert_array_equal(wide.status, tall.status)


def test_a_wide_table_may_leave_out_the_period(read):
    found = read("territory,tertiary_25_64\nFRE1,33.1\n").observations
    assert found.periods == (0,)
    assert found.values[0, 0, 2] == 33.1


def test_an_indicator_without_a_figure_is_unknown_everywhere_and_named(read):
    found = read(long("FRE1,internet_daily,2023,79"))
    assert np.isnan(found.observations.values[0, 0, [0, 2]]).all()
    assert found.notes == (
        "no figure at all for broadband_households, tertiary_25_64: unknown for every territory.",
    )


@pytest.mark.parametrize("mark", ["", " ", "NA", "N/A", "NaN", "nan", ":"])
def test_a_missing_figure_stays_missing(read, mark):
    found = read(long("FRE1,tertiary_25_64,2023,33.1", f"FI1C,tertiary_25_64,2023,{mark}"))
    column = [t.code for t in found.observations.territories].index("FI1C")
    assert np.isnan(found.observations.values[0, column]).all()
    assert (found.observations.status[0, column] == Status.MISSING).all()


def test_ten_percent_missing_is_a_note_with_lines_and_no_error(read):
    rows = [f"T{n},{name},2023,{5 + n}" for n in range(20) for name in BOUND]
    for n in (3, 7, 11, 20, 41, 59):
        rows[n] = rows[n].rpartition(",")[0] + ","
    found = read(long(*rows))
    assert found.notes == (
        "6 of 60 figures (10%) are missing, on lines 5, 9, 13, 22, 43 …. "
        "They stay missing; the coverage shows it.",
    )
    assert int(np.isnan(found.observations.values).sum()) == 6


def test_missing_cells_of_a_wide_table_are_noted_by_line(read):
    found = read("territory,tertiary_25_64,internet_daily,broadband_households\nA,1,,\nB,1,2,3\n")
    assert found.notes == (
        "2 of 6 figures (33%) are missing, on lines 2. They stay missing; the coverage shows it.",
    )


def test_standard_errors_are_taken_over_and_empty_ones_stay_unknown(read):
    found = read(
        long(
            "FRE1,tertiary_25_64,2023,33.1,0.4",
            "FRE1,internet_daily,2023,79,",
            "FRE1,broadband_households,2023,91,0",
            more=",standard_error",
        )
    ).observations
    np.testing.assert_array_equal(found.standard_error, [[[0.0, np.nan, 0.4]]])


def test_status_flag_and_source_are_taken_over(read):
    found = read(
        long(
            "FRE1,tertiary_25_64,2023,33.1,inherited,b,survey,FRE",
            "FRE1,internet_daily,2023,79,,,,",
            more=",status,flag,source,inherited_from",
        )
    ).observations
    assert found.status[0, 0].tolist() == [Status.MISSING, Status.OBSERVED, Status.INHERITED]
    assert found.doubtful[0, 0].tolist() == [False, False, True]
    cell = found.cell("FRE1", "tertiary_25_64", 2023)
    assert (cell.row, cell.source, cell.inherited_from, cell.flag) == (2, "survey", "FRE", "b")


def test_the_unit_of_the_indicator_is_accepted(read, indicators):
    unit = str(indicators["broadband_households"].unit_of_measure)
    found = read(
        long(
            f"FRE1,broadband_households,2023,91,{unit}",
            "FI1C,broadband_households,2023,95,",
            more=",unit_of_measure",
        )
    ).observations
    assert found.values[0, :, 0].tolist() == [95.0, 91.0]


def test_a_byte_order_mark_is_accepted(read):
    text = long("FRE1,tertiary_25_64,2023,33.1")
    with_mark = read(BOM + text.encode()).observations
    np.testing.assert_array_equal(with_mark.values, read(text).observations.values)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_accepted(read, refuse, end):
    rows = (HEADER, "FRE1,tertiary_25_64,2023,33.1", "", "FI1C,tertiary_25_64,2023,4")
    assert read(end.join(rows)).observations.values[0, :, 2].tolist() == [4.0, 33.1]
    assert refuse(end.join((*rows, "B,tertiary_25_64,2023,x"))) == [
        "5: the value 'x' is not a number. Write a number, or leave the cell empty."
    ]


def test_spaces_around_cells_and_names_do_not_matter(read):
    found = read(" territory , indicator,period ,value\n FRE1 , tertiary_25_64 , 2023 , 33.1 \n")
    assert found.observations.values[0, 0, 2] == 33.1


def test_rows_that_are_empty_are_passed_over(read, refuse):
    assert refuse(
        long("", "FRE1,tertiary_25_64,2023,x", ",,,", "", "FRE1,internet_daily,2023,y")
    ) == [
        "3: the value 'x' is not a number. Write a number, or leave the cell empty.",
        "6: the value 'y' is not a number. Write a number, or leave the cell empty.",
    ]


# ── codes and their versions ──────────────────────────────────────────────────────────────────


def test_a_bare_code_with_two_meanings_is_refused_with_the_way_to_mend_it(refuse):
    rows = ["FRE1,tertiary_25_64,2023,1", "NL31,tertiary_25_64,2023,2"]
    assert refuse(long(*rows)) == [
        "3: NL31: this code names different places in NUTS 2010/2013/2016 and 2021. "
        "Write NL31@2021, or give the version of the whole table."
    ]


def test_a_version_settles_bare_codes(read):
    rows = ["NL31,tertiary_25_64,2023,2", "FRE1@2016,tertiary_25_64,2023,3"]
    found = read(long(*rows), version="2021").observations
    assert found.version == "2021"
    assert [t.key for t in found.territories] == ["FRE1@2016", "NL31@2021"]


def test_a_code_with_its_version_needs_no_other(read):
    found = read(long("NL31@2016,tertiary_25_64,2023,2")).observations
    assert [t.key for t in found.territories] == ["NL31@2016"]
    assert found.version == "own"


@pytest.mark.parametrize("other", ["NL31@2016", "NL31@2024"])
def test_two_versions_of_one_code_are_refused_and_never_mixed(refuse, other):
    rows = [f"{other},tertiary_25_64,2023,2", "NL31@2021,tertiary_25_64,2023,3"]
    first, second = sorted((other, "NL31@2021"))
    line = 2 if second == other else 3
    assert refuse(long(*rows)) == [
        f"{line}: {second} stands also as {first} in line {5 - line}. "
        "Write it in one way, in one version."
    ]


def test_one_territory_written_in_two_ways_is_refused(refuse):
    rows = ["FRE1,tertiary_25_64,2023,2", "FRE1@2021,tertiary_25_64,2023,3"]
    assert refuse(long(*rows)) == [
        "3: FRE1@2021 stands also as FRE1 in line 2. Write it in one way, in one version."
    ]


@pytest.mark.parametrize("code", ["@", "FRE1@", "@2021", "a@b@c", "a:b"])
def test_what_cannot_be_an_address_is_no_code(refuse, code):
    assert refuse(long(f"{code},tertiary_25_64,2023,2")) == [
        f"2: {code!r} is no code of a territory. Write code or code@version."
    ]


# ── files that cannot be read ─────────────────────────────────────────────────────────────────


def test_a_file_that_is_not_there_is_named(tmp_path, indicators):
    with pytest.raises(DataError) as refused:
        read_observations(tmp_path / "none.csv", indicators)
    assert str(refused.value) == f"{tmp_path / 'none.csv'}: there is no such file. Check the path."


def test_a_folder_is_no_file(tmp_path, indicators):
    with pytest.raises(DataError) as refused:
        read_observations(tmp_path, indicators)
    assert str(refused.value) == f"{tmp_path}: this is a folder. Check the path."


@pytest.mark.parametrize("content", [b"", b" \n\t\n", BOM, BOM + b"\n"])
def test_an_empty_file_is_told_how_to_begin(refuse, content):
    assert refuse(content) == [
        "the file is empty. Begin with the header territory, indicator, period, value."
    ]


def test_a_header_alone_is_not_enough(refuse):
    assert refuse(HEADER) == ["1: there is a header but no row. Add one row a figure."]


def test_a_table_without_any_figure_is_refused(refuse):
    assert refuse(long("FRE1,tertiary_25_64,2023,", "FI1C,tertiary_25_64,2023,NA")) == [
        "it holds no figure at all. Fill the value column."
    ]


@pytest.mark.parametrize("mark", [b"", BOM])
@pytest.mark.parametrize("begin", ["", "Lyon,tertiary_25_64,2023,1\n"])
def test_latin_1_is_refused_with_its_line(refuse, mark, begin):
    text = HEADER + "\n" + begin + "Évreux,tertiary_25_64,2023,33\n"
    line = 2 + begin.count("\n")
    assert refuse(mark + text.encode("latin-1")) == [
        f"{line}: the file is not UTF-8 (it may be Latin-1, from an older spreadsheet). "
        "Save it as CSV UTF-8."
    ]


@pytest.mark.parametrize("content", [b"\x7f\x00\x00sheet", b"a,b\x00c\n"])
def test_a_binary_file_is_no_text(refuse, content):
    assert refuse(content) == ["this is not a text file. Save the sheet as CSV UTF-8."]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("territory".encode("utf-16"), "text in UTF-16 (a spreadsheet's “Unicode text”)"),
        (b"PK\x03\x04\x14", "a workbook or another zip file"),
        (b"PAR1\x15", "a Parquet file"),
    ],
)
def test_what_is_often_taken_for_csv_is_named(refuse, content, kind):
    assert refuse(content) == [f"this is {kind}. Save it as CSV UTF-8."]


def test_tabs_are_named(refuse):
    text = long("FRE1,tertiary_25_64,2023,33.1").replace(",", "\t")
    assert refuse(text) == ["1: the columns are separated by tabs. Separate them by commas."]


def test_semicolons_are_named(refuse):
    text = long("FRE1,tertiary_25_64,2023,33.1").replace(",", ";")
    assert refuse(text) == ["1: the columns are separated by semicolons. Separate them by commas."]


def test_a_quotation_mark_that_is_never_closed_is_found_where_it_opens(refuse):
    rest = ["FI1C,tertiary_25_64,2023,4"] * 6000  # longer than one cell may be
    assert refuse(long("FRE1,tertiary_25_64,2023,1", 'FRE1,"internet_daily,2023,5', *rest)) == [
        "3: the row that begins here does not end. Close its quotation mark, or take it out."
    ]
    assert refuse(long("FRE1,tertiary_25_64,2023,1", 'FRE1,"internet_daily,2023,5', *rest[:2])) == [
        "3: 2 cells under 4 columns. "
        "Quote cells that contain a comma; a decimal comma must be a point."
    ]


# ── columns ───────────────────────────────────────────────────────────────────────────────────


def test_wrong_columns_are_listed_with_those_found(refuse):
    assert refuse("region,indicator,year,value\nFRE1,tertiary_25_64,2023,1\n") == [
        "1: columns are missing: territory, period. Use territory, indicator, period, value, or "
        "territory and one column for each indicator. Found: region, indicator, year, value."
    ]


def test_an_unknown_column_of_a_long_table_gets_a_suggestion(refuse):
    assert refuse(long("FRE1,tertiary_25_64,2023,1,0.4", more=",standard_eror")) == [
        "1: the column 'standard_eror' is not known. Did you mean standard_error? Known: flag, "
        "indicator, inherited_from, period, source, standard_error, status, territory, "
        "unit_of_measure, value."
    ]


def test_an_unknown_column_never_moves_the_line_of_another_problem(refuse):
    found = refuse(long("FRE1,tertiary_25_64,2023,x,77", more=",line"))
    assert found[1] == "2: the value 'x' is not a number. Write a number, or leave the cell empty."


def test_an_unknown_column_of_a_wide_table_gets_a_suggestion(refuse):
    assert refuse("territory,tertiary_25_64,broadband_household\nFRE1,1,2\n") == [
        "1: the column 'broadband_household' is no indicator of the framework. "
        f"Did you mean broadband_households? {KNOWN}"
    ]


def test_a_column_that_stands_twice_is_named(refuse):
    assert refuse(long("FRE1,tertiary_25_64,2023,1,2", more=",value")) == [
        "1: the column 'value' stands twice. Keep one."
    ]


@pytest.mark.parametrize(
    ("row", "cells"), [("FRE1,tertiary_25_64,2023", 3), ("FRE1,tertiary_25_64,2023,33,1", 5)]
)
def test_ragged_rows_are_named_alone_and_among_others(refuse, row, cells):
    said = (
        f"{cells} cells under 4 columns. "
        "Quote cells that contain a comma; a decimal comma must be a point."
    )
    assert refuse(long(row)) == [f"2: {said}"]
    assert refuse(long("FI1C,tertiary_25_64,2023,4", row)) == [f"3: {said}"]


# ── cells ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "word", ["n.a.", "many", "1_000", "1 000", "0x10", "NAN", "-nan", "−3", "{x}"]
)
def test_text_in_the_column_of_numbers_is_no_number(refuse, word):
    assert refuse(long(f"FRE1,tertiary_25_64,2023,{word}")) == [
        f"2: the value {word!r} is not a number. Write a number, or leave the cell empty."
    ]


@pytest.mark.parametrize("word", ["33,1", "-0,5", "1.234,5", "1 234,5"])
def test_a_decimal_comma_is_named(refuse, word):
    assert refuse(long(f'FRE1,tertiary_25_64,2023,"{word}"')) == [
        f"2: the value {word!r} has a decimal comma. Write it with a point."
    ]


@pytest.mark.parametrize("word", ["inf", "-INF", "Infinity", "1e999", "-" + "9" * 400])
def test_an_infinite_value_is_refused(refuse, word):
    assert refuse(long(f"FRE1,tertiary_25_64,2023,{word}")) == [
        "2: the value is infinite. Leave the cell empty if it is not known."
    ]


@pytest.mark.parametrize("word", ["", "Q1 2023", "23", "20231", "٢٠٢٣", "2023.0"])
def test_a_period_is_a_year_of_four_digits(refuse, word):
    assert refuse(long(f"FRE1,tertiary_25_64,{word},1")) == [
        f"2: the period {word!r} is not a year. Write it as 2021."
    ]


def test_one_bad_cell_of_a_wide_row_is_said_once(refuse):
    assert refuse("territory,period,tertiary_25_64,internet_daily\nFRE1,,1,2\n,2023,3,4\n") == [
        "3: the territory is empty. Give its code.",
        "2: the period '' is not a year. Write it as 2021.",
    ]


def test_an_unknown_indicator_gets_a_suggestion(refuse):
    assert refuse(long("FRE1,tertiary_25_46,2023,1", "FI1C,tertiary_25_46,2023,1")) == [
        "2: the indicator 'tertiary_25_46' is not in the framework. "
        f"Did you mean tertiary_25_64? {KNOWN}"
    ]


def test_a_key_that_stands_twice_is_named_with_the_first_line(refuse):
    rows = ["FRE1,tertiary_25_64,2023,1", "FI1C,tertiary_25_64,2023,1"]
    assert refuse(long(*rows, rows[0], rows[0])) == [
        "4: FRE1, tertiary_25_64, 2023 stands already in line 2. Keep one.",
        "5: FRE1, tertiary_25_64, 2023 stands already in line 2. Keep one.",
    ]
    assert refuse("territory,tertiary_25_64\nFRE1,1\nFRE1,2\n") == [
        "3: FRE1, tertiary_25_64, 0 stands already in line 2. Keep one."
    ]


def test_a_unit_that_is_not_the_indicators_is_refused_and_not_converted(refuse):
    assert refuse(long("FRE1,broadband_households,2023,910,per 1000", more=",unit_of_measure")) == [
        "2: the unit 'per 1000' is not that of broadband_households. "
        "Convert the figures to '% of households'."
    ]


@pytest.mark.parametrize("word", ["-0.1", "inf", "nan", "±2", "NA"])
def test_a_standard_error_is_a_number_of_0_or_more(refuse, word):
    assert refuse(long(f"FRE1,tertiary_25_64,2023,1,{word}", more=",standard_error")) == [
        f"2: the standard error {word!r} is not a number of 0 or more. Correct it."
    ]


def test_an_unknown_status_is_refused(refuse):
    assert refuse(long("FRE1,tertiary_25_64,2023,1,guessed", more=",status")) == [
        f"2: the status 'guessed' is not known. Known: {', '.join(STATUS_OF)}."
    ]


@pytest.mark.parametrize("status", ["missing", "suppressed"])
def test_a_figure_cannot_be_missing_at_the_same_time(refuse, status):
    assert refuse(long(f"FRE1,tertiary_25_64,2023,0,{status}", more=",status")) == [
        f"2: the figure 0 has the status {status!r}. Leave the cell empty, or correct the status."
    ]


# ── all problems at once, on the right lines ──────────────────────────────────────────────────


def test_all_problems_are_reported_at_once(refuse):
    assert refuse(
        long(
            "FRE1,tertiary_25_64,2023,x",
            "FRE1,tertiary_25_64,2023",
            ",internet_daily,2023,3",
            "NL31,internet_dayly,last year,inf",
        )
    ) == [
        "3: 3 cells under 4 columns. "
        "Quote cells that contain a comma; a decimal comma must be a point.",
        "4: the territory is empty. Give its code.",
        "5: the indicator 'internet_dayly' is not in the framework. "
        f"Did you mean internet_daily? {KNOWN}",
        "5: the period 'last year' is not a year. Write it as 2021.",
        "5: the value is infinite. Leave the cell empty if it is not known.",
        "2: the value 'x' is not a number. Write a number, or leave the cell empty.",
        "5: NL31: this code names different places in NUTS 2010/2013/2016 and 2021. "
        "Write NL31@2021, or give the version of the whole table.",
    ]


def test_twenty_problems_are_shown_and_the_others_counted(refuse):
    found = refuse(long(*(f"T{n},tertiary_25_64,2023,x" for n in range(35))))
    assert len(found) == MOST_SHOWN + 1
    assert found[MOST_SHOWN - 1].startswith("21: the value 'x'")
    assert found[MOST_SHOWN] == "15 more problems."


def test_a_quoted_line_break_keeps_the_lines_of_all_rows(read, refuse):
    rows = ['"Lake\nside",tertiary_25_64,2023,{}', "FRE1,tertiary_25_64,2023,{}"]
    assert refuse(long(*(row.format("x") for row in rows))) == [
        "2: the value 'x' is not a number. Write a number, or leave the cell empty.",
        "4: the value 'x' is not a number. Write a number, or leave the cell empty.",
    ]
    found = read(long(*(row.format(1) for row in rows))).observations
    assert [found.cell(t.code, "tertiary_25_64", 2023).row for t in found.territories] == [4, 2]


# ── whatever comes, only the house's own errors ───────────────────────────────────────────────

FUZZ = settings(
    deadline=None,
    derandomize=True,
    max_examples=80,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
CELLS = (
    st.sampled_from(
        ["", "NA", "1", "2.50", "33,1", "inf", "nan", "1e999", "2023", "23", "٢٠٢٣", "0", ":", "@"]
        + ["FRE1", "NL31", "FRE1@2021", "a@b@c", *BOUND, "observed", "missing", "% of households"]
        + ['"', '"a\nb"', "\r", "\u2028", "{x}", "{", "%s"]
    )
    | st.text(max_size=5)
)  # fmt: skip
COLUMNS = st.sampled_from(
    ["status", "flag", "unit_of_measure", "standard_error", "source", "inherited_from", "name"]
    + ["line", "first", "", *BOUND]
) | st.text(max_size=4)


def accept_or_refuse(read: Read, content: bytes) -> None:
    """Reading gives a panel of finite figures, or problems that say what is wrong and where."""
    problems = []
    try:
        found = read(content).observations
    except TerritoriaError as refused:
        problems = refused.problems
    else:
        assert not np.isinf(found.values).any()
        assert np.array_equal(np.isfinite(found.values), found.status != Status.MISSING)
        assert len({t.code for t in found.territories}) == len(found.territories)
    for problem in problems:
        assert problem.where
        assert problem.what.endswith(".")
        assert problem.mend or problem.what.endswith(" more problems.")


@FUZZ
@given(content=st.binary(max_size=120) | st.text(max_size=80).map(str.encode))
def test_random_bytes_are_read_or_refused(read, content):
    accept_or_refuse(read, content)


@FUZZ
@given(
    wide=st.booleans(),
    extra=st.lists(COLUMNS, max_size=4, unique=True),
    rows=st.lists(st.lists(CELLS, min_size=10, max_size=10), max_size=5),
    ragged=st.booleans(),
)
def test_random_cells_are_read_or_refused(read, wide, extra, rows, ragged):
    start = ["territory", "tertiary_25_64"] if wide else HEADER.split(",")
    header = start + [name for name in extra if name not in start]
    cut = [row if ragged else row[: len(header)] for row in rows]
    text = "\n".join(",".join(row) for row in [header, *cut])
    accept_or_refuse(read, text.encode())


@FUZZ
@given(
    values=st.tuples(*[st.none() | st.integers(-99999, 99999)] * 3),
)
def test_figures_are_read_as_they_stand(read, values):
    assume(any(v is not None for v in values))
    wanted = {
        code: None if hundredths is None else f"{hundredths / 100:.2f}"
        for code, hundredths in zip(("Lakeside", "FRE1", "FI1C"), values, strict=True)
    }
    rows = [f"{code},internet_daily,2023,{'' if v is None else v}" for code, v in wanted.items()]
    found = read(long(*rows)).observations
    read_back = dict(zip((t.code for t in found.territories), found.values[0, :, 1], strict=True))
    assert {c: None if np.isnan(v) else float(v) for c, v in read_back.items()} == {
        c: None if v is None else float(v) for c, v in wanted.items()
    }

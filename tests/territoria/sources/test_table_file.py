from __future__ import annotations

from datetime import datetime

import polars as pl
import pytest
from openpyxl import Workbook

from territoria.content import load_library
from territoria.errors import DataError
from territoria.sources.table_file import cell_text, read_sheet, read_table

HEADER = ["territory", "indicator", "period", "value"]


@pytest.fixture(scope="module")
def indicators():
    library = load_library()
    return {name: library.indicators[name] for name in ("internet_daily", "tertiary_25_64")}


def workbook(path, rows, title="Data", before=0):
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for n, row in enumerate(rows, start=before + 1):
        for m, cell in enumerate(row, start=1):
            sheet.cell(n, m, cell)
    book.create_sheet("Other")
    book.save(path)
    return path


def refused(path, indicators, **more) -> list[str]:
    with pytest.raises(DataError) as caught:
        read_table(path, indicators, **more)
    return [str(p).removeprefix(f"{path}").lstrip(", ") for p in caught.value.problems]


def test_a_long_sheet_is_read(tmp_path, indicators):
    rows = [HEADER, ["FRE1", "internet_daily", 2023, 79.0], ["FI1C", "internet_daily", 2023, 81.5]]
    path = workbook(tmp_path / "own.xlsx", rows)
    held = read_table(path, indicators).observations
    assert held.periods == (2023,)
    assert held.values[0, :, 0].tolist() == [81.5, 79.0]
    assert held.table["value"].to_list() == ["79", "81.5"]


def test_a_wide_sheet_is_read(tmp_path, indicators):
    rows = [["territory", "internet_daily", "tertiary_25_64"], ["FRE1", 79, None]]
    imported = read_table(workbook(tmp_path / "own.xlsx", rows), indicators)
    assert imported.observations.table["value"].to_list() == ["79"]
    assert imported.notes[0].startswith("1 of 2 figures (50%) are missing")


def test_parquet_is_read(tmp_path, indicators):
    path = tmp_path / "own.parquet"
    table = {"territory": ["FRE1"], "indicator": ["internet_daily"], "period": [2023]}
    pl.DataFrame({**table, "value": [79.25]}).write_parquet(path)
    assert read_table(path, indicators).observations.table["value"].to_list() == ["79.25"]


def test_csv_is_read_as_before(tmp_path, indicators):
    path = tmp_path / "own.csv"
    path.write_text("territory,indicator,period,value\nFRE1,internet_daily,2023,79.0\n")
    assert read_table(path, indicators).observations.table["value"].to_list() == ["79.0"]


def test_where_no_framework_is_given_any_indicator_may_stand(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("territory,period,bikes,trams\nlakeside,2023,5,7\n", encoding="utf-8")
    assert read_table(path, None).observations.indicators == ("bikes", "trams")


def test_where_any_indicator_may_stand_it_still_needs_an_id(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("territory,period,city bikes\nlakeside,2023,5\n", encoding="utf-8")
    assert refused(path, None) == [
        ":2: 'city bikes' is no id of an indicator. Use letters, digits, '_', '.' and '-'."
    ]


def test_rows_above_the_header_and_columns_beside_do_not_matter(tmp_path, indicators):
    rows = [[*HEADER, None], ["FRE1", "internet_daily", 2023, 79, None]]
    path = workbook(tmp_path / "own.xlsx", rows, before=2)
    assert len(read_table(path, indicators).observations.table) == 1


def test_all_problems_are_named_with_sheet_and_row(tmp_path, indicators):
    rows = [
        HEADER,
        ["FRE1", "internet_dayly", 2023, 79],
        ["FRE1", "internet_daily", "23", "n.a."],
        [None, "internet_daily", 2023, "33,1"],
        ["FI1C", "internet_daily", 2023, 5, 6],
    ]
    assert refused(workbook(tmp_path / "own.xlsx", rows), indicators) == [
        "sheet Data, row 5: 5 cells under 4 columns. "
        "Quote cells that contain a comma; a decimal comma must be a point.",
        "sheet Data, row 4: the territory is empty. Give its code.",
        "sheet Data, row 2: the indicator 'internet_dayly' is not in the framework. "
        "Did you mean internet_daily? Known: internet_daily, tertiary_25_64.",
        "sheet Data, row 3: the period '23' is not a year. Write it as 2021.",
        "sheet Data, row 4: the value '33,1' has a decimal comma. Write it with a point.",
        "sheet Data, row 3: the value 'n.a.' is not a number. "
        "Write a number, or leave the cell empty.",
    ]


def test_figures_too_large_to_be_true_are_refused(tmp_path, indicators):
    path = tmp_path / "own.csv"
    header = "territory,indicator,period,value,standard_error"
    rows = ["FRE1,internet_daily,2023,1e308,1", "FI1C,internet_daily,2023,-1.1e18,2e18"]
    path.write_text("\n".join([header, *rows, "FI1B,internet_daily,2023,1e18,1e18", ""]))
    mend = "so large that it must be a slip. Correct it, or give it in a larger unit."
    assert refused(path, indicators) == [
        f":2: the value 1e308 is {mend}",
        f":3: the value -1.1e18 is {mend}",
        f":3: the standard error 2e18 is {mend}",
    ]


def test_a_formula_without_a_value_is_no_missing_figure(tmp_path, indicators):
    rows = [HEADER, ["FRE1", "internet_daily", 2023, "=1+1"]]
    assert refused(workbook(tmp_path / "own.xlsx", rows), indicators) == [
        "sheet Data: the formula in D2 has no computed value. "
        "Open the workbook, let it compute, and save it."
    ]


def test_another_sheet_can_be_named(tmp_path, indicators):
    path = workbook(tmp_path / "own.xlsx", [HEADER])
    assert refused(path, indicators, sheet="Othr") == [
        ": there is no sheet 'Othr'. Did you mean Other? Known: Data, Other."
    ]
    assert refused(path, indicators, sheet="Other") == [
        "sheet Other: the table is empty. Begin with the header "
        "territory, indicator, period, value."
    ]
    assert refused(path, indicators)[0].startswith("sheet Data: there is a header but no row.")


@pytest.mark.parametrize("name", ["own.xlsx", "own.parquet"])
def test_what_is_no_such_file_is_said(tmp_path, indicators, name):
    path = tmp_path / name
    assert refused(path, indicators) == [": there is no such file. Check the path."]
    path.write_bytes(b"not at all")
    assert refused(path, indicators)[0].startswith(": this is no ")


def test_other_endings_are_refused(tmp_path, indicators):
    assert refused(tmp_path / "own.ods", indicators) == [
        ": files that end in .ods are not read. Known: .csv, .xlsx, .xlsm, .parquet."
    ]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""), (float("nan"), ""), (79.0, "79"), (33.1, "33.1"), (0, "0"), (" a ", "a"),
        (1e20, "1e+20"), (datetime(2021, 1, 1), "2021-01-01"), (True, "True"),
        (datetime(2021, 1, 1, 5), "2021-01-01T05:00:00"),
    ],
)  # fmt: skip
def test_a_cell_is_printed_plainly(cell, text):
    assert cell_text(cell) == text


def test_a_sheet_is_read_with_its_row_numbers(tmp_path):
    path = workbook(tmp_path / "own.xlsx", [["a"], [1]], before=1)
    assert read_sheet(path) == ("Data", [(1, [""]), (2, ["a"]), (3, ["1"])])

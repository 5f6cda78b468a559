from __future__ import annotations

import pandas as pd
import polars as pl
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from openpyxl import Workbook

from territoria.errors import DataError
from territoria.sources.coinr_files import read_coinr

META = """Level,iCode,iName,Direction,Weight,Unit,Target,Denominator,Parent,Type
1,a,Indicator A,1,1,%,90,,X,Indicator
1,b,Indicator B,-1,2,number,,Pop,X,Indicator
1,c,Indicator C,1,1,%,,,Y,Indicator
2,X,Node X,1,3,,,,Index,Aggregate
2,Y,Node Y,1,1,,,,Index,Aggregate
3,Index,The whole,1,1,,,,,Aggregate
,Pop,Population,,,people,,,,Denominator
,Coast,On the coast,,,,,,,Group
,Remark,Remark,,,,,,,Other
"""
DATA = """uName,uCode,Coast,Remark,Pop,a,b,c
Lakeside,LA,no,fine,10,1.50,5,7
Seaside,SE,yes,,20,2,NA,8
"""
PANEL = """uCode,Time,Coast,Remark,Pop,a,b,c
LA,2020,no,,10,1,5,7
LA,2021,no,,11,2,,7
SE,2021,yes,,20,3,6,8
"""


@pytest.fixture
def files(tmp_path):
    def write(data: str = DATA, meta: str = META):
        paths = tmp_path / "iData.csv", tmp_path / "iMeta.csv"
        for path, text in zip(paths, (data, meta), strict=True):
            path.write_text(text, encoding="utf-8")
        return paths

    return write


@pytest.fixture
def refused(files, tmp_path):
    def refuse(data: str = DATA, meta: str = META) -> list[str]:
        with pytest.raises(DataError) as caught:
            read_coinr(*files(data, meta))
        return [str(p).replace(f"{tmp_path}/", "") for p in caught.value.problems]

    return refuse


def test_the_tree_is_that_of_imeta(files):
    framework = read_coinr(*files()).framework
    assert [n.id for n in framework.walk()] == ["X", "Y"]
    assert [n.weight for n in framework.walk()] == [3.0, 1.0]
    assert framework.title.say() == "The whole"
    x = framework.node("X")
    assert [(b.indicator, b.weight, b.target, b.denominator) for b in x.indicators] == [
        ("a", 1.0, 90.0, None),
        ("b", 2.0, None, "Pop"),
    ]


def test_figures_directions_and_groups_are_read(files):
    index = read_coinr(*files())
    held = index.observations
    assert held.indicators == ("Pop", "a", "b", "c")
    assert [t.name for t in held.territories] == ["Lakeside", "Seaside"]
    assert_array_equal(held.values[0, :, 2], [5, float("nan")])
    assert held.table["value"].to_list()[1] == "1.50"
    assert index.directions == {"a": 1.0, "b": -1.0, "c": 1.0}
    assert index.groups == {"Coast": ("no", "yes")}
    assert held.groups == index.groups
    assert index.indicators["b"].direction == -1
    assert index.indicators["Pop"].role == "structural"


def test_what_was_not_used_and_what_is_missing_is_said(files, tmp_path):
    notes = read_coinr(*files(meta=META.replace("Unit,", "Unite,"))).notes
    assert [n.replace(f"{tmp_path}/", "") for n in notes] == [
        "iMeta.csv: columns that were not used: Unite.",
        "iData.csv: columns of type Other, not used: Remark.",
        "iData.csv: 1 of 6 figures are missing. They stay missing.",
    ]


def test_a_panel_becomes_periods(files):
    index = read_coinr(*files(PANEL))
    assert index.observations.periods == (2020, 2021)
    assert index.framework.reference_year == 2021
    assert_array_equal(index.observations.values[:, 0, 1], [1, 2])


def test_indicators_right_below_the_whole_get_a_node(files):
    meta = "Level,iCode,Direction,Weight,Parent,Type\n1,a,1,1,I,Indicator\n2,I,1,1,,Aggregate\n"
    framework = read_coinr(*files("uCode,a\nLA,1\n", meta)).framework
    assert [n.id for n in framework.walk()] == ["I"]


def test_goalposts_become_bounds(files):
    meta = META.replace("Type\n", "Type,goalpost_lower,goalpost_upper\n", 1)
    meta = meta.replace("Indicator\n", "Indicator,0,10\n")
    meta = "\n".join(
        line if line.count(",") == 11 else line + ",," for line in meta.strip().splitlines()
    )
    (first, *_) = read_coinr(*files(meta=meta)).framework.bindings()
    assert (first.minimum, first.maximum) == (0.0, 10.0)


def test_a_workbook_is_read_like_two_files(files, tmp_path):
    book = Workbook()
    for name, text in (("iData", DATA), ("iMeta", META)):
        sheet = book.create_sheet(name)
        for line in text.splitlines():
            sheet.append([float(c) if c.replace(".", "").isdigit() else c for c in line.split(",")])
    path = tmp_path / "both.xlsx"
    book.save(path)
    index, plain = read_coinr(path), read_coinr(*files())
    assert index.framework == plain.framework
    assert_array_equal(index.observations.values, plain.observations.values)


def test_data_frames_are_read_like_files(files):
    data, meta = files()
    plain = read_coinr(data, meta)
    for read in (pl.read_csv, pd.read_csv):
        index = read_coinr(read(data), read(meta))
        assert index.framework == plain.framework
        assert_allclose(index.observations.values, plain.observations.values)


@pytest.mark.parametrize(
    ("meta", "says"),
    [
        (META.replace("1,a,", "1,a b,"), "iMeta.csv:2, column iCode: 'a b' is no code. Letters, digits, '_', '.' and '-' only, e.g. a_b; change it in iData too."),
        (META.replace("1,b,", "1,a,"), "iMeta.csv:3, column iCode: the code a stands already in row 2. Keep one."),
        (META.replace("1,a,Indicator A,1,", "1,a,Indicator A,0,"), "iMeta.csv:2, column Direction: '0' is no direction. Write 1 or -1."),
        (META.replace("A,1,1,%", "A,1,heavy,%"), "iMeta.csv:2, column Weight: 'heavy' is no weight."),
        (META.replace("1,a,", "one,a,"), "iMeta.csv:2, column Level: 'one' is no level."),
        (META.replace(",90,", ",most,"), "iMeta.csv:2, column Target: 'most' is no number."),
        (META.replace("X,Indicator\n1,b", "X,Indicatr\n1,b"), "iMeta.csv:2, column Type: 'Indicatr' is no type. Did you mean Indicator?"),
        (META.replace(",,Y,Indicator", ",,Z,Indicator"), "iMeta.csv:4, column Parent: the parent 'Z' of c is no aggregate of this table."),
        (META.replace(",,Y,Indicator", ",,,Indicator"), "iMeta.csv:4, column Parent: the indicator c has no parent."),
        (META.replace("1,c,", "2,c,"), "iMeta.csv:4, column Level: c has level 2, its parent Y level 2. A parent stands one level up."),
        (META.replace("1,,,,Index,Aggregate\n3", "1,,,,Y,Aggregate\n3"), "iMeta.csv:6, column Parent: Y is above itself."),
        (META.replace("3,1,,,,Index,", "3,1,,,,,"), "iMeta.csv, column Parent: exactly one aggregate may be without a parent; here: "),
        (META.replace(",Pop,X", ",Popp,X"), "iMeta.csv:3, column Denominator: the denominator 'Popp' of b is not described. Did you mean Pop?"),
        (META.replace("iCode", "Code"), "iMeta.csv: columns are missing: iCode."),
        (META + "2,W,Empty,1,1,,,,Index,Aggregate\n", "iMeta.csv:11, column iCode: the aggregate W holds nothing."),
        (META.replace("2,X,", "2,overall,"), "iMeta.csv:5, column iCode: the code 'overall' is taken"),
        (META + ",Area,Area,,,,,,,Denominator\n", "iMeta.csv:11, column iCode: Area has no column in iData."),
    ],
)  # fmt: skip
def test_what_does_not_hold_in_imeta_is_said(refused, meta, says):
    if says.endswith("here: "):
        meta = META.replace("2,Y,Node Y,1,1,,,,Index,", "2,Y,Node Y,1,1,,,,,")
        says += "Y, Index."
    assert [p for p in refused(meta=meta) if p.startswith(says)]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (DATA.replace("uCode", "Code"), "iData.csv: the column uCode is missing."),
        (DATA.replace(",c\n", ",d\n"), "iData.csv: the column 'd' is not described in iMeta."),
        (DATA.replace("8\n", "eight\n"), "iData.csv:3, column c: 'eight' is no number."),
        (DATA.replace(",SE,", ",LA,"), "iData.csv:3, column uCode: LA stands already in row 2. Keep one."),
        (DATA.replace(",SE,", ",S E,"), "iData.csv:3, column uCode: 'S E' is no code of a territory."),
        (PANEL.replace("2020", "twenty"), "iData.csv:2, column Time: 'twenty' is no year. Write 2021."),
        (DATA.replace(",b,c", ",a,c"), "iData.csv: the column 'a' stands 2 times. Keep one."),
        (DATA + "x,y\n", "iData.csv, row 4: 2 cells under 8 columns."),
        ("uCode,Coast,Remark,Pop,a,b,c\nLA,,,,,,\n", "iData.csv: it holds no figure at all."),
    ],
)  # fmt: skip
def test_what_does_not_hold_in_idata_is_said(refused, data, says):
    assert [p for p in refused(data) if p.startswith(says)]


def test_problems_of_both_tables_are_said_at_once(refused):
    problems = refused(
        DATA.replace("8\n", "eight\n"), META.replace("1,a,Indicator A,1,", "1,a,A,5,")
    )
    assert len(problems) == 2


def test_many_problems_are_counted(refused):
    data = "uCode,Coast,Remark,Pop,a,b,c\n" + "".join(f"T{n},,,1,x,1,1\n" for n in range(30))
    problems = refused(data)
    assert (len(problems), problems[-1]) == (21, "iMeta.csv: 10 more problems.")


def test_what_is_no_table_is_said():
    with pytest.raises(DataError, match="int is no table"):
        read_coinr(1, 2)

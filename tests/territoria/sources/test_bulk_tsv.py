from __future__ import annotations

import gzip

import pytest

from territoria.errors import DataError
from territoria.sources.bulk_tsv import read_tsv

TABLE = "freq,unit,geo\\TIME_PERIOD\t2015 \t2016 \nA,PC,AT\t1.50 b\t: \nA,PC,BE\t: c\t0 \n"


def test_periods_stand_across_and_flags_behind():
    cube = read_tsv(TABLE.encode(), where="x")
    assert cube.ids == ("freq", "unit", "geo", "TIME_PERIOD")
    assert cube.table.rows() == [
        ("A", "PC", "AT", "2015", "1.50", "b"),
        ("A", "PC", "AT", "2016", None, ""),
        ("A", "PC", "BE", "2015", None, "c"),
        ("A", "PC", "BE", "2016", "0", ""),
    ]


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("12.3", ("12.3", "")),
        ("12.3 bu", ("12.3", "bu")),
        (": ", (None, "")),
        (": c", (None, "c")),
        (": u ", (None, "u")),
        ("", (None, "")),
        ("0 n", ("0", "n")),
        ("-1e3 e", ("-1e3", "e")),
    ],
)
def test_a_cell_is_a_figure_and_its_flags(cell, read):
    cube = read_tsv(f"geo\\TIME_PERIOD\t2015 \nAT\t{cell}\n".encode(), where="x")
    assert cube.table.rows() == [("AT", "2015", *read)]


def test_a_gzipped_table_is_opened():
    packed = read_tsv(gzip.compress(TABLE.encode()), where="x")
    assert packed.table.equals(read_tsv(TABLE.encode(), where="x").table)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "x:1: the first cell is not like freq,unit,geo\\TIME_PERIOD."),
        (b"geo\t2015\n", "x:1: the first cell is not like"),
        (TABLE.encode() + b"A,PC\t1\t2\n", "x:4: 2 codes and 2 cells under the header's 3 and 2."),
        (TABLE.encode() + b"A,PC,DE\t1", "x:4: 3 codes and 1 cells under the header's 3 and 2."),
        # mtime=0 and a name: the bytes are the name of the test, and must not change by the second
        pytest.param(
            gzip.compress(TABLE.encode(), mtime=0)[:-9],
            "x: this is not whole text in UTF-8.",
            id="cut-off gzip",
        ),
        (b"\xff\xfe", "x: this is not whole text in UTF-8."),
    ],
)
def test_what_does_not_hold_is_said(content, says):
    with pytest.raises(DataError) as caught:
        read_tsv(content, where="x")
    assert str(caught.value).startswith(says)

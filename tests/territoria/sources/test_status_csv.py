from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.errors import DataError
from territoria.sources import status_csv
from territoria.sources.status_csv import StatusReading, read_status


def values(text: str, **chosen: str) -> list[float | None]:
    return [r.value for r in read_status(text.encode(), **chosen)]  # type: ignore[arg-type]


def problems(text: str | bytes, **chosen: str) -> list[str]:
    with pytest.raises(DataError) as found:
        read_status(text.encode() if isinstance(text, str) else text, **chosen)  # type: ignore[arg-type]
    return [str(p) for p in found.value.problems]


def test_two_columns_are_read_with_their_lines() -> None:
    assert read_status(b"\xef\xbb\xbftime,value\n2024,1.5\n\n2025,\n") == (
        StatusReading("2024", 1.5, 2),
        StatusReading("2025", None, 4),
    )


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_what_separates_the_columns_is_found_out(mark: str) -> None:
    rows = [["day", "place", "share"], ["2026-05-03", "a", "3.5"], ["2026-05-04", "b", "4"]]
    text = "\n".join(mark.join(row) for row in rows)
    found = read_status(text.encode(), time="Day", value="SHARE")
    assert found == (StatusReading("2026-05-03", 3.5, 2), StatusReading("2026-05-04", 4.0, 3))


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (("1,5", "2"), [1.5, 2.0]),
        (("1.234,5", "1.234"), [1234.5, 1234.0]),
        (("1,234.5", "1,234"), [1234.5, 1234.0]),
        (("1.234.567", "1,25"), [1234567.0, 1.25]),
        (("0,125", "3"), [0.125, 3.0]),
        (("1 234,5", "12\u202f345"), [1234.5, 12345.0]),
        (("1'234.5", "−3"), [1234.5, -3.0]),
        (("12 %", "1e3"), [12.0, 1000.0]),
        (("12,5 %", "3%"), [12.5, 3.0]),
        (("1.234,5 %", "1.234 %"), [1234.5, 1234.0]),
        (("7", "n/a"), [7.0, None]),
    ],
)
def test_commas_and_points_are_told_from_all_values(
    cells: tuple[str, ...], found: list[float | None]
) -> None:
    text = "time;value\n" + "".join(f"{2020 + n};{cell}\n" for n, cell in enumerate(cells))
    assert values(text) == found


def test_where_both_would_make_sense_nothing_is_guessed() -> None:
    text = "time;value\n2024;1\n2025;1,234\n"
    assert problems(text) == [
        "CSV:3: it cannot be told whether a point or a comma stands before the decimals. "
        "Say which of the two it is."
    ]
    assert problems(text.replace("1,234", "1,234 %")) == problems(text)
    assert values(text, decimal=",") == [1.0, 1.234]
    assert values(text, decimal=".") == [1.0, 1234.0]
    assert "cannot be told" in problems("time;value\n2024;1,5\n2025;1.5\n")[0]


@pytest.mark.parametrize(
    ("told", "time"),
    [
        ("2026", "2026"),
        ("2026Q2", "2026-Q2"),
        ("2026-05", "2026-05"),
        ("3.5.2026", "2026-05-03"),
        ("2026-05-03", "2026-05-03"),
        ("2026-05-03 14:05", "2026-05-03T14:05:00"),
        ("2026-05-03T14:05:00Z", "2026-05-03T14:05:00+00:00"),
    ],
)
def test_times_have_one_way_of_writing(told: str, time: str) -> None:
    (reading,) = read_status(f"time,value\n{told},1\n".encode())
    assert reading.time == time


def test_all_problems_are_told_at_once() -> None:
    text = "time,value\n2024,many\n05/03/2026,1\n2024,2\n2025,1,2\n"
    assert problems(text) == [
        "CSV:5: 3 cells under 2 columns. Correct the line.",
        "CSV:2: 'many' is no number. Write one number, or leave the cell empty.",
        "CSV:3: '05/03/2026' is no time. Write 2026, 2026-Q2, 2026-05, 2026-05-03 or 03.05.2026.",
        "CSV:4: the time 2024 stands twice, first in line 2. Keep one.",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the text is empty"),
        (b"time,value\n", "a header but no row"),
        (b"time\n2024\n", "cannot be told apart"),
        (b"time,value\n2024,\xff\n", "CSV:2: the text is not UTF-8"),
        ("time,value".encode("utf-16"), "no text in UTF-8"),
        (b"when,value\n2024,1\n", "there is no column time"),
        (b"time,value,value\n2024,1,2\n", "stands twice"),
        (b"time,value\n2024,1,5,0\n", "4 cells under 2 columns"),
        (b"time,value\n2024,1,234,5\n", "4 cells under 2 columns"),
        (b"time;value\n2024;12,34.5\n", "is no number"),
    ],
)
def test_what_does_not_hold_is_refused(content: bytes, said: str) -> None:
    assert said in problems(content)[0]


def test_a_text_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(status_csv, "MOST_BYTES", 1_000_000)
    assert "more than 1 megabytes" in problems(b" " * 1_000_001)[0]
    monkeypatch.setattr(status_csv, "MOST_ROWS", 1)
    assert "more than 1 rows" in problems("time,value\n1999,1\n2000,2\n")[0]


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=6),
    st.sampled_from([".", ","]),
    st.sampled_from([",", ";", "\t"]),
)
def test_numbers_come_back_in_either_way_of_writing(
    told: list[float], decimal: str, mark: str
) -> None:
    rows = [f'{1990 + n}{mark}"{value:.4f}"'.replace(".", decimal) for n, value in enumerate(told)]
    text = f"time{mark}value\n" + "\n".join(rows)
    assert values(text) == [float(f"{value:.4f}") for value in told]


@given(st.binary(max_size=60))
def test_no_text_however_strange_breaks_the_reader(content: bytes) -> None:
    with suppress(DataError):
        assert all(r.time for r in read_status(b"time,value\n" + content))

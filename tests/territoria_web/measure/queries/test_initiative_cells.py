"""A record as cells: what goes out comes back unchanged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from a_register import RECORD
from territoria_web.measure.queries.initiative_cells import FIELDS, cells_of, record_from
from territoria_web.measure.queries.records import Record, body_of, record_of

WORDS = st.text("aé=-+'@|;\n ", max_size=12)


def there_and_back(record: Record) -> Record:
    """Through cells as a file holds them: as text, without blanks around."""
    cells = {k: "" if v is None else str(v).strip() for k, v in cells_of(record).items()}
    back, wrong = record_from(cells, Record())
    assert wrong == {}
    return back


@given(WORDS, WORDS, st.none() | st.floats(-1e9, 1e9), st.none() | st.dates())
def test_a_record_comes_back(what: str, lessons: str, baseline: float | None, end: date | None):
    told = replace(RECORD, what=what, lessons=lessons, baseline=baseline, end=end)
    record = record_of(body_of(told))
    assert body_of(there_and_back(record)) == body_of(record)


def test_names_are_taken_for_ids_and_columns_that_are_not_there_stay():
    cells = {"level": "Régional", "instruments": "Vouchers; event", "obstacles": "kosten; COST"}
    told, wrong = record_from(cells, RECORD)
    assert (wrong, told.instruments, told.obstacles) == ({}, ("voucher", "event"), ("cost",))
    assert (told.level, told.lessons) == ("regional", RECORD.lessons)


def test_all_that_cannot_be_read_is_told_by_field():
    cells = {"start": "soon", "budget": "much", "went_wrong": "perhaps", "reach": "many"}
    assert list(record_from(cells, Record())[1]) == [f for f in FIELDS if f in cells]

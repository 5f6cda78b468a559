"""What a map says in words."""

from __future__ import annotations

import pytest

from territoria_web.measure.queries.map_subjects import MapSubject, subject_of
from territoria_web.measure.queries.mapped import MapData, map_data
from territoria_web.public.map_finding import _rivals, finding_of, own_says

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def on(show: str) -> tuple[MapSubject, MapData]:
    subject, assessment = subject_of(show)
    return subject, map_data(subject, assessment)


def test_it_says_the_ends_the_middle_and_the_unknown():
    assert finding_of(*on("")) == (
        "Capital Region of Denmark is highest with 79 (74–80), but 3 others may be as high. "
        "Severozapaden is lowest with 15 (10–19), but 3 others may be as low. "
        "Of 239, 59 cannot be told apart from the middle. 3 regions are unknown."
    )


@pytest.mark.parametrize("show", ["", "desi22_2a1", "blueprint:A2"])
def test_as_many_may_be_highest_as_the_table_gives_the_same_first_place(show: str):
    subject, data = on(show)
    front = data.highest if subject.direction >= 0 else data.lowest
    as_high = [r for r in data.rows if r.first is not None and r.first <= (front[0].first or 0)]
    assert _rivals(front, rear=False) == len(as_high) - 1


def test_it_says_who_is_clearly_apart():
    assert finding_of(*on("blueprint:A1")).startswith(
        "Åland is highest with 92 (92–93), clearly apart from all others. "
        "Bucharest-Ilfov is lowest with 4 (2–5), clearly apart from all others."
    )


def test_what_is_known_nowhere_is_not_dressed_up():
    assert finding_of(*on("sme-go-digital:D1")).startswith("Unknown in every region:")


def test_the_own_region_is_told_its_value_and_its_places():
    _, data = on("")
    assert own_says(data.rows, frozenset({"FRE1"}), data.known) == (
        "41 (31–46), between place 107 and 163 of 239."
    )
    unknown = frozenset({data.rows[-1].code})
    assert own_says(data.rows, unknown, data.known) == "unknown."


def test_a_country_is_told_how_its_regions_are_spread():
    _, data = on("")
    french = frozenset(r.code for r in data.rows if r.country == "FR")
    said = own_says(data.rows, french, data.known)
    assert said.startswith("27 regions. Above the middle: ")
    assert said.endswith("; unknown: 1.")


def test_a_range_of_one_printed_number_is_left_out_of_the_sentence():
    assert finding_of(*on("desi22_2a1")).startswith("Netherlands is highest with 0.97, clearly")

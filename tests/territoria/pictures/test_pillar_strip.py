from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.pictures.picture import Label
from territoria.pictures.pillar_strip import Pillar, pillar_strip
from territoria.pictures.style import ACCENT

Holds = Callable[..., Element]

TALENT = Pillar(
    name="Talent",
    value=44,
    low=39,
    high=49,
    label=Label("44 (39–49)", "score:talent"),
    band="developing",
    word="level",
    peers_low=38,
    peers_high=55,
    peers_median=46,
    coverage=Label("6 of 6 figures known", "coverage:talent"),
)
ECOSYSTEM = Pillar(
    name="Collaboration and ecosystem",
    value=None,
    low=None,
    high=None,
    label=Label("unknown", "score:ecosystem"),
    band="",
    word="unknown",
    peers_low=None,
    peers_high=None,
    peers_median=None,
    coverage=Label("1 of 6 figures known", "coverage:ecosystem"),
)

anything = st.none() | st.floats()
labels = st.builds(Label, st.text("0123456789 (–).", max_size=18), st.sampled_from(["", "a:b"]))
pillar = st.builds(
    Pillar,
    name=st.text(max_size=90),
    value=anything,
    low=anything,
    high=anything,
    label=labels,
    band=st.sampled_from(["", "starting", "developing", "advanced", "leading"]),
    word=st.sampled_from(["above", "level", "below", "unknown"]),
    peers_low=anything,
    peers_high=anything,
    peers_median=anything,
    coverage=labels,
)


@pytest.mark.parametrize("width", [640, 360])
def test_the_strip_holds_all_that_every_picture_holds(holds: Holds, width: int) -> None:
    pillars = [TALENT, ECOSYSTEM]
    every = [label for p in pillars for label in (p.label, p.coverage)]
    holds(pillar_strip("k", "t", "d", pillars, width=width), every)


@settings(deadline=None)
@given(st.lists(pillar, max_size=8), st.sampled_from([640, 360]))
def test_no_value_however_strange_breaks_the_strip(
    holds: Holds, pillars: list[Pillar], width: int
) -> None:
    picture = pillar_strip("k", "t", "d", pillars, width=width)
    holds(picture)
    assert picture == pillar_strip("k", "t", "d", pillars, width=width)
    assert len(picture.rows) == len(pillars)


def test_an_unknown_pillar_is_hatched_and_has_no_mark_of_this_territory() -> None:
    known = pillar_strip("k", "t", "d", [TALENT]).svg
    both = pillar_strip("k", "t", "d", [TALENT, ECOSYSTEM]).svg
    assert "url(#k-h)" not in known
    assert both.count("url(#k-h)") == 1
    assert both.count(ACCENT) == known.count(ACCENT)
    assert "measure first" in both


def test_a_pillar_that_cannot_be_told_is_hollow_and_says_so() -> None:
    picture = pillar_strip("k", "t", "d", [replace(TALENT, word="unknown")])
    assert f'stroke="{ACCENT}" stroke-width="2"' in picture.svg
    assert picture.rows[0][3] == Label("cannot tell")


def test_the_four_bands_are_named_and_their_borders_numbered(holds: Holds) -> None:
    root = holds(pillar_strip("k", "t", "d", [TALENT]))
    words = ["".join(e.itertext()) for e in root.iter() if e.tag.endswith("}text")]
    assert words[2:12] == [
        "starting",
        "developing",
        "advanced",
        "leading",
        "0",
        "25",
        "50",
        "75",
        "100",
        "Talent",
    ]


def test_the_table_holds_every_number_of_the_strip() -> None:
    assert [cell.text for cell in pillar_strip("k", "t", "d", [TALENT]).rows[0]] == [
        "Talent",
        "44 (39–49)",
        "developing",
        "about the same",
        "38–55",
        "46",
        "6 of 6 figures known",
    ]


def test_without_pillars_the_strip_says_that_there_is_nothing_yet(holds: Holds) -> None:
    picture = pillar_strip("k", "t", "d", [])
    holds(picture)
    assert "Nothing to show yet." in picture.svg
    assert picture.rows == ()

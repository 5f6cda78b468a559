from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.pictures.peer_constellation import PeerMark, peer_constellation
from territoria.pictures.picture import Label
from territoria.speech import speaking

Holds = Callable[..., Element]

ELEMENTS = ("People and size", "Wealth", "Jobs", "Skills")
HAINAUT = PeerMark(
    name="Prov. Hainaut",
    place=Label("Belgium"),
    firmness="firm",
    probability=Label("in 47 of 50", "firm:BE32"),
    distance=0.47,
    home=False,
    reciprocal=True,
    shares=(0.4, 0.3, 0.2, 0.1),
)
LORRAINE = replace(
    HAINAUT,
    name="Lorraine",
    place=Label("France"),
    probability=Label("in 33 of 50", "firm:FRF3"),
    firmness="likely",
    home=True,
    reciprocal=False,
)

labels = st.builds(Label, st.text("0123456789 (–).", max_size=15), st.sampled_from(["", "a:b"]))
marks = st.builds(
    PeerMark,
    name=st.text(max_size=90),
    place=st.none() | st.builds(Label, st.text(max_size=40)),
    firmness=st.sampled_from(["firm", "likely", "arguable"]),
    probability=labels,
    distance=st.floats(),
    home=st.booleans(),
    reciprocal=st.booleans(),
    shares=st.lists(st.floats(), max_size=8).map(tuple),
)


@pytest.mark.parametrize("width", [640, 360])
def test_the_constellation_holds_all_that_every_picture_holds(holds: Holds, width: int) -> None:
    picture = peer_constellation("k", "t", "d", [LORRAINE, HAINAUT], ELEMENTS, width=width)
    holds(picture, [LORRAINE.probability, HAINAUT.probability])


@settings(deadline=None)
@given(
    st.lists(marks, max_size=5),
    st.lists(st.text(max_size=60), max_size=8),
    st.sampled_from([640, 360]),
)
def test_no_distance_however_strange_breaks_the_constellation(
    holds: Holds, peers: list[PeerMark], elements: list[str], width: int
) -> None:
    picture = peer_constellation("k", "t", "d", peers, elements, width=width)
    holds(picture)
    assert picture == peer_constellation("k", "t", "d", peers, elements, width=width)
    assert len(picture.rows) == len(peers)


def test_an_empty_group_says_none() -> None:
    assert peer_constellation("k", "t", "d", [HAINAUT], ELEMENTS).svg.count(">none<") == 1
    assert peer_constellation("k", "t", "d", [], ELEMENTS).svg.count(">none<") == 2


def test_an_unknown_distance_is_hatched() -> None:
    known = peer_constellation("k", "t", "d", [HAINAUT], ELEMENTS).svg
    unknown = replace(HAINAUT, distance=float("nan"))
    assert "url(#k-h)" not in known
    assert "url(#k-h)" in peer_constellation("k", "t", "d", [unknown], ELEMENTS).svg


def test_firmness_is_a_line_style_and_a_word() -> None:
    firm = HAINAUT
    likely, arguable = replace(firm, firmness="likely"), replace(firm, firmness="arguable")
    for peer, dash in ((firm, ""), (likely, "7 4"), (arguable, "1.5 3.5")):
        svg = peer_constellation("k", "t", "d", [peer], ()).svg
        assert (f'stroke-dasharray="{dash}"' in svg) is bool(dash)
        assert f">{peer.firmness}<" in svg


def test_only_a_reciprocal_peer_is_marked_so() -> None:
    assert "picks you too" in peer_constellation("k", "t", "d", [HAINAUT], ELEMENTS).svg
    assert "picks you too" not in peer_constellation("k", "t", "d", [LORRAINE], ELEMENTS).svg


def test_the_table_puts_home_first_and_holds_every_number() -> None:
    rows = peer_constellation("k", "t", "d", [HAINAUT, LORRAINE], ELEMENTS).rows
    shares = ["40 %", "30 %", "20 %", "10 %"]
    assert [[cell.text for cell in row] for row in rows] == [
        ["At home", "Lorraine, France", "likely", "in 33 of 50", "0.4700", *shares, "no"],
        ["Abroad", "Prov. Hainaut, Belgium", "firm", "in 47 of 50", "0.4700", *shares, "yes"],
    ]


def test_the_legend_wraps_instead_of_being_cut() -> None:
    with speaking("fr"):
        slim = peer_constellation("k", "t", "d", [LORRAINE], ELEMENTS, width=300).svg
    assert "pourquoi</tspan>" in slim
    assert "…" not in slim

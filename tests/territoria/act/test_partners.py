"""Partners from sectors: shared ones, offers that meet wishes, the same for both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.act.partners import Sector, common_words, find_sector_pairs
from territoria.errors import DataError

PORT = Sector("A", "52", offers="Harbour logistics", seeks="Designers for textiles")
CLOTH = Sector("B", "14", offers="A school of textile design", seeks="Logistics of a harbour")

OFFERS = st.sampled_from(["", "harbour logistics", "textile design", "solar panels", "robots"])
sectors = st.lists(
    st.builds(
        Sector,
        st.sampled_from("ABCDE"),
        st.sampled_from(["14", "52", "62", "Green hydrogen"]),
        offers=OFFERS,
        seeks=OFFERS,
    ),
    unique_by=lambda s: (s.city, s.field),
    max_size=12,
)


def test_each_offers_what_the_other_seeks_and_the_words_are_the_reason():
    (pair,) = find_sector_pairs([PORT, CLOTH])
    assert (pair.one, pair.other, pair.is_reciprocal, pair.shared) == ("A", "B", True, ())
    assert [one.words for one in pair.there] == [("Harbour", "logistics")]
    assert [one.words for one in pair.back] == [("textile",)]


def test_the_same_division_and_the_same_emerging_field_are_shared():
    rows = [
        Sector("A", "62"),
        Sector("A", "Green  Hydrogen"),
        Sector("B", "62"),
        Sector("B", "green hydrogen"),
    ]
    (pair,) = find_sector_pairs(rows)
    assert [(s.first.key, s.second.key) for s in pair.shared] == [
        ("62", "62"),
        ("Green  Hydrogen", "green hydrogen"),
    ]
    assert pair.is_reciprocal


def test_one_way_is_not_reciprocal():
    (pair,) = find_sector_pairs(
        [Sector("A", "52", offers="solar roofs"), Sector("B", "14", seeks="solar")]
    )
    assert (len(pair.there), len(pair.back), pair.is_reciprocal) == (1, 0, False)


def test_mutual_offers_come_first_then_shared_sectors_then_one_way():
    rows = [
        PORT,
        CLOTH,
        Sector("C", "52", offers="robots"),
        Sector("D", "33", seeks="robots"),
    ]
    assert [(p.one, p.other) for p in find_sector_pairs(rows)] == [
        ("A", "B"),
        ("A", "C"),
        ("C", "D"),
    ]


@pytest.mark.parametrize(
    ("offers", "seeks", "words"),
    [
        ("Transport of goods", "Transparency", ()),
        ("Experience with good partners", "good partners with experience", ()),
        ("Énergies marines", "energie", ("Énergies",)),
        ("5G, AI, 2024", "5G, AI, 2024", ()),
        ("Textiles", "A textile museum", ("Textiles",)),
    ],
)
def test_only_words_that_say_something_count(offers, seeks, words):
    assert common_words(offers, seeks) == words


def test_a_city_names_a_sector_once():
    with pytest.raises(DataError, match="the sector 14 stands twice"):
        find_sector_pairs([Sector("A", "14"), Sector("A", "14")])


@given(sectors, st.randoms(use_true_random=False))
def test_a_pair_stands_the_same_whoever_asks_and_in_whatever_order(rows, chance):
    found = find_sector_pairs(rows)
    mixed = list(rows)
    chance.shuffle(mixed)
    assert find_sector_pairs(mixed) == found
    for pair in found:
        turned = pair.seen_from(pair.other)
        assert turned.seen_from(pair.one) == pair
        assert (turned.there, turned.back) == (pair.back, pair.there)
        assert turned.is_reciprocal == pair.is_reciprocal

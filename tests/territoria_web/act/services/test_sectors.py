"""Sectors of excellence: drafts as they come, four or five in public, the quotient only where it holds."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from a_compendium import SECTORS, with_sectors
from desk_team import a_member
from territoria_web.act.models import SectorList
from territoria_web.act.rules.sectors import SectorWords
from territoria_web.act.services.sectors import (
    add_sector,
    change_sector,
    publish_sectors,
    remove_sector,
    take_sectors_back,
)
from territoria_web.people.models import Entry, Role, User
from territoria_web.territories.models import Territory
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture
def lead() -> User:
    return a_member("FRE1", Role.LEAD)


@pytest.fixture
def place() -> Territory:
    return Territory.objects.get(code="FRE1")


def test_a_list_of_four_is_published_and_each_deed_leaves_a_line(lead):
    held = with_sectors("FRE1", by=lead)
    assert held.published is not None
    assert list(Entry.objects.order_by("pk").values_list("what", flat=True))[-5:] == [
        *["name sector"] * 4,
        "publish sectors",
    ]


@pytest.mark.parametrize("count", [1, 3, 6])
def test_fewer_than_four_or_more_than_five_are_not_published(lead, place, count):
    for n in range(count):
        words = SectorWords(emerging=f"Field {n}", proof="A fair.")
        add_sector(by=lead, territory=place, words=words, seen=n)
    with pytest.raises(ValidationError, match="four or five"):
        publish_sectors(by=lead, territory=place, seen=count)
    assert SectorList.objects.get().published is None


def test_a_published_list_takes_a_fifth_no_sixth_and_keeps_four(lead, place):
    held = with_sectors("FRE1", by=lead)
    one = held.sectors.first()
    with pytest.raises(ValidationError, match="here are 3"):
        remove_sector(by=lead, sector=one, seen=held.edit)
    with pytest.raises(ValidationError, match="what proves it"):
        add_sector(by=lead, territory=place, words=SectorWords(nace="99"), seen=held.edit)
    words = SectorWords(emerging="Robots", proof="A fair.")
    add_sector(by=lead, territory=place, words=words, seen=held.edit)
    with pytest.raises(ValidationError, match="here are 6"):
        add_sector(by=lead, territory=place, words=SectorWords(nace="99"), seen=held.edit + 1)
    assert held.sectors.count() == 5


def test_without_a_proof_nothing_is_published_and_a_published_one_keeps_its_proof(lead, place):
    for n in range(4):
        add_sector(by=lead, territory=place, words=SectorWords(emerging=f"Field {n}"), seen=n)
    with pytest.raises(ValidationError, match="what proves it"):
        publish_sectors(by=lead, territory=place, seen=4)
    SectorList.objects.all().delete()
    held = with_sectors("FRE1", by=lead)
    with pytest.raises(ValidationError, match="what proves it"):
        change_sector(
            by=lead, sector=held.sectors.first(), words=SectorWords(nace="52"), seen=held.edit
        )


def test_taken_back_it_is_a_draft_again_from_which_one_may_be_removed(lead, place):
    held = with_sectors("FRE1", by=lead)
    take_sectors_back(by=lead, territory=place, seen=held.edit)
    remove_sector(by=lead, sector=held.sectors.first(), seen=held.edit + 1)
    assert (held.sectors.count(), SectorList.objects.get().published) == (3, None)


def test_whoever_was_slower_is_told(lead, place):
    add_sector(by=lead, territory=place, words=SECTORS[0], seen=0)
    with pytest.raises(ChangedMeanwhile):
        add_sector(by=lead, territory=place, words=SECTORS[1], seen=0)


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        (SectorWords(), {"emerging"}),
        (SectorWords(nace="14", emerging="Robots"), {"emerging"}),
        (SectorWords(nace="4"), {"nace"}),
        (SectorWords(emerging="14"), {"emerging"}),
        (SectorWords(nace="14", jobs=5), {"all_jobs", "reference_jobs", "reference_all"}),
        (
            SectorWords(nace="14", jobs=5, all_jobs=0, reference_jobs=1, reference_all=9),
            {"all_jobs", "reference", "year", "source"},
        ),
    ],
)
def test_what_does_not_hold_together_is_said_beside_its_field(lead, place, words, fields):
    with pytest.raises(ValidationError) as refused:
        add_sector(by=lead, territory=place, words=words, seen=0)
    assert set(refused.value.message_dict) == fields


def test_a_sector_is_named_once(lead, place):
    add_sector(by=lead, territory=place, words=SECTORS[3], seen=0)
    words = SectorWords(emerging="Gréen HYDROGEN")
    with pytest.raises(ValidationError, match="named already"):
        add_sector(by=lead, territory=place, words=words, seen=1)

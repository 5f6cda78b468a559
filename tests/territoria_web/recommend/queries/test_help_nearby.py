"""Who helps nearby: what runs now where a firm is, and addresses what keeps it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone

from a_register import RECORD
from territoria_web.measure.models import Initiative, InitiativeEdition
from territoria_web.measure.queries.records import Record, body_of
from territoria_web.recommend.queries.help_nearby import Help, help_nearby
from territoria_web.territories.models import Territory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)


@pytest.fixture
def places() -> dict[str, Territory]:
    """A city in a region in a country that has no initiative of the library, and a neighbour."""
    rows = [
        ("XX", "Lakeland", 0, ""),
        ("XX1", "North", 1, "XX"),
        ("XX11", "Port", 2, "XX1"),
        ("XX12", "Hills", 2, "XX1"),
    ]
    return {
        code: Territory.objects.create(
            code=code, version="2021", name=name, level=level, parent=parent, country="XX"
        )
        for code, name, level, parent in rows
    }


def registered(place: Territory, **fields: object) -> None:
    record: Record = replace(RECORD, sizes=(), sectors=(), **fields)
    slug = record.title.lower().replace(" ", "-")
    held = Initiative.objects.create(
        slug=slug, territory=place, title=record.title, state="published"
    )
    InitiativeEdition.objects.create(
        initiative=held,
        number=1,
        title=record.title,
        language="en",
        body=body_of(record),
        digest="0" * 64,
        reviewed_in="Hills",
        made=timezone.now(),
    )


def found(place: Territory, size: str = "small", sector: str = "C", **obstacles: int) -> list[Help]:
    named = {name.replace("_", "-"): severity for name, severity in obstacles.items()}
    return help_nearby(place, obstacles=named, size=size, sector=sector, today=TODAY)


def titles(place: Territory, size: str = "small", sector: str = "C", **obstacles: int) -> list[str]:
    return [one.title for one in found(place, size, sector, **obstacles)]


def test_here_in_what_it_lies_in_and_in_the_country_but_not_at_the_neighbours(places):
    for code in places:
        registered(places[code], title=f"Help of {places[code].name}")
    assert titles(places["XX11"]) == ["Help of Port", "Help of North", "Help of Lakeland"]


def test_only_what_runs_now(places):
    registered(places["XX11"], title="Over", end=date(2026, 5, 31))
    registered(places["XX11"], title="To come", start=date(2026, 6, 2))
    registered(places["XX11"], title="Running", end=date(2026, 6, 1))
    assert titles(places["XX11"]) == ["Running"]


def test_what_addresses_the_heaviest_obstacle_comes_before_what_is_near(places):
    registered(places["XX11"], title="Skills", obstacles=("lack-of-skills",))
    registered(places["XX"], title="Money", obstacles=("cost",))
    registered(places["XX11"], title="Lines", obstacles=("connectivity",))
    assert titles(places["XX11"], cost=4, lack_of_skills=1) == ["Money", "Skills"]
    assert titles(places["XX11"], cost=1, lack_of_skills=1) == ["Skills", "Money"]


def test_only_for_firms_of_the_size_and_sector_that_it_is_meant_for(places):
    registered(places["XX11"], title="Everybody")
    for title, fields in (("Micro", {"sizes": ("micro",)}), ("Trade", {"sectors": ("G",)})):
        registered(places["XX11"], title=title)
        edition = InitiativeEdition.objects.get(title=title)
        body = {**edition.body, **{name: list(codes) for name, codes in fields.items()}}
        InitiativeEdition.objects.filter(pk=edition.pk).update(body=body)
    assert titles(places["XX11"]) == ["Everybody"]
    assert titles(places["XX11"], size="self-employed", sector="") == [
        "Everybody",
        "Micro",
        "Trade",
    ]


def test_what_is_withdrawn_is_not_offered(places):
    registered(places["XX11"], title="Gone")
    Initiative.objects.update(state="withdrawn")
    assert titles(places["XX11"]) == []


def test_each_says_whose_it_is_what_it_addresses_and_whether_somebody_answers_for_it(places):
    registered(places["XX1"], title="Cheque", valid_until=date(2026, 5, 1))
    (one,) = found(places["XX11"], cost=2)
    assert one == Help(
        "cheque",
        "Cheque",
        RECORD.owner,
        "North",
        "finance",
        ("Cost", "Lack of skills"),
        RECORD.contact,
        False,
    )


def test_the_library_helps_where_its_initiatives_run(places):
    country = Territory.objects.get_or_create(
        code="AT", version="2021", defaults={"name": "Austria", "level": 0, "country": "AT"}
    )[0]
    region = Territory.objects.get_or_create(
        code="AT12",
        version="2021",
        defaults={"name": "Lower Austria", "level": 2, "country": "AT", "parent": "AT1"},
    )[0]
    here = [one.id for one in found(region)]
    assert here == ["innovation-assistants", "kmu-digital"]
    assert [one.id for one in found(country)] == ["kmu-digital"]


def test_what_went_wrong_helps_nobody(places: dict[str, Territory]):
    registered(places["XX11"], title="A failed portal", went_wrong=True, what_failed="Nobody came.")
    assert found(places["XX11"]) == []

"""A team names its sectors: nothing typed is lost, the finding says where it stands."""

from __future__ import annotations

import pytest
from django.test import Client

from a_compendium import SECTORS, with_sectors
from a_project import City, a_city
from desk_team import signed_in
from territoria_web.act.models import Sector, SectorList
from territoria_web.act.services.sectors import add_sector

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture
def city() -> City:
    return a_city()


@pytest.fixture
def lead(city: City) -> Client:
    return signed_in(city.lead)


def test_from_an_empty_list_to_a_published_one(city, lead):
    assert "No sector is named yet." in lead.get(city.at("sectors/")).content.decode()
    for seen, words in enumerate(SECTORS):
        typed = {k: v for k, v in words.as_fields().items() if v is not None}
        answer = lead.post(city.at("sectors/new/"), {**typed, "seen": seen})
        assert (answer.status_code, answer.headers.get("Location", "")) == (
            302,
            city.at("sectors/"),
        )
    answer = lead.post(city.at("sectors/publish/"), {"seen": 4}, follow=True)
    page = answer.content.decode()
    assert "4 sectors are named. Everybody reads them." in page
    assert "Specialisation quotient 2.00 in 2024" in page
    journal = lead.get("/en/desk/team/FRE1/journal/").content.decode()
    assert "published the sectors of excellence." in journal


def test_what_is_refused_stands_in_the_form_with_what_was_typed(city, lead):
    answer = lead.post(
        city.at("sectors/new/"), {"emerging": "Robots", "jobs": "12", "proof": "A fair", "seen": 0}
    )
    page = answer.content.decode()
    assert (answer.status_code, Sector.objects.count()) == (422, 0)
    assert page.count("The quotient needs all four counts of jobs.") == 3 * 2  # on top and beside
    assert ('value="Robots"' in page, "A fair" in page) == (True, True)


def test_a_year_that_no_calendar_has_is_refused_with_a_sentence(city, lead):
    answer = lead.post(city.at("sectors/new/"), {"emerging": "Robots", "year": "99999", "seen": 0})
    page = answer.content.decode()
    assert (answer.status_code, "Give a year, such as 2024." in page) == (422, True)


def test_whoever_was_slower_gets_the_form_again_and_sends_it_once_more(city, lead):
    add_sector(by=city.lead, territory=city.cycle.territory, words=SECTORS[0], seen=0)
    answer = lead.post(city.at("sectors/new/"), {"emerging": "Robots", "seen": 0})
    assert (answer.status_code, 'name="seen" value="1"' in answer.content.decode()) == (422, True)
    lead.post(city.at("sectors/new/"), {"emerging": "Robots", "seen": 1})
    assert Sector.objects.filter(emerging="Robots").count() == 1


def test_a_refusal_of_a_button_is_said_on_the_list(city, lead):
    held = with_sectors("FRE1", by=city.lead)
    one = held.sectors.first()
    answer = lead.post(
        city.at(f"sectors/{one.public_id}/remove/"), {"seen": held.edit}, follow=True
    )
    assert "here are 3. Take the published list back first." in answer.content.decode()
    lead.post(city.at("sectors/take-back/"), {"seen": held.edit})
    assert SectorList.objects.get().published is None


def test_a_viewer_reads_and_changes_nothing(city):
    with_sectors("FRE1", by=city.lead)
    viewer = signed_in(city.viewer)
    page = viewer.get(city.at("sectors/")).content.decode()
    assert ("Green hydrogen" in page, "Remove it" in page) == (True, False)
    assert viewer.get(city.at("sectors/new/")).status_code == 403

"""Who could be a partner, at a city's desk and at a network's: reasons, and one press that asks."""

from __future__ import annotations

import pytest

from a_compendium import with_sectors
from a_project import a_city, a_project
from cohort_network import a_network
from desk_team import a_member, signed_in
from territoria_web.act.models import Partner
from territoria_web.act.rules.sectors import SectorWords
from territoria_web.people.models import Role
from territoria_web.territories.models import Territory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_a_city_sees_who_fits_and_asks_it_into_a_project_that_it_leads():
    city, other = a_city(), a_member("DED5", Role.LEAD)
    doing = a_project()
    doing.row.partners.filter(name="Bordeaux").update(territory=city.cycle.territory)
    with_sectors("FRE1", by=city.lead)
    with_sectors("DED5", by=other)
    client = signed_in(city.lead)
    page = client.get(city.at("partners/")).content.decode()
    assert "1 city and you could gain from each other." in page
    assert (page.count("Both are strong in"), other.email in page) == (1, False)
    told = {"territory": "DED5@2021", "project": doing.row.public_id}
    answer = client.post(city.at("partners/invite/"), told, follow=True)
    assert "Leipzig was asked to join" in answer.content.decode()
    row = Partner.objects.get(territory__code="DED5")
    assert (row.state, row.email) == ("invited", other.email)


def test_a_city_invites_into_no_project_that_it_does_not_lead():
    city, doing = a_city(), a_project()
    a_member("DED5", Role.LEAD)
    told = {"territory": "DED5@2021", "project": doing.row.public_id}
    assert signed_in(city.lead).post(city.at("partners/invite/"), told).status_code == 404
    assert signed_in(city.viewer).post(city.at("partners/invite/"), told).status_code == 403


def test_without_networks_and_sectors_the_page_says_what_will_be_here():
    city = a_city()
    page = signed_in(city.viewer).get(city.at("partners/")).content.decode()
    assert "Nobody can be proposed yet" in page


def test_the_office_asks_and_a_member_only_reads():
    network = a_network("FRE1", "DED5")
    doing = a_project(network=network)
    doing.row.partners.filter(name="Bordeaux").update(territory=Territory.objects.get(code="FRE1"))
    with_sectors("FRE1")
    with_sectors("DED5")
    at = network.at(f"project-partners/{doing.row.public_id}/")
    member = signed_in(network.member).get(at).content.decode()
    assert ("Both are strong in" in member, "Ask them to join" in member) == (True, False)
    told = {"territory": "DED5@2021", "seen": 0}
    assert signed_in(network.member).post(f"{at}invite/", told).status_code == 403
    answer = signed_in(network.office).post(f"{at}invite/", told, follow=True)
    assert "Leipzig was asked to join" in answer.content.decode()


def test_where_it_only_goes_one_way_the_finding_says_so_and_counts_no_zero():
    city = a_city()
    with_sectors("FRE1", by=city.lead)
    other = [SectorWords(nace=f"0{n}", proof="A fair.", seeks="Harbours") for n in (1, 2, 3, 5)]
    with_sectors("DED5", *other)
    page = signed_in(city.viewer).get(city.at("partners/")).content.decode()
    assert "One way only: 1." in page
    assert ("0 cities" in page, "Nord-Pas de Calais offers what Leipzig seeks" in page) == (
        False,
        True,
    )

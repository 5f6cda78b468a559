"""A network's desk as its office and its members see it, and as nobody else does."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cohort_network import CODES, Network, a_cycle, a_network
from desk_team import signed_in
from territoria_web.territories.models import Territory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
PAGES = ("", "compare/", "talks/", "talks/?beyond=1", "synthesis/")
MOST = 12


@pytest.fixture
def network() -> Network:
    """Five regions, four with a cycle."""
    made, today = a_network(*CODES), timezone.localdate()
    for at, code in enumerate(CODES[:4]):
        a_cycle(code, today, at, late=5 * (at % 2))
    return made


@pytest.fixture
def office(network: Network) -> Client:
    return signed_in(network.office)


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_first_page_says_what_is_late_and_lists_everyone_by_name(network, office):
    text = text_of(office, network.at())
    assert "2 territories of 5 are late with a step." in text
    names = ["Åland", "Berlin", "Leipzig", "Nord-Pas de Calais", "West (Romania)"]
    places = [text.index(f">{name}</a>") for name in names]
    assert places == sorted(places)
    assert "no cycle yet" in text


def test_the_office_reads_who_is_responsible_and_a_member_only_that_somebody_does(network, office):
    member = signed_in(network.member)
    mine, theirs = text_of(office, network.at()), text_of(member, network.at())
    assert ("Owner of FRE1" in mine, "Secret plans of FRE1" in mine) == (True, True)
    assert ("Owner of FRE1" in theirs, "Secret plans" in theirs) == (False, False)
    assert "somebody is responsible" in theirs


def test_only_the_office_is_led_to_the_calls(network, office):
    calls = network.at("calls/")
    member = signed_in(network.member)
    for path in PAGES:
        assert calls in text_of(office, network.at(path))
        assert calls not in text_of(member, network.at(path))


def test_the_table_hides_the_same_from_members(network):
    text = text_of(signed_in(network.member), network.at("cohort.csv"))
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["owner"] for row in rows} == {"somebody is responsible", ""}
    assert len(rows) == 4 * 4 + 1  # four steps of four cycles, and one without
    assert [row["territory"] for row in rows if not row["step"]] == ["DE30"]


def test_a_member_of_another_network_is_told_that_there_is_nothing(network):
    other = a_network("DE30", name="Southern network")
    for path in (*PAGES, "cohort.csv"):
        assert signed_in(other.office).get(network.at(path)).status_code == 404
        assert signed_in(other.member).get(network.at(path)).status_code == 404


def test_who_left_is_gone_from_every_page(network, office):
    network.row.territories.remove(Territory.objects.get(code="FRE1"))
    for path in ("", "compare/", "talks/", "cohort.csv"):
        assert "Nord-Pas de Calais" not in text_of(office, network.at(path))


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("late", 2), ("no-cycle", 1), ("survey", 1), ("attention", 2), ("nonsense", 5)],
)
def test_filters_show_what_they_say(network, office, asked, shown):
    text = text_of(office, network.at(f"?show={asked}"))
    assert text.count('<th scope="row"><a href=') == shown
    assert ("There is no filter" in text) == (asked == "nonsense")


@pytest.mark.parametrize("order", ["name", "country"])
def test_side_by_side_has_no_ranks(network, office, order):
    text = text_of(office, network.at(f"compare/?what=blueprint:A2&order={order}"))
    assert "The ranges of Nord-Pas de Calais and West (Romania) overlap" in text
    assert "cannot tell" in text
    assert "of 242" not in text


def test_an_unknown_figure_is_said_and_an_unknown_framework_is_not_there(network, office):
    assert "There is no figure “nothing” here." in text_of(
        office, network.at("compare/?what=nothing")
    )
    assert office.get(network.at("compare/?framework=nothing")).status_code == 404


@pytest.mark.parametrize("language", ["en", "fr", "de"])
def test_each_page_opens_in_each_language(network, office, language):
    for path in PAGES:
        address = network.at(path).replace("/en/", f"/{language}/")
        assert office.get(address).status_code == 200


@pytest.mark.parametrize("codes", [(), ("RO42",)])
def test_networks_of_nobody_and_of_one_have_pages(codes):
    small = a_network(*codes, name="Small network")
    for path in PAGES:
        assert signed_in(small.office).get(small.at(path)).status_code == 200


def test_a_territory_that_stands_in_no_release_has_a_row_everywhere(network, office):
    place = Territory.objects.create(
        code="X1", version="2021", name="Lakeland", names={"en": "Lakeland"}, level=3, country="XX"
    )
    network.row.territories.add(place)
    assert "not compared in the published figures" in text_of(office, network.at("compare/"))
    for path in ("", "compare/", "talks/"):
        assert "Lakeland" in text_of(office, network.at(path))


def test_no_page_asks_often_however_many_territories(
    network, office, django_assert_max_num_queries: DjangoAssertNumQueries
):
    many = list(Territory.objects.filter(level=2)[:60])
    network.row.territories.add(*many)
    for path in PAGES:
        office.get(network.at(path))
        with django_assert_max_num_queries(MOST, info=path):
            office.get(network.at(path))


def test_the_desk_leads_to_ones_networks(network, office):
    assert network.at() in text_of(office, "/en/desk/")
    assert network.at() in text_of(signed_in(network.member), "/en/desk/")

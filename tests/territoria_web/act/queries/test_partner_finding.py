"""Who could be a partner: reasons by parts, the same for both sides, silence where nobody can tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from a_compendium import SECTORS, a_running, with_sectors
from cohort_network import CODES, a_network
from desk_team import a_member
from territoria_web.act.queries.partner_finding import (
    contact_in,
    contacts_in,
    partners_for,
    partners_for_project,
)
from territoria_web.act.queries.partner_words import said_candidates
from territoria_web.compare.models import Comparison
from territoria_web.people.models import Role
from territoria_web.territories.models import Cycle, Territory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]

HARBOUR = replace(SECTORS[0], offers="A school of textile design", seeks="Logistics of a harbour")


def place(code: str) -> Territory:
    return Territory.objects.get(code=code)


def test_who_is_proposed_to_one_is_proposed_to_the_other():
    a_network(*CODES)
    found = {code: partners_for(place(code)) for code in CODES}
    both = {code: {c.territory.code for c in one.both} for code, one in found.items()}
    assert [(a, b) for a in CODES for b in both[a] if a not in both[b]] == []


def test_who_could_only_teach_is_seen_by_the_learner_and_sees_the_learner():
    a_network("FRE1", "DED5")
    near = {"members": [{"key": place("DED5").key, "inclusion": 1.0}]}
    for code, better, gap in (("FRE1", 0.99, 0.0), ("DED5", 0.0, 0.99)):
        body = {"gaps": {"A2.1": {"better": better, "chance": gap}}, "peers": near}
        Comparison.objects.filter(territory=place(code)).update(body=body)
    ((learner,), (teacher,)) = (partners_for(place(code)).one_way for code in ("DED5", "FRE1"))
    (seen,), (back,) = learner.pairings, teacher.pairings
    assert [key for key, _chance in seen.teaches] == ["A2.1"]
    assert (back.teaches, back.learns, seen.learns) == ((), seen.teaches, ())


def test_sectors_alone_bring_two_cities_together_and_tell_why():
    a_network("FRE1", "DED5")
    with_sectors("FRE1")
    with_sectors("DED5", HARBOUR, *SECTORS[1:])
    (found,) = partners_for(place("FRE1")).both
    (pair,) = said_candidates(partners_for(place("FRE1")), (found,))[0].pairings
    told = dict(pair.parts)
    assert told["Leipzig offers what Nord-Pas de Calais seeks"] == (
        "“A school of textile design” (Warehousing and services to transport, NACE 52) – sought: "
        "“Textile design”. Both wrote: design and textile.",
    )
    assert told["Both are strong in"][0].startswith("Clothing, NACE 14")
    assert len(told["Both are strong in"]) == 4


def test_a_city_outside_the_network_is_found_by_its_sectors_only_once_both_named_theirs():
    a_network("FRE1")
    with_sectors("DED5")
    assert partners_for(place("FRE1")).both == ()
    with_sectors("FRE1")
    assert [c.territory.code for c in partners_for(place("FRE1")).both] == ["DED5"]


def test_what_is_invented_is_proposed_to_nobody_real():
    a_network("FRE1", "DED5")
    with_sectors("FRE1")
    with_sectors("DED5")
    Cycle.objects.create(territory=place("DED5"), title="Invented", example=True)
    assert partners_for(place("FRE1")).both == ()
    Cycle.objects.create(territory=place("FRE1"), title="Invented", example=True)
    assert [c.territory.code for c in partners_for(place("FRE1")).both] == ["DED5"]


def test_of_whom_nothing_is_published_nobody_can_tell():
    network = a_network("FRE1")
    unknown = Territory.objects.create(
        code="XX99", version="2021", name="Nowhere", level=2, country="XX"
    )
    network.row.territories.add(unknown)
    assert partners_for(place("FRE1")).untold == ("Nowhere",)


def test_a_project_looks_for_those_who_are_not_in_it():
    doing = a_running()
    doing.row.partners.filter(name="Bordeaux").update(territory=place("FRE1"))
    doing.row.partners.filter(name="Milano").update(territory=place("FI20"))
    doing.network.row.territories.add(place("FI20"), place("RO42"))
    for code in ("FRE1", "FI20", "RO42"):
        with_sectors(code)
    assert "RO42" in {c.territory.code for c in partners_for_project(doing.row).both}
    assert "FI20" not in {c.territory.code for c in partners_for_project(doing.row).both}


def test_the_number_of_queries_does_not_hang_on_the_number_of_cities(django_assert_num_queries):
    network = a_network("FRE1", "DED5")
    with_sectors("FRE1")
    partners_for(place("FRE1"))
    first = place("FRE1")
    with django_assert_num_queries(6):
        partners_for(first)
    network.row.territories.add(*(place(code) for code in CODES))
    with django_assert_num_queries(6):
        partners_for(first)


def test_a_letter_can_go_to_the_lead_of_a_team_in_the_network_alone():
    network = a_network("FRE1", "DED5")
    lead = a_member("DED5", Role.LEAD)
    a_member("FI20", Role.LEAD)
    assert contacts_in(network.row) == {place("DED5").pk}
    contact = contact_in(network.row, place("DED5"))
    assert contact is not None
    assert contact.user == lead
    assert contact_in(network.row, place("FI20")) is None

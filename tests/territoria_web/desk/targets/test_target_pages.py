"""A team writes a target, takes an offer, sets it, tells a year, moves it; a network looks on."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from cohort_network import a_network
from desk_team import signed_in
from planned import Planning, a_plan
from targeted import BECAUSE, WHOLE, begun, set_up
from territoria_web.library.queries import library
from territoria_web.plan.models import AreaTarget

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture
def p() -> Planning:
    return a_plan("FRE1")


@pytest.fixture
def lead(p: Planning) -> Client:
    return signed_in(p.lead)


def at(p: Planning, path: str = "") -> str:
    return f"/en/desk/{p.cycle.public_id}/targets/{path}"


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def typed(**more: Any) -> dict[str, Any]:
    return {**WHOLE, "indicator": "", "direction": "1", "seen": "0", **more}


def test_a_target_is_written_set_told_and_moved(p, lead):
    kept = lead.post(at(p, "new/"), typed())
    target = AreaTarget.objects.get()
    one = at(p, f"{target.public_id}/")
    assert (kept.status_code, kept["Location"]) == (302, one)
    assert "Set it: everybody reads it from now on" in text_of(lead, one)
    lead.post(f"{one}set/", {"seen": target.edit})
    lead.post(f"{one}figures/", {"year": 2025, "value": 53, "source": "Survey of the chamber"})
    text = text_of(lead, one)
    assert "on track so far: 53 % of firms in 2025." in text
    target.refresh_from_db()
    moved = typed(low=50, high=55, reason=BECAUSE, seen=target.edit)
    assert lead.post(f"{one}move/", moved).status_code == 302
    text = text_of(lead, one)
    assert "<s>45 % of firms (2020) → 60–65 % of firms by 2030, Chamber of Lakeland</s>" in text
    assert BECAUSE in text


def test_two_who_tell_the_same_year_hear_of_each_other(p, lead):
    target = set_up(p)
    one = at(p, f"{target.public_id}/")
    seen = lead.get(one).context["form"]["seen"].value()
    told = {"year": 2025, "value": 53, "source": "Survey", "seen": seen}
    assert lead.post(f"{one}figures/", told).status_code == 302
    late = lead.post(f"{one}figures/", {**told, "value": 51})
    text = late.content.decode()
    assert (late.status_code, target.figures.get().value) == (422, 53.0)
    assert "Somebody told a figure of 2025 while you were writing. Yours is still below." in text
    again = {**told, "value": 51, "seen": late.context["form"]["seen"].value()}
    assert lead.post(f"{one}figures/", again).status_code == 302
    assert target.figures.get().value == 51.0


def test_indicators_with_a_published_figure_here_come_first(p, lead):
    choices = lead.get(at(p, "new/")).context["form"].fields["indicator"].choices
    (here, known), (_without, others) = choices[1:]
    assert here == "With a published figure here"
    assert ("hrst" in dict(known), "hrst" in dict(others)) == (True, False)
    assert {i for i, _name in (*known, *others)} == set(library().indicators)


def test_offers_and_todays_figure_come_without_anything_being_kept(p, lead):
    answer = lead.post(
        at(p, "new/"),
        typed(indicator="hrst", figure="", baseline="", baseline_year="", low="", high="", offer=1),
    )
    text = answer.content.decode()
    assert "What the middle of your peers has now: to catch up." in text
    assert 'name="baseline" value=""' not in text
    assert AreaTarget.objects.count() == 0


def test_asked_for_offers_where_nothing_is_published_the_page_says_why(p, lead):
    answer = lead.post(at(p, "new/"), typed(offer=1))
    assert "You count this yourselves" in answer.context["offerless"]
    assert answer.context["offerless"] in answer.content.decode()


def test_what_is_refused_stands_beside_its_field_and_nothing_typed_is_lost(p, lead):
    answer = lead.post(at(p, "new/"), typed(low=70))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "The larger end of the band is below the smaller one. Exchange them." in text
    assert "Chamber of Lakeland" in text


def test_the_list_has_the_six_areas_and_the_shares(p, lead):
    set_up(p)
    begun(p, area="finance", baseline=None, baseline_year=None)
    text = text_of(lead, at(p))
    assert text.count("<section aria-labelledby=") == 6
    assert "One target, with a baseline." in text
    assert "Still missing: baseline and year of the baseline." in text
    assert at(p) in text_of(lead, f"/en/desk/{p.cycle.public_id}/plan/")


def test_members_of_a_network_read_only_what_was_set(p, lead):
    network = a_network("FRE1", "DED5")
    set_up(p)
    begun(p, area="finance", figure="Loans to small firms")
    office = text_of(signed_in(network.office), network.at("targets/"))
    member = text_of(signed_in(network.member), network.at("targets/"))
    said = ("Firms that sell online", "Loans to small firms")
    assert [one in office for one in said] == [True, False]  # a draft is its team's alone
    assert [one in member for one in said] == [True, False]

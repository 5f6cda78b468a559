"""The stage of projects at a team's desk: proposing, joining in one press, deeds, the own plan."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from a_project import P, S, a_city, a_project
from cohort_network import a_network
from desk_team import signed_in
from planned import a_plan
from territoria_web.act.models import Partner, Project
from tracked import promised

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture(autouse=True)
def letters_at_once(settings: Settings) -> None:
    settings.MAIL_IN_BACKGROUND = False


def test_a_city_joins_a_project_of_others_in_one_press():
    d, city = a_project(), a_city()
    client = signed_in(city.lead)
    page = client.get(city.at())
    assert [one["project"] for one in page.context["calls"]] == [d.row]
    answer = client.post(city.at(f"{d.row.public_id}/join/"))
    assert (answer.status_code, answer["Location"]) == (302, city.at())
    row = d.row.partners.get(territory=city.cycle.territory)
    assert (row.state, row.email) == (P.ASKED, city.lead.email)
    again = client.get(city.at())
    assert ([*again.context["calls"]], len(again.context["mine"])) == ([], 1)
    assert signed_in(city.viewer).post(city.at(f"{d.row.public_id}/join/")).status_code == 403


def test_a_proposal_keeps_what_was_typed_and_goes_to_the_office():
    network, city = a_network("FRE1"), a_city()
    client = signed_in(city.lead)
    form = client.get(city.at("propose/")).context["form"]
    typed = {
        "network": str(network.row.public_id),
        "title": "Old trades",
        "question": "How do trades meet",
        "axis": "C2",
        "sought": "Chambers",
        "product": "A compendium",
        "due": form["due"].value().isoformat(),
        "exchange": form["exchange"].value().isoformat(),
        "email": form["email"].value(),
    }
    refused = client.post(city.at("propose/"), typed)
    assert (refused.status_code, set(refused.context["form"].errors)) == (422, {"question"})
    assert refused.context["form"]["sought"].value() == "Chambers"
    assert client.post(city.at("propose/"), {**typed, "question": "How?"}).status_code == 302
    project = Project.objects.get()
    assert (project.state, project.partners.get().name) == (S.PROPOSED, "Nord-Pas de Calais")
    assert "Proposed" in client.get(city.at()).content.decode()


def test_without_a_network_there_is_nothing_to_propose_to():
    city = a_city()
    page = signed_in(city.lead).get(city.at("propose/")).content.decode()
    assert "No network yet" in page


def test_the_team_of_a_partner_works_on_it_and_readers_only_read():
    d, city = a_project(S.RUNNING), a_city()
    Partner.objects.filter(name="Bordeaux").update(territory=city.cycle.territory)
    client, own = signed_in(city.lead), f"{d.row.public_id}/"
    assert client.post(city.at(f"{own}tell/"), {"said": "The tool is out."}).status_code == 302
    entry = d.row.story.get()
    assert (entry.who, entry.by) == ("Bordeaux", city.lead)
    reader: Client = signed_in(city.viewer)
    page = reader.get(city.at(own)).content.decode()
    assert ["@city.example" in page, "What you can do" in page] == [False, False]
    assert reader.get(city.at(f"{own}tell/")).status_code == 403
    other = a_project(network=d.network)
    assert client.get(city.at(f"{other.row.public_id}/")).status_code == 404


def test_a_stranger_who_asks_in_its_name_does_not_stand_before_a_city_that_is_in():
    d, city = a_project(S.RUNNING), a_city()
    place = city.cycle.territory
    Partner.objects.filter(name="Milano").update(territory=place)  # only asked, and by a stranger
    told = {"project": d.row, "territory": place, "role": "partner", "state": P.AGREED}
    Partner.objects.create(name="The city itself", **told)
    page = signed_in(city.lead).get(city.at(f"{d.row.public_id}/"))
    assert page.context["partner"].name == "The city itself"


def test_a_city_that_others_named_confirms_it_at_its_desk():
    d, city = a_project(S.RUNNING), a_city()
    row = d.row.partners.filter(name="Bilbao")
    row.update(territory=city.cycle.territory, vouched=False)
    client, deed = signed_in(city.lead), city.at(f"{d.row.public_id}/vouch/{row.get().public_id}/")
    page = client.get(city.at())
    text = page.content.decode()
    assert "Your territory is in 0 projects." in text
    assert ["named, not confirmed by you yet" in text, deed in text] == [True, True]
    assert deed not in signed_in(city.viewer).get(city.at()).content.decode()
    ways = client.get(city.at(f"{d.row.public_id}/")).context["unconfirmed"]["ways"]
    assert [name for name, _url in ways] == ["Confirm the city", "Leave the project"]
    form = client.get(deed).context["form"]
    assert form["email"].value() == "bilbao@city.example"
    assert client.post(deed, {"email": form["email"].value()}).status_code == 302
    assert (row.get().vouched, row.get().renewed) == (True, 0)
    assert "Your territory is in 1 project." in client.get(city.at()).content.decode()


def test_leaving_leads_back_to_the_stage():
    d, city = a_project(S.RUNNING), a_city()
    Partner.objects.filter(name="Bilbao").update(territory=city.cycle.territory)
    answer = signed_in(city.lead).post(
        city.at(f"{d.row.public_id}/leave/"), {"reason": "Elections are coming."}
    )
    assert (answer.status_code, answer["Location"]) == (302, city.at())


def test_an_action_of_the_plan_and_the_project_show_each_other_once_the_plan_is_adopted(
    client: Client,
):
    d, p = a_project(), promised()
    Partner.objects.filter(name="Bilbao").update(territory=p.cycle.territory)
    action = p.one(1)
    url = f"/en/desk/{p.cycle.public_id}/act/{d.row.public_id}/actions/"
    desk = signed_in(p.lead)
    assert desk.post(url, {"actions": str(action.public_id)}).status_code == 302
    plan_page = desk.get(f"/en/desk/{p.cycle.public_id}/plan/actions/{action.public_id}/")
    assert [one.title for one in plan_page.context["projects"]] == [d.row.title]
    page = client.get(d.public())
    assert [one.title for one in page.context["actions"]] == ["1 Open a data desk"]
    promise = client.get(page.context["actions"][0].url)
    assert [one.url for one in promise.context["projects"]] == [d.public()]
    draft = a_plan("X2")
    d.row.actions.add(draft.add("A draft"))
    assert len(client.get(d.public()).context["actions"]) == 1


def test_the_stage_asks_the_database_as_often_for_three_as_for_one(
    django_assert_num_queries: DjangoAssertNumQueries,
):
    city, d = a_city(), a_project()
    client = signed_in(city.lead)

    def more() -> None:
        mine = a_project(network=d.network, open_until=timezone.localdate() + timedelta(days=9))
        mine.row.partners.filter(name="Bilbao").update(territory=city.cycle.territory)

    more()
    client.get(city.at())
    with django_assert_num_queries(12):
        client.get(city.at())
    for _more in range(2):
        more()
        a_project(network=d.network)
    with django_assert_num_queries(12):
        client.get(city.at())

"""A partner works by a link: what is shown to whom, deeds by button, nothing lost, foreign links."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from a_project import Doing, P, S, a_project
from territoria_web.act.models import Exchange, Partner
from territoria_web.act.rules.projects import MOST_DEEDS_A_DAY
from territoria_web.people.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
ROOM = "https://room.example/secret"


@pytest.fixture(autouse=True)
def counted_anew(settings: Settings) -> None:
    settings.MAIL_IN_BACKGROUND = False
    cache.clear()


def begun() -> Doing:
    d = a_project(S.RUNNING)
    d.row.exchanges.update(link=ROOM)
    return d


def texts(client: Client, d: Doing) -> dict[str, str]:
    names = ("Bordeaux", "Bilbao", "Milano", "Pau")
    return {name: client.get(d.own(name=name)).content.decode() for name in names}


def test_the_lead_reads_contacts_partners_the_room_and_nobody_else_more_than_is_public(
    client: Client,
):
    found = texts(client, begun())
    assert {name: "milano@city.example" in page for name, page in found.items()} == {
        "Bordeaux": True,
        "Bilbao": False,
        "Milano": False,
        "Pau": False,
    }
    assert {name: ROOM in page for name, page in found.items()} == {
        "Bordeaux": True,
        "Bilbao": True,
        "Milano": False,
        "Pau": False,
    }
    assert "Are you in?" in found["Pau"]
    assert {name: ">Pau<" in page for name, page in found.items()} == {
        "Bordeaux": True,  # who was named stands before nobody else until they say yes
        "Bilbao": False,
        "Milano": False,
        "Pau": True,
    }


def test_whoever_was_named_is_not_shown_to_the_lead_with_an_address_before_the_yes(client: Client):
    d = begun()
    again = d.own(f"readdress/{d.partner('Pau').public_id}/")

    def shown() -> list[bool]:
        pages = [client.get(at).content.decode() for at in (d.own(), again)]
        return ["pau@city.example" in page or "Person of Pau" in page for page in pages]

    assert shown() == [False, False]
    assert client.post(again, {"email": ""}).status_code == 302  # where the first one went
    assert (d.partner("Pau").email, d.partner("Pau").renewed) == ("pau@city.example", 1)
    Partner.objects.filter(name="Pau").update(state=P.AGREED)
    assert shown() == [True, False]  # the link is sent where it went; there is nothing to change
    client.post(again, {"email": "puppet@mail.example"})
    assert d.partner("Pau").email == "pau@city.example"


def test_a_partner_says_where_its_own_link_goes_and_its_page_stays_open(client: Client):
    d = begun()
    typed = {"email": "new@bilbao.example", "language": "en"}
    answer = client.post(d.own("own/", "Bilbao"), typed)
    assert answer["Location"] == f"{d.own(name='Bilbao')}?done=own"  # its link as it is now
    assert (d.partner("Bilbao").email, d.partner("Bilbao").renewed) == ("new@bilbao.example", 1)


def test_a_link_confirms_no_city_and_reads_no_address_by_asking_to(client: Client):
    d = begun()
    d.row.partners.filter(name="Bordeaux").update(vouched=False)
    url = d.own(f"vouch/{d.partner('Bilbao').public_id}/")
    assert "bilbao@city.example" not in client.get(url).content.decode()
    own = d.own(f"vouch/{d.partner().public_id}/")
    assert client.post(own, {"email": "x@mail.example"}).status_code == 422
    assert (d.partner().vouched, d.partner().email) == (False, "bordeaux@city.example")
    page = client.get(d.own()).content.decode()
    assert ["Your city is not confirmed here yet" in page, "Confirm the city" in page] == [
        True,
        False,
    ]


def test_opening_a_link_does_nothing_and_pressing_does(client: Client):
    d = begun()
    client.get(d.own("agree/", "Pau"))
    assert d.partner("Pau").state == P.INVITED
    answer = client.post(d.own("agree/", "Pau"), {"may_be_named": "on"})
    assert (answer.status_code, answer["Location"]) == (302, f"{d.own(name='Pau')}?done=agree")
    assert d.partner("Pau").state == P.AGREED
    assert "You are in the project." in client.get(answer["Location"]).content.decode()
    assert Entry.objects.filter(about__startswith="project").count() == 0


def test_the_lead_answers_who_asks_with_a_reason_for_a_no(client: Client):
    d = begun()
    url = d.own(f"answer/{d.partner('Milano').public_id}/")
    refused = client.post(url, {"is_in": "no", "reason": " "})
    assert (refused.status_code, d.partner("Milano").state) == (422, P.ASKED)
    assert client.post(url, {"is_in": "yes"}).status_code == 302
    assert d.partner("Milano").state == P.AGREED
    late = client.post(url, {"is_in": "no", "reason": "We are full after all."})
    assert (late.status_code, "We are full after all." in late.content.decode()) == (422, True)


def test_whoever_was_slower_gets_the_form_again_with_their_words_and_may_send_it_once_more(
    client: Client,
):
    d = begun()
    url = d.own(f"agenda/{d.exchange().public_id}/", "Bilbao")
    typed = {"minutes": "45", "timezone": "Europe/Paris", "agenda": "My long agenda", "seen": "0"}
    Exchange.objects.update(edit=3, theme="Written by the lead")
    refused = client.post(url, typed)
    assert (refused.status_code, refused.context["form"]["agenda"].value()) == (
        422,
        "My long agenda",
    )
    seen = refused.context["form"]["seen"].value()
    assert client.post(url, {**typed, "seen": seen}).status_code == 302
    assert d.exchange().agenda == "My long agenda"


def test_what_cannot_be_done_now_is_said_and_long_words_come_back(client: Client):
    d = a_project(S.PARKED)
    answer = client.post(d.own("tell/"), {"said": "Long news that nobody wants to type again"})
    assert (answer.status_code, "Long news that nobody" in answer.content.decode()) == (409, True)
    assert client.get(d.own("close/", "Bilbao")).status_code == 409


def test_a_day_beyond_all_calendars_is_refused_before_it_breaks_one(client: Client):
    d = begun()
    typed = {"seen": 0, "title": "A forum", "begins": "2027-05-10", "ends": "9999-12-31"}
    assert client.post(d.own("forum/"), typed).status_code == 422
    assert client.post(d.own("forum/"), {**typed, "ends": "2027-05-11"}).status_code == 302
    assert client.get("/en/projects/projects.ics").status_code == 200


def test_a_strange_link_an_older_one_and_that_of_whoever_left_open_nothing(client: Client):
    d = begun()
    old = d.own()
    Partner.objects.filter(name="Bordeaux").update(renewed=1)
    assert [client.get(url).status_code for url in (old, "/en/project/abc/")] == [404, 404]
    Partner.objects.filter(name="Bilbao").update(state=P.LEFT)
    gone = client.get(d.own(name="Bilbao"))
    assert (gone.status_code, gone["X-Robots-Tag"]) == (410, "noindex")
    assert client.get(d.own("nothing/")).status_code == 404
    typed = {"said": "Long news that nobody wants to type again"}
    for url in (f"{old}tell/", d.own("tell/", "Bilbao")):
        assert "Long news that nobody" in client.post(url, typed).content.decode()
    other = a_project(network=d.network)
    foreign = d.own(f"agenda/{other.exchange().public_id}/")
    assert client.get(foreign).status_code == 404


@pytest.mark.parametrize(
    ("name", "deed", "told"),
    [
        ("Bilbao", "leave", "You are out of the project."),
        ("Pau", "decline", "The lead knows it now."),
    ],
)
def test_whoever_leaves_or_says_no_reads_that_it_was_done(
    client: Client, name: str, deed: str, told: str
):
    d = begun()
    done = client.post(d.own(f"{deed}/", name), {"reason": "No staff."}, follow=True)
    assert (done.status_code, f"<h1>{told}</h1>" in done.content.decode()) == (200, True)
    assert client.get(d.own(name=name)).status_code == 410


def test_a_proposal_is_handed_in_with_another_day_for_its_first_exchange(client: Client):
    d = a_project(S.PROPOSED)
    form = client.get(d.own("hand-in/")).context["form"]
    assert form["exchange"].value() == d.exchange().day
    told = {name: form[name].value() for name in form.fields} | {"exchange": "2199-05-10"}
    assert client.post(d.own("hand-in/"), told).status_code == 302
    assert str(d.exchange().day) == "2199-05-10"


def test_a_link_that_does_very_much_has_to_wait(client: Client):
    d = begun()
    for _deed in range(MOST_DEEDS_A_DAY):
        client.post(d.own("tell/"), {})
    wait = client.post(d.own("tell/"), {"said": "Long news"})
    assert (wait.status_code, "Long news" in wait.content.decode()) == (429, True)
    assert d.row.story.count() == 0


def test_the_page_asks_the_database_no_more_often_with_more_in_it(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
):
    d = begun()
    client.get(d.own())
    with django_assert_num_queries(9):
        client.get(d.own())
    for number in (2, 3):
        Exchange.objects.create(
            project=d.row, number=number, day=d.exchange().day, host=d.partner()
        )
        Partner.objects.create(project=d.row, name=f"City {number}", state=P.AGREED)
    with django_assert_num_queries(9):
        client.get(d.own())

"""Projects at a network's desk: what waits, is late or silent; the office works, members read along."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from a_project import Doing, S, a_project
from desk_team import signed_in
from territoria_web.act.models import Project
from territoria_web.people.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture(autouse=True)
def letters_at_once(settings: Settings) -> None:
    settings.MAIL_IN_BACKGROUND = False


def old(d: Doing, days: int) -> Doing:
    """The same, about which nobody said anything for so many days."""
    Project.objects.filter(pk=d.row.pk).update(said=timezone.now() - timedelta(days=days))
    return d


def test_proposals_come_first_then_what_is_late_and_the_finding_counts_them():
    calm = a_project(S.RUNNING, title="Calm")
    late = timezone.localdate() - timedelta(days=1)
    old(a_project(network=calm.network, title="Late and silent", due=late), 200)
    old(a_project(S.PROPOSED, network=calm.network, title="Waits"), 11)
    page = signed_in(calm.network.office).get(calm.network.at("projects/"))
    assert [row["project"].title for row in page.context["rows"]] == [
        "Waits",
        "Late and silent",
        "Calm",
    ]
    assert page.context["page"]["finding"] == (
        "2 projects are under way. 1 proposal waits for the office. 1 is overdue. 1 is silent."
    )
    assert "waits for more than ten days" in page.content.decode()


def test_the_list_asks_the_database_as_often_for_three_as_for_one(
    django_assert_num_queries: DjangoAssertNumQueries,
):
    d = a_project()
    client = signed_in(d.network.office)
    client.get(d.network.at("projects/"))
    with django_assert_num_queries(9):
        client.get(d.network.at("projects/"))
    for _more in range(2):
        a_project(network=d.network)
    with django_assert_num_queries(9):
        client.get(d.network.at("projects/"))


def test_the_office_publishes_and_gives_back_with_its_line_in_the_journal():
    d = a_project(S.PROPOSED)
    client = signed_in(d.network.office)
    refused = client.post(d.desk("return/"), {"reason": "", "seen": "0"})
    assert refused.status_code == 422
    assert client.post(d.desk("publish/"), {"seen": "0"}).status_code == 302
    assert d.now().state == S.OPEN
    assert Entry.objects.get(what="publish project").after == {"title": "Old trades, new tools"}
    gone = client.get(d.desk("publish/"))
    assert (gone.status_code, gone["Location"]) == (302, d.desk())


def test_members_read_along_without_contacts_rooms_or_deeds():
    d = a_project(S.RUNNING)
    d.row.exchanges.update(link="https://room.example/secret")
    client: Client = signed_in(d.network.member)
    page = client.get(d.desk()).content.decode()
    found = [word in page for word in ("@city.example", "room.example", "What you can do")]
    assert found == [False] * 3
    assert client.get(d.desk("tell/")).status_code == 403
    assert client.get(d.network.at("projects/")).status_code == 200


def test_a_colleague_who_was_quicker_leaves_the_words_of_the_other():
    d = a_project(S.RUNNING)
    client = signed_in(d.network.office)
    Project.objects.filter(pk=d.row.pk).update(edit=4)
    answer = client.post(d.desk("park/"), {"reason": "No staff until May.", "seen": "0"})
    form = answer.context["form"]
    assert (answer.status_code, form["reason"].value(), form["seen"].value()) == (
        422,
        "No staff until May.",
        "4",
    )


def test_an_empty_network_says_what_will_be_here():
    d = a_project()
    Project.objects.all().delete()
    page = signed_in(d.network.office).get(d.network.at("projects/")).content.decode()
    assert ["What will be here" in page, "no project yet" in page] == [True, True]

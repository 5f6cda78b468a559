"""A session becomes a project; a city proposes one: what stands, who is written to, what is refused."""

from __future__ import annotations

from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from a_meeting import Meet, a_meeting
from a_project import ORIGIN, P, S, a_city, a_draft
from cohort_network import a_network
from territoria_web.act.models import Project
from territoria_web.act.queries.project_story import story_of
from territoria_web.act.queries.sessions import mates_of
from territoria_web.act.rules.project_drafts import Named
from territoria_web.act.services.projects import make_project, propose_project
from territoria_web.convene.models import Topic
from territoria_web.people.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
TODAY = date(2027, 3, 18)


@pytest.fixture(autouse=True)
def letters_at_once(settings: Settings) -> None:
    settings.MAIL_IN_BACKGROUND = False


def a_session() -> tuple[Meet, Topic]:
    meet = a_meeting(state="ended")
    topic = Topic.objects.create(meeting=meet.row, asker=meet.people[0], title="Old and new trades")
    return meet, topic


def make(topic: Topic, **fields: object) -> Project:
    partners = [
        Named("Lappeenranta", "partner", "bo@city.example", "Bo Berg", "fr"),
        Named("bordeaux", "partner", "other@city.example"),  # leads already
        Named(
            "Milano", "observer", "LEAD@bordeaux.example"
        ),  # the lead's own address: none is known
        Named("Bilbao", "lead", "bilbao@city.example"),  # nobody is made lead in passing
        Named("Txapela", "company", ""),
    ]
    return make_project(
        topic=topic,
        draft=a_draft(TODAY, **fields),
        partners=partners,
        language="en",
        origin=ORIGIN,
        today=TODAY,
    )


def test_a_session_becomes_a_project_that_is_public_at_once(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):
    meet, topic = a_session()
    with django_capture_on_commit_callbacks(execute=True):
        project = make(topic, axis="C2")
    assert (project.state, project.opened is not None, project.network) == (
        S.OPEN,
        True,
        meet.network.row,
    )
    people = project.partners.values_list("name", "role", "state", "email")
    assert list(people) == [
        ("Bordeaux", "lead", P.AGREED, "lead@bordeaux.example"),
        ("Lappeenranta", "partner", P.INVITED, "bo@city.example"),
        ("Milano", "observer", P.INVITED, ""),
        ("Txapela", "company", P.INVITED, ""),
    ]
    assert not project.partners.filter(vouched=True).exists()  # names that were typed
    (first,) = project.exchanges.all()
    assert (first.number, first.timezone, first.host) == (
        1,
        "Europe/Paris",
        project.partners.first(),
    )
    (line,) = story_of(project)
    assert line.sentence == "The project came out of a session of the meeting “Smart economy”."
    assert [m.to for m in mail.outbox] == [["lead@bordeaux.example"], ["bo@city.example"]]
    assert all("Old trades, new tools" in m.subject for m in mail.outbox)
    assert all(f"{ORIGIN}/" in m.body and "/project/" in m.body for m in mail.outbox)
    assert Entry.objects.count() == 2 or not Entry.objects.filter(what="propose project").exists()


def test_pressed_twice_it_is_one_project():
    _meet, topic = a_session()
    assert make(topic) == make(topic, title="Another")
    assert Project.objects.count() == 1


def test_without_question_axis_or_city_it_is_refused_all_at_once():
    _meet, topic = a_session()
    with pytest.raises(ValidationError) as refused:
        make(topic, question="Link the trades", axis="", city=" ", email="x", due=date(2020, 1, 1))
    assert set(refused.value.message_dict) == {"question", "axis", "city", "email", "due"}
    assert Project.objects.count() == 0


def test_the_meeting_takes_projects_only_when_its_table_says_so():
    meet = a_meeting(state="open")
    topic = Topic.objects.create(meeting=meet.row, asker=meet.people[0], title="Too early")
    with pytest.raises(ValidationError):
        make(topic)
    assert Project.objects.count() == 0


def test_an_invented_meeting_makes_an_invented_project_and_no_letters(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):
    meet, topic = a_session()
    meet.row.example = True
    meet.row.save()
    with django_capture_on_commit_callbacks(execute=True):
        project = make(topic)
    assert (project.example, mail.outbox) == (True, [])


def test_the_cities_of_a_session_are_offered_once_each_without_the_own():
    meet, topic = a_session()
    assert [m.name for m in mates_of(topic, meet.people[0])] == ["Lappeenranta", "Milano"]
    meet.people[1].organisation = "Bergwerk Oy"
    meet.people[1].save()
    found = mates_of(topic, meet.people[0])
    assert [(m.name, m.role) for m in found] == [("Bergwerk Oy", "company"), ("Milano", "partner")]


def test_whoever_proposes_without_a_name_is_not_named_by_the_address():
    network, city = a_network("FRE1"), a_city()
    city.lead.name = ""
    city.lead.save()
    told = {"network": network.row, "territory": city.cycle.territory, "draft": a_draft(TODAY)}
    project = propose_project(by=city.lead, today=TODAY, **told)
    assert project.partners.get().person == ""


def test_a_city_proposes_and_the_office_has_the_word():
    network, city = a_network("FRE1"), a_city()
    project = propose_project(
        by=city.lead,
        network=network.row,
        territory=city.cycle.territory,
        draft=a_draft(TODAY, city="Nord-Pas de Calais"),
        sought="Chambers",
        today=TODAY,
    )
    assert (project.state, project.opened, project.sought) == (S.PROPOSED, None, "Chambers")
    lead = project.partners.get()
    assert (lead.territory, lead.vouched) == (city.cycle.territory, True)
    assert Entry.objects.filter(what="propose project", territory=city.cycle.territory).count() == 1
    with pytest.raises(ValidationError) as refused:
        propose_project(
            by=city.lead,
            network=network.row,
            territory=city.cycle.territory,
            draft=a_draft(TODAY),
            open_until=date(2027, 3, 17),
            today=TODAY,
        )
    assert set(refused.value.message_dict) == {"open_until"}
    with pytest.raises(ValidationError):
        propose_project(
            by=city.lead,
            network=a_network("DED5", name="Southern").row,
            territory=city.cycle.territory,
            draft=a_draft(TODAY),
            today=TODAY,
        )

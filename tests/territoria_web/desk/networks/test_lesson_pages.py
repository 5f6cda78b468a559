"""The office writes the lessons of its report: ticked here, typed from the long list, put in order."""

from __future__ import annotations

import pytest
from django.test import Client

from cohort_network import Network, a_network
from desk_team import signed_in
from territoria_web.papers.models import Paper, PaperLesson
from territoria_web.papers.services.writing import begin_paper

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture
def network() -> Network:
    return a_network("FRE1", "DED5")


@pytest.fixture
def paper(network: Network) -> Paper:
    told = {"kind": "synthesis-report", "title": "What we learned", "language": "en"}
    return begin_paper(by=network.office, network=network.row, **told)


@pytest.fixture
def office(network: Network) -> Client:
    return signed_in(network.office)


def at(network: Network, paper: Paper, path: str = "") -> str:
    return network.at(f"synthesis/{paper.public_id}/lessons/{path}")


def test_a_lesson_is_written_listed_and_changed(network, paper, office):
    typed = {
        "words_en": "Ask firms before you buy.",
        "supports": ["territory:FRE1@2021"],
        "supports_0": "initiative:kit-digital",
    }
    kept = office.post(at(network, paper, "new/"), typed)
    assert (kept.status_code, kept["Location"]) == (302, at(network, paper))
    lesson = PaperLesson.objects.get()
    assert lesson.supports == ["territory:FRE1@2021", "initiative:kit-digital"]
    text = office.get(at(network, paper)).content.decode()
    assert "Lesson 1: It names no counter-example." in text
    assert "not looked for yet" in text
    one = at(network, paper, f"{lesson.public_id}/")
    shown = office.get(one).content.decode()
    assert 'value="initiative:kit-digital"' in shown
    office.post(one, {**typed, "none_against": "on", "seen": lesson.edit})
    assert "looked for, none found" in office.get(at(network, paper)).content.decode()


def test_what_is_not_in_the_list_is_refused_beside_its_line(network, paper, office):
    answer = office.post(
        at(network, paper, "new/"), {"words_en": "x", "supports_0": "initiative:nothing"}
    )
    assert answer.status_code == 422
    assert "Choose from what is listed." in answer.content.decode()
    assert PaperLesson.objects.count() == 0


def test_lessons_are_ordered_and_taken_away(network, paper, office):
    for n in (1, 2):
        PaperLesson.objects.create(paper=paper, place=n, words={"en": f"Lesson of {n}."})
    second = PaperLesson.objects.get(place=2)
    office.post(at(network, paper, "order/"), {"up": second.public_id})
    office.post(at(network, paper, f"{second.public_id}/away/"), {"seen": 0})
    assert [one.words["en"] for one in PaperLesson.objects.all()] == ["Lesson of 1."]


def test_members_do_not_write_lessons(network, paper):
    assert signed_in(network.member).get(at(network, paper)).status_code in (403, 404)

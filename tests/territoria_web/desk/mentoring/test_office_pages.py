"""The office makes a round, enters people, makes and sends pairs, plans workshops; it reads no notes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from a_mentoring import Mentors, a_mentoring
from cohort_network import a_network
from desk_team import signed_in
from territoria_web.act.models import (
    MentoringFeedback,
    MentoringPerson,
    MentoringRound,
    MentoringWorkshop,
    Mentorship,
)
from territoria_web.act.rules.mentoring import Pair, State

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture
def mentors() -> Mentors:
    return a_mentoring()


@pytest.fixture
def office(mentors: Mentors) -> Client:
    return signed_in(mentors.network.office)


def said(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def test_a_round_is_made_said_and_opened(mentors: Mentors, office: Client):
    made = office.post(
        mentors.network.at("mentoring/"), {"title": "A second one", "language": "de"}
    )
    row = MentoringRound.objects.get(title="A second one")
    at = mentors.network.at(f"mentoring/{row.public_id}/")
    assert made["Location"] == f"{at}settings/"
    assert "Name at least one theme" in said(office.get(at))
    until = str(timezone.localdate() + timedelta(days=5))
    told = {"title": "A second one", "themes": "Founding", "open_until": until, "seen": "0"}
    slow = office.post(f"{at}settings/", {**told, "method": "stable", "seen": "9"})
    assert (slow.status_code, slow.context["form"]["themes"].value()) == (422, "Founding")
    assert office.post(f"{at}settings/", {**told, "method": "stable"}).status_code == 302
    office.post(at, {"do": "open"})
    row.refresh_from_db()
    assert (row.state, row.method) == (State.OPEN, "stable")
    assert "can be opened once" not in said(office.get(f"{at}settings/"))
    MentoringRound.objects.update(state=State.ENDED)
    over = office.get(f"{at}settings/")
    assert (over.context["form"], "Nothing can be changed any more." in said(over)) == (None, True)


def test_people_are_read_entered_and_taken_out(mentors: Mentors, office: Client):
    page = said(office.get(mentors.desk("people/")))
    assert ("Mentors: 4, mentees: 5; not confirmed yet: 0." in page, "Eva asks how?" in page) == (
        True,
        True,
    )
    typed = {"name": "Kim", "themes": ["hiring"], "languages": ["de"], "question": "How to hire?"}
    wrong = office.post(mentors.desk("people/enter/mentee/"), {**typed, "themes": []})
    assert (wrong.status_code, wrong.context["form"]["name"].value()) == (422, "Kim")
    wish = str(mentors.person("Cem").public_id)
    office.post(mentors.desk("people/enter/mentee/"), {**typed, "wish_1": wish})
    kim = mentors.person("Kim")
    assert (kim.wishes, kim.email) == ([wish], "")
    at = mentors.desk(f"people/{kim.public_id}/")
    changed = {**typed, "name": "Kim B.", "seen": kim.edit}
    assert office.post(at, changed).status_code == 302
    slow = office.post(at, {**changed, "name": "Kim C.", "seen": kim.edit})
    assert (slow.status_code, slow.context["form"]["name"].value()) == (422, "Kim C.")
    office.post(at, {"do": "out"})
    assert MentoringPerson.objects.filter(name__startswith="Kim").count() == 0


def test_pairs_are_made_with_reasons_changed_by_hand_and_sent(mentors: Mentors, office: Client):
    at = mentors.desk("pairs/")
    office.post(at, {"do": "draft", "seen": mentors.row.edit})
    page = said(office.get(at))
    assert "These pairs have 34 points together" in page
    assert "The second wish. Themes in common: Selling online." in page
    slow = office.post(at, {"do": "draft", "seen": 0}, follow=True)
    assert "A colleague was quicker." in said(slow)
    ines = str(mentors.person("Ines").public_id)
    office.post(at, {"do": "hand", "mentee": ines, "mentor": "", "seen": mentors.now().edit})
    assert "The method would give Ada." in said(office.get(at))
    office.post(at, {"do": "send", "seen": mentors.now().edit})
    assert set(Mentorship.objects.values_list("state", flat=True)) == {Pair.PROPOSED}
    eva = Mentorship.objects.get(mentee__name="Eva")
    office.post(at, {"do": f"back:{eva.public_id}"})
    eva.refresh_from_db()
    assert eva.state == Pair.DECLINED


def test_where_everybody_refused_it_says_why_no_pair_can_be_made(mentors: Mentors, office: Client):
    MentoringRound.objects.update(state=State.RUNNING)
    MentoringPerson.objects.exclude(name__in=("Gil", "Cem")).delete()
    mentors.pair("Gil", "Cem", state=Pair.DECLINED, begun=None, mentor_agrees=False)
    answer = office.post(mentors.desk("pairs/"), {"do": "draft", "seen": 0}, follow=True)
    assert "No pair could be made. Below it says why." in said(answer)
    why = "<b>Gil</b>: Whoever would fit has no room, or was proposed before."
    assert why in said(answer)


def test_the_office_sees_counts_and_never_a_word_of_a_pair(mentors: Mentors, office: Client):
    mentors.row.state = State.RUNNING
    mentors.row.save()
    pair = mentors.pair()
    mentors.talk(pair, done="Our secret.", next="Another secret.")
    MentoringFeedback.objects.create(
        mentorship=pair, by=mentors.person("Eva"), at="middle", worth=4, said="A secret, too."
    )
    eva = mentors.person("Eva").public_id
    for path in ("", "people/", f"people/{eva}/", "pairs/", "workshops/"):
        assert "secret" not in said(office.get(mentors.desk(path)))
    assert "Shown in steps of five people who answered" in said(office.get(mentors.desk()))


def test_workshops_are_planned_seated_and_cancelled(mentors: Mentors, office: Client):
    day = str(timezone.localdate() + timedelta(days=9))
    typed = {
        *(("title", "First sale"), ("mentor", str(mentors.person("Bea").public_id))),
        *(("date", day), ("starts", "09:30"), ("timezone", "Europe/Paris"), ("minutes", "90")),
        *(("link", ""), ("places", "6")),
    }
    wrong = office.post(mentors.desk("workshops/"), {**dict(typed), "timezone": "Paris"})
    assert (wrong.status_code, wrong.context["form"]["title"].value()) == (422, "First sale")
    office.post(mentors.desk("workshops/"), dict(typed))
    row = MentoringWorkshop.objects.get()
    at = mentors.desk(f"workshops/{row.public_id}/")
    assert "09:30–11:00 (Europe/Paris)" in said(office.get(at))
    office.post(at, {"do": "seat", "mentees": [str(mentors.person("Gil").public_id)]})
    assert row.mentees.count() == 1
    office.post(at, {**dict(typed), "starts": "10:00", "seen": row.edit})
    assert "10:00–11:30 (Europe/Paris)" in said(office.get(at))
    office.post(at, {"do": "cancel"})
    row.refresh_from_db()
    assert row.cancelled is not None


def test_lists_ask_no_more_often_with_more_people(
    mentors: Mentors, office: Client, django_assert_num_queries: DjangoAssertNumQueries
):
    mentors.row.state = State.RUNNING
    mentors.row.save()
    mentors.pair(), mentors.workshop()
    for more in (False, True):
        office.get(mentors.desk())
        if more:
            mentors.pair("Fred", "Bea"), mentors.pair("Gil", "Cem", state=Pair.PROPOSED)
            mentors.workshop("Dov"), mentors.workshop("Ada")
        for path, count in (("people/", 7), ("pairs/", 9), ("workshops/", 8)):
            with django_assert_num_queries(count, info=path):
                office.get(mentors.desk(path))


def test_members_and_strangers_find_nothing(mentors: Mentors):
    visitors = (Client(), signed_in(mentors.network.member))
    assert [one.get(mentors.desk("pairs/")).status_code for one in visitors] == [302, 403]
    other = a_mentoring(network=a_network(name="Southern network"), people=False)
    assert visitors[1].get(other.desk()).status_code == 404
    strange = mentors.network.at(f"mentoring/{other.row.public_id}/")
    assert signed_in(mentors.network.office).get(strange).status_code == 404

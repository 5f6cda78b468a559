"""Registering, confirming, wishing, leaving: without an account, and with nothing left behind."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from a_mentoring import ORIGIN, Mentors, a_mentoring, mentee_words, mentor_words
from territoria_web.act.models import MentoringFeedback, MentoringPerson, Mentorship
from territoria_web.act.queries.mentoring_people import person_by_link
from territoria_web.act.rules.mentoring import Kind, Pair, Part, State
from territoria_web.act.services.mentoring_journal import NotTakenNow
from territoria_web.act.services.mentoring_office import (
    enter_person,
    renew_person_link,
    take_person_out,
)
from territoria_web.act.services.mentoring_people import (
    change_profile,
    confirm_person,
    leave_round,
    register_person,
    wish_for,
)
from territoria_web.people.models import Entry
from territoria_web.people.often import TO_AN_ADDRESS
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = pytest.mark.django_db
OnCommit = DjangoCaptureOnCommitCallbacks


@pytest.fixture(autouse=True)
def letters_at_once(settings: Settings) -> None:
    settings.MAIL_IN_BACKGROUND = False
    cache.clear()


def register(m: Mentors, **fields: object) -> MentoringPerson | None:
    words = mentor_words(**fields)
    return register_person(held=m.row, kind=Kind.MENTOR, words=words, language="fr", origin=ORIGIN)


def test_a_letter_brings_the_link_and_only_a_confirmation_puts_on_the_list(
    django_capture_on_commit_callbacks: OnCommit,
):
    m = a_mentoring()
    with django_capture_on_commit_callbacks(execute=True):
        made = register(m)
    assert made is not None
    assert (made.state, made.language, mail.outbox[0].to) == (Part.WAITING, "fr", [made.email])
    token = mail.outbox[0].body.split("/mentoring/own/")[1].split("/")[0]
    person = person_by_link(token)
    assert person == made
    assert confirm_person(person=person).state == Part.IN
    assert Entry.objects.filter(what__contains="mentoring").count() == 0  # no account did it


def test_a_known_address_gets_its_link_once_more_and_nobody_learns_of_it(
    django_capture_on_commit_callbacks: OnCommit,
):
    m = a_mentoring()
    with django_capture_on_commit_callbacks(execute=True):
        again = register(m, name="Somebody else", email="ADA@people.example")
    assert (again, mail.outbox[0].to, m.person("Ada").kind) == (
        None,
        ["ada@people.example"],
        Kind.MENTOR,
    )


def test_what_does_not_hold_is_said_by_field_and_a_late_one_is_refused():
    m = a_mentoring()
    with pytest.raises(ValidationError) as refused:
        register(m, name="", themes=("flying",), languages=(), hours=None, experience="", email="x")
    assert set(refused.value.message_dict) == {
        *("name", "themes", "languages", "hours", "experience", "email"),
    }
    m.row.open_until = timezone.localdate() - timedelta(days=1)
    m.row.save()
    with pytest.raises(NotTakenNow):
        register(m)


def test_a_profile_and_wishes_are_changed_by_their_owner_alone():
    m = a_mentoring()
    eva, ada, bea = (m.person(name) for name in ("Eva", "Ada", "Bea"))
    with pytest.raises(ChangedMeanwhile):
        change_profile(person=eva, seen=5, words=mentee_words(), language="de")
    changed = change_profile(person=eva, seen=0, words=mentee_words(name="Eva"), language="de")
    assert (changed.email, changed.themes, changed.language, changed.edit) == (
        "eva@people.example",
        ["selling"],
        "de",
        1,
    )
    numbers = [str(bea.public_id), str(ada.public_id)]
    assert wish_for(person=eva, wishes=["", *numbers]).wishes == numbers
    for wrong in ([numbers[0]] * 2, [str(m.person("Fred").public_id)]):
        with pytest.raises(ValidationError):
            wish_for(person=eva, wishes=wrong)


def test_a_mentor_who_is_shown_no_longer_is_wished_for_no_longer():
    m = a_mentoring()
    ada, dov = m.person("Ada"), str(m.person("Dov").public_id)
    change_profile(person=ada, seen=0, words=mentor_words(name="Ada"), language="en")
    assert m.person("Eva").wishes == [str(ada.public_id), dov]
    change_profile(person=ada, seen=1, words=mentor_words(name="Ada", shown=False), language="en")
    assert m.person("Eva").wishes == [dov]


def test_whoever_leaves_takes_all_words_along_and_the_other_is_told_kindly(
    django_capture_on_commit_callbacks: OnCommit,
):
    m = a_mentoring(State.RUNNING)
    pair, asked = m.pair(), m.pair("Fred", "Ada", state=Pair.PROPOSED)
    talk, kept = m.talk(pair, by="Ada"), m.talk(pair, by="Eva")
    ada = m.person("Ada")
    MentoringFeedback.objects.create(mentorship=pair, by=ada, at="middle", worth=3, said="Good.")
    workshop = m.workshop("Ada")
    workshop.mentees.add(m.person("Ines"))
    with django_capture_on_commit_callbacks(execute=True):
        leave_round(person=ada, origin=ORIGIN)
    told = {one.to[0]: one.subject for one in mail.outbox if "ada@" not in one.to[0]}
    assert told == {
        "ines@people.example": "Cancelled: First sale online",
        "eva@people.example": "Your talks have ended: From idea to firm",
        "fred@people.example": "No pair this time: From idea to firm",
    }
    for row in (pair, asked, talk, kept, ada):
        row.refresh_from_db()
    assert (pair.state, asked.state) == (Pair.ENDED, Pair.DECLINED)
    assert (talk.done, talk.minutes, kept.done) == ("", 60, "Looked at the figures.")
    assert (ada.name, ada.email, ada.experience, ada.state) == ("", "", "", Part.OUT)
    assert MentoringFeedback.objects.get().said == ""
    assert m.person("Fred").wishes == [str(m.person("Bea").public_id)]
    leave_round(person=m.person("Hana"), origin=ORIGIN)
    assert MentoringPerson.objects.filter(name="Hana").count() == 0  # without a pair no row stays


def test_the_office_enters_from_paper_without_an_address_and_takes_out():
    m = a_mentoring()
    by, dov = m.network.office, str(m.person("Dov").public_id)
    words = mentee_words(email="")
    told = {"by": by, "held": m.row, "kind": Kind.MENTEE, "language": "de", "origin": ORIGIN}
    made = [enter_person(words=words, wishes=[dov], **told) for _twice in range(2)]
    assert [(one.state, one.email, one.wishes) for one in made] == [(Part.IN, "", [dov])] * 2
    with pytest.raises(ValidationError) as refused:
        enter_person(words=mentee_words(email="Eva@people.example"), **told)
    assert set(refused.value.message_dict) == {"email"}
    take_person_out(by=by, person=made[0], origin=ORIGIN)
    assert (MentoringPerson.objects.filter(name="Kim").count(), Mentorship.objects.count()) == (
        1,
        0,
    )
    facts = Entry.objects.filter(what="enter mentoring person").values_list("after", flat=True)
    assert list(facts) == [{"title": "From idea to firm"}] * 2  # no name of a person


def test_a_link_is_renewed_only_with_a_letter_that_brings_the_new_one(
    django_capture_on_commit_callbacks: OnCommit,
):
    m = a_mentoring()
    told = {"by": m.network.office, "person": m.person("Ada"), "origin": ORIGIN}
    with django_capture_on_commit_callbacks(execute=True):
        sent = [renew_person_link(**told) for _time in range(TO_AN_ADDRESS + 1)]
    assert (sent, m.person("Ada").renewed) == ([True] * TO_AN_ADDRESS + [False], TO_AN_ADDRESS)
    assert m.own("Ada") in mail.outbox[-1].body  # the last one that came opens


def test_whoever_has_left_meanwhile_is_not_written_to_life_again():
    m = a_mentoring()
    hana, ada, pair = m.person("Hana"), m.person("Ada"), m.pair()
    for gone in (hana, ada):
        leave_round(person=gone, origin=ORIGIN)
        with pytest.raises(NotTakenNow):
            leave_round(person=gone, origin=ORIGIN)
    with pytest.raises(NotTakenNow):
        change_profile(person=ada, seen=ada.edit, words=mentor_words(), language="en")
    pair.refresh_from_db()
    assert (pair.mentor.name, pair.mentor.email) == ("", "")

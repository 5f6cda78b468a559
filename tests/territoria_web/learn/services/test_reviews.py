"""Two different peers from elsewhere find the same words fit; nobody else has a say."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from desk_team import a_member
from lesson_world import WHY, WORDS, a_peer, an_office, handed_in, judge
from territoria_web.learn.models import Lesson
from territoria_web.learn.services.lessons import hand_in_lesson, write_lesson
from territoria_web.learn.services.reviews import place_of, review_lesson
from territoria_web.people.models import Entry, Role, User
from territoria_web.people.services import give_role
from territoria_web.plan.models import Action
from territoria_web.territories.models import Cycle, Territory
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def state(lesson: Lesson) -> str:
    lesson.refresh_from_db()
    return lesson.state


def test_the_second_who_finds_it_fit_publishes_it():
    _p, lesson = handed_in()
    assert [judge(a_peer("DED5"), lesson), state(lesson)] == [False, "submitted"]
    assert [judge(a_peer("FI20"), lesson), state(lesson)] == [True, "published"]
    deeds = Entry.objects.filter(about=f"lesson {lesson.public_id}").values_list("what", flat=True)
    assert sorted(deeds) == [
        *("begin lesson", "hand in lesson", "publish lesson"),
        *("review lesson", "review lesson", "write lesson"),
    ]


def test_a_peer_judges_the_same_words_once():
    _p, lesson = handed_in()
    judge(a_peer(), lesson)
    with pytest.raises(ValidationError, match="already"):
        judge(a_peer(), lesson)
    assert state(lesson) == "submitted"


def test_a_request_to_mend_publishes_nothing():
    _p, lesson = handed_in()
    judge(a_peer("DED5"), lesson, "mend")
    judge(a_peer("FI20"), lesson)
    assert state(lesson) == "submitted"


def test_a_change_voids_what_was_said_of_the_former_words():
    p, lesson = handed_in()
    judge(a_peer("DED5"), lesson)
    kept = write_lesson(by=p.lead, lesson=lesson, words=WORDS, seen=lesson.edit)
    with pytest.raises(ValidationError, match="no review"):
        judge(a_peer("FI20"), kept)
    hand_in_lesson(by=p.lead, lesson=kept, seen=kept.edit)
    judge(a_peer("FI20"), kept)
    assert state(lesson) == "submitted"
    judge(a_peer("DED5"), kept)
    assert state(lesson) == "published"


def test_whoever_read_former_words_is_told_so():
    p, lesson = handed_in()
    seen = lesson.edit
    kept = write_lesson(by=p.lead, lesson=lesson, words=WORDS, seen=seen)
    hand_in_lesson(by=p.lead, lesson=kept, seen=kept.edit)
    with pytest.raises(ChangedMeanwhile):
        review_lesson(by=a_peer(), lesson=lesson, verdict="fit", said=WHY, seen=seen)


def test_a_secretariat_is_a_peer_and_reads_as_its_network():
    _p, lesson = handed_in()
    office = an_office()
    judge(office, lesson)
    assert lesson.reviews.get().place == place_of(office) == "Lakes and towns, secretariat"


def in_both() -> User:
    user = a_peer("DED5")
    give_role(by=None, user=user, role=Role.VIEWER, place=Territory.objects.get(code="FRE1"))
    return user


NOT_PEERS = {
    "of its team": lambda: a_member("FRE1", Role.EDITOR),
    "in both places": in_both,
    "only reads along elsewhere": lambda: a_peer("DED5", Role.VIEWER),
    "without a role": lambda: User.objects.create_user("nobody@example.org"),
}


@pytest.mark.parametrize("who", NOT_PEERS)
def test_nobody_else_judges(who):
    _p, lesson = handed_in()
    with pytest.raises(ValidationError, match="no review of yours"):
        judge(NOT_PEERS[who](), lesson)


def test_whoever_wrote_on_it_and_left_for_another_place_does_not_judge_it():
    p, lesson = handed_in()
    p.lead.memberships.all().delete()
    give_role(by=None, user=p.lead, role=Role.EXPERT, place=Territory.objects.get(code="DED5"))
    with pytest.raises(ValidationError, match="no review of yours"):
        judge(p.lead, lesson)


def test_a_verdict_needs_its_reason():
    _p, lesson = handed_in()
    with pytest.raises(ValidationError) as refused:
        review_lesson(by=a_peer(), lesson=lesson, verdict="", said="Good.", seen=lesson.edit)
    assert sorted(refused.value.message_dict) == ["said", "verdict"]


def test_peers_may_end_what_a_closed_cycle_handed_in():
    p, lesson = handed_in()
    Cycle.objects.filter(pk=p.cycle.pk).update(state=Cycle.State.CLOSED)
    judge(a_peer("DED5"), lesson)
    judge(a_peer("FI20"), lesson)
    assert state(lesson) == "published"
    assert Action.objects.count() == 1

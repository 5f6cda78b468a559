"""Yes and no, talks, what they were worth, the end: addresses only once both said yes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from a_mentoring import ORIGIN, a_mentoring
from territoria_web.act.rules.mentoring import At, Pair, State
from territoria_web.act.services.mentoring_answers import (
    TalkWords,
    answer_proposal,
    drop_talk,
    end_pair,
    give_feedback,
    note_talk,
)
from territoria_web.act.services.mentoring_journal import NotTakenNow

pytestmark = pytest.mark.django_db
ASKED = {"state": Pair.PROPOSED, "begun": None, "mentor_agrees": None, "mentee_agrees": None}


@pytest.fixture(autouse=True)
def letters_at_once(settings: Settings) -> None:
    settings.MAIL_IN_BACKGROUND = False


def test_addresses_are_exchanged_with_the_second_yes(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):
    m = a_mentoring(State.RUNNING)
    pair = m.pair(**ASKED)
    with django_capture_on_commit_callbacks(execute=True):
        answer_proposal(person=m.person("Eva"), pair=pair, agrees=True, origin=ORIGIN)
    assert mail.outbox == []
    with django_capture_on_commit_callbacks(execute=True):
        held = answer_proposal(person=m.person("Ada"), pair=pair, agrees=True, origin=ORIGIN)
    assert (held.state, held.begun is not None) == (Pair.RUNNING, True)
    told = {one.to[0]: one.body for one in mail.outbox}
    assert "eva@people.example" in told["ada@people.example"]
    assert "ada@people.example" in told["eva@people.example"]
    with pytest.raises(NotTakenNow):
        answer_proposal(person=m.person("Ada"), pair=pair, agrees=False, origin=ORIGIN)


def test_a_no_is_told_without_a_reason_and_without_an_address(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):
    m = a_mentoring(State.RUNNING)
    with django_capture_on_commit_callbacks(execute=True):
        held = answer_proposal(
            person=m.person("Ada"), pair=m.pair(**ASKED), agrees=False, origin=ORIGIN
        )
    assert (held.state, [one.to for one in mail.outbox]) == (
        Pair.DECLINED,
        [["eva@people.example"]],
    )
    assert "ada@" not in mail.outbox[0].body


def test_talks_are_noted_once_held_and_changed_by_whoever_wrote_them():
    m = a_mentoring(State.RUNNING)
    pair, eva, ada, today = m.pair(), m.person("Eva"), m.person("Ada"), timezone.localdate()
    made = note_talk(person=eva, pair=pair, words=TalkWords(today, 50, "Done.", "Next."))
    for day in (today + timedelta(days=1), today - timedelta(days=1)):
        with pytest.raises(ValidationError) as refused:
            note_talk(person=eva, pair=pair, words=TalkWords(day, 50))
        assert set(refused.value.message_dict) == {"day"}
    with pytest.raises(ValidationError):
        note_talk(person=ada, pair=pair, words=TalkWords(today, 50), talk=made)
    assert note_talk(person=eva, pair=pair, words=TalkWords(today, 45), talk=made).minutes == 45
    drop_talk(person=eva, talk=made)
    assert pair.sessions.count() == 0


def test_feedback_comes_in_the_middle_and_at_the_end_once_each():
    m = a_mentoring(State.RUNNING)
    pair, eva = m.pair(), m.person("Eva")
    with pytest.raises(NotTakenNow):
        give_feedback(person=eva, pair=pair, worth=3, said="")
    m.talk(pair), m.talk(pair)
    give_feedback(person=eva, pair=pair, worth=3, said="")
    assert give_feedback(person=eva, pair=pair, worth=4, said="Thank you.").at == At.MIDDLE
    end_pair(person=eva, pair=pair, origin=ORIGIN)
    assert give_feedback(person=eva, pair=pair, worth=2, said="").at == At.END
    assert list(pair.feedback.order_by("pk").values_list("worth", flat=True)) == [4, 2]
    with pytest.raises(ValidationError):
        give_feedback(person=eva, pair=pair, worth=5, said="")


def test_nobody_acts_in_a_pair_of_others():
    m = a_mentoring(State.RUNNING)
    told = {"person": m.person("Fred"), "pair": m.pair()}
    for deed in (
        lambda: answer_proposal(**told, agrees=True, origin=ORIGIN),
        lambda: note_talk(**told, words=TalkWords(timezone.localdate(), 60)),
        lambda: give_feedback(**told, worth=3, said=""),
        lambda: end_pair(**told, origin=ORIGIN),
    ):
        with pytest.raises(NotTakenNow, match="not there any more"):
            deed()


def test_either_ends_it_and_late_words_are_refused(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):
    m = a_mentoring(State.RUNNING)
    pair = m.pair()
    with django_capture_on_commit_callbacks(execute=True):
        end_pair(person=m.person("Ada"), pair=pair, origin=ORIGIN)
    assert [one.to for one in mail.outbox] == [["eva@people.example"]]
    for late in (
        lambda: note_talk(
            person=m.person("Eva"), pair=pair, words=TalkWords(timezone.localdate(), 60)
        ),
        lambda: end_pair(person=m.person("Eva"), pair=pair, origin=ORIGIN),
    ):
        with pytest.raises(NotTakenNow):
            late()

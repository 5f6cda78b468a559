"""Publishing: people see it from then on, and only those for whom something changes get a letter."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from a_barcamp import ORIGIN, a_barcamp, a_draft, a_timetable
from territoria_web.convene.models import Attendee
from territoria_web.convene.queries.own_timetable import own_changes
from territoria_web.convene.services.arranging import seat_again, skip_topic
from territoria_web.convene.services.publishing import concerned_people, publish_timetable
from territoria_web.convene.services.topics import withdraw_topic
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture(autouse=True)
def _letters_at_once(settings: Any) -> None:
    settings.MAIL_IN_BACKGROUND = False


def test_the_first_goes_to_all_and_the_next_to_those_it_concerns(
    django_capture_on_commit_callbacks: Any,
):
    camp = a_barcamp(topics=3)
    Attendee.objects.filter(pk=camp.people[5].pk).update(email="")
    first = a_timetable(camp, published=False)
    told = {"by": camp.office, "origin": ORIGIN}
    with django_capture_on_commit_callbacks(execute=True):
        done = publish_timetable(version=first, seen=0, **told)
    assert (done.told, len(mail.outbox)) == (5, 5)
    assert mail.outbox[0].subject == "Your timetable for “Smart economy”"
    assert (
        "Round 1, 18 March 2027, 11:00 to 11:45 (Europe/Paris): “Keeping talent” in Space 1."
        in (mail.outbox[0].body)
    )
    assert f"{ORIGIN}/en/meet/me/" in mail.outbox[0].body
    with pytest.raises(ValidationError, match="already"):
        publish_timetable(version=done, seen=0, **told)

    # the second topic goes out: its host sits with the first, for the others nothing changes
    second = skip_topic(by=camp.office, version=done, topic=camp.topics[1], seen=0).version
    assert concerned_people(second) == 1
    mail.outbox.clear()
    with pytest.raises(ChangedMeanwhile):
        publish_timetable(version=second, seen=9, **told)
    with django_capture_on_commit_callbacks(execute=True):
        done = publish_timetable(version=second, seen=0, **told)
    assert [letter.to for letter in mail.outbox] == [["person-1@meeting.example"]]
    assert mail.outbox[0].subject == "Your timetable for “Smart economy” has changed"
    assert [(one["topic"], one["what"]) for one in done.changes] == [
        (camp.topics[1].pk, "left out")
    ]
    lines = [own_changes(person, done) for person in camp.people[:2]]
    assert [len(held) for held in lines] == [0, 1]


def test_nobody_is_sent_to_what_is_gone_and_no_draft_goes_behind_a_later_one():
    camp = a_barcamp(topics=3)
    told = {"by": camp.office, "origin": ORIGIN}
    draft = a_timetable(camp, published=False)
    withdraw_topic(person=camp.people[1], topic=camp.topics[1])
    with pytest.raises(ValidationError, match="Seat people again"):
        publish_timetable(version=draft, seen=0, **told)
    mended = seat_again(by=camp.office, version=draft, seen=0).version
    later = a_draft(camp)
    publish_timetable(version=later, seen=0, **told)
    with pytest.raises(ChangedMeanwhile):
        publish_timetable(version=mended, seen=1, **told)


def test_a_slot_that_went_is_noticed():
    camp = a_barcamp()
    draft = a_timetable(camp, published=False)
    camp.meet.row.slots.filter(number=2).delete()
    with pytest.raises(ValidationError, match="is gone"):
        publish_timetable(version=draft, seen=0, by=camp.office, origin=ORIGIN)

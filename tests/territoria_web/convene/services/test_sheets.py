"""Session sheets: written by those of the group who may, no word overwritten, paper too."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from a_barcamp import a_barcamp, a_timetable
from territoria_web.convene.models import Attendee, Sheet, WorkingMeeting
from territoria_web.convene.queries.sheets import may_write_sheet
from territoria_web.convene.services.sheets import (
    enter_sheet,
    leave_duty,
    take_duty,
    write_sheet,
)
from territoria_web.convene.services.working_journal import NotTakenNow
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
SAID = {"shared": "Three stories.", "stops": "Rents.", "together": "A common lease."}
LIVE = {"state": WorkingMeeting.State.LIVE, "phase": "share"}


def test_one_moderates_one_takes_notes_and_nobody_is_put_out():
    camp = a_barcamp(**LIVE)
    a_timetable(camp)
    topic, mine = camp.topics[0], camp.people[3]
    assert not may_write_sheet(mine, topic)
    take_duty(person=mine, topic=topic, duty="facilitator")
    assert may_write_sheet(mine, topic)
    with pytest.raises(NotTakenNow, match="already"):
        take_duty(person=camp.people[4], topic=topic, duty="facilitator")
    with pytest.raises(NotTakenNow, match="sit in this group"):
        take_duty(person=camp.people[1], topic=topic, duty="recorder")  # hosts the other
    leave_duty(person=mine, topic=topic, duty="facilitator")
    take_duty(person=camp.people[4], topic=topic, duty="facilitator")
    assert Sheet.objects.get().facilitator == camp.people[4]
    Attendee.objects.filter(pk=camp.people[4].pk).update(state=Attendee.State.ABSENT)
    take_duty(person=mine, topic=topic, duty="facilitator")
    assert Sheet.objects.get().facilitator == mine


def test_a_sheet_is_written_by_host_or_duty_and_never_over_somebody():
    camp = a_barcamp(**LIVE)
    a_timetable(camp)
    told = {"topic": camp.topics[0], "nothing": False}
    with pytest.raises(NotTakenNow, match="written by those"):
        write_sheet(person=camp.people[3], answers=SAID, seen=0, **told)
    row = write_sheet(person=camp.people[0], answers=SAID, seen=0, **told)
    assert (row.together, row.edit, row.channel) == ("A common lease.", 1, "phone")
    with pytest.raises(ChangedMeanwhile):
        write_sheet(person=camp.people[0], answers={"shared": "Mine"}, seen=0, **told)
    with pytest.raises(ValidationError, match="Take back"):
        write_sheet(person=camp.people[0], answers=SAID, nothing=True, topic=told["topic"], seen=1)


@pytest.mark.parametrize(
    ("state", "phase", "taken"),
    [("open", "", False), ("live", "choose", False), ("live", "share", True), ("ended", "", True)],
)
def test_sheets_are_taken_in_the_rounds_and_afterwards(state: str, phase: str, taken: bool):
    camp = a_barcamp(state=state, phase=phase)
    a_timetable(camp)
    told = {"person": camp.people[0], "topic": camp.topics[0], "answers": SAID, "nothing": False}
    if taken:
        assert write_sheet(seen=0, **told).written
    else:
        with pytest.raises(NotTakenNow):
            write_sheet(seen=0, **told)


def test_the_office_enters_a_sheet_of_paper():
    camp = a_barcamp(**LIVE)
    a_timetable(camp)
    told = {"by": camp.office, "topic": camp.topics[0], "answers": {}, "nothing": True}
    row = enter_sheet(seen=0, facilitator=camp.people[3], parked=True, **told)
    assert (row.nothing, row.parked, row.channel, row.facilitator) == (
        True,
        True,
        "paper",
        camp.people[3],
    )
    WorkingMeeting.objects.update(state=WorkingMeeting.State.REPORTED)
    with pytest.raises(NotTakenNow):
        enter_sheet(seen=1, **told)

"""Reports of another system taken in: all or none, never doubled, nothing personal kept."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from a_forum import a_forum, a_need
from a_survey import a_cycle
from territoria_web.listen.models import Forum, Need, NeedEvent
from territoria_web.listen.queries.need_reports import LEFT_OUT, Ways
from territoria_web.listen.services.need_imports import import_needs
from territoria_web.listen.services.need_letters import ask_authors
from territoria_web.people.models import Entry, User
from territoria_web.territories.models import Cycle

pytestmark = pytest.mark.django_db
PUBLIC = Ways("Fix it", publish=True)
LAMP = {
    "service_request_id": "R-1",
    "status": "open",
    "service_name": "Street light",
    "description": "The lamp at the bridge is dark. Call me: +33 6 12 34 56 78, eve@example.org",
    "requested_datetime": "2026-05-03T12:00:00+00:00",
    "updated_datetime": "2026-05-10T12:00:00+00:00",
    "address": "Bridge street",
    "lat": 50.5,
    "long": 3.0,
    "email": "eve@example.org",
    "first_name": "Eve",
}
BIN = {"service_request_id": "R-2", "status": "closed", "description": "A bin is missing."}


@pytest.fixture
def lead() -> User:
    return User.objects.create_user("lead@example.org")


@pytest.fixture
def forum(lead: User) -> Forum:
    return a_forum(a_cycle(), lead)


def taken(forum: Forum, *reports: dict[str, Any], ways: Ways = PUBLIC):
    by, content = User.objects.get(), json.dumps(reports).encode()
    return import_needs(by=by, forum=forum, content=content, file_name="r.json", ways=ways)


def test_a_report_becomes_a_need_with_its_days_and_without_its_person(forum: Forum):
    taken(forum, LAMP)
    need = forum.needs.get()
    assert (need.source, need.foreign_id, need.channel, need.number) == (
        *("Fix it", "R-1", "import", 1),
    )
    assert need.title == "The lamp at the bridge is dark. Call me: […], […]"
    assert (need.made, need.published) == (datetime(2026, 5, 3, 12, tzinfo=UTC),) * 2
    assert (need.place, need.latitude, need.longitude) == ("Bridge street", 50.5, 3.0)
    assert (need.voice, need.entered_by.email) == (None, "lead@example.org")
    told = str([list(Need.objects.values()), list(NeedEvent.objects.values())])
    assert [word for word in ("example.org", "Eve", "12 34") if word in told] == []


def test_what_is_closed_there_is_delivered_here_and_its_author_is_not_asked(forum: Forum):
    taken(forum, {**BIN, "status_notes": "Replaced by the yard."})
    need = forum.needs.get()
    assert (need.state, need.reason, need.answered is not None) == (
        *("delivered", "Replaced by the yard.", True),
    )
    states = list(need.events.values_list("state", "office"))
    assert states == [("received", ""), ("published", "Fix it"), ("delivered", "Fix it")]
    Need.objects.update(since=datetime(2026, 1, 1, tzinfo=UTC))
    assert ask_authors(origin="https://example.org") == 0


def test_closed_can_be_left_out_where_it_says_nothing(forum: Forum):
    found = taken(forum, LAMP, BIN, ways=Ways("Fix it", publish=True, closed=LEFT_OUT))
    assert (len(found.new), found.left, forum.needs.count()) == (1, 1, 1)


@pytest.mark.parametrize(
    ("word", "state"),
    [("fixed", "delivered"), ("In progress", "under-review"), ("not-ours", "not-ours")]
    + [("wont-fix", "declined"), ("confirmed", "published"), ("odd", "published")],
)
def test_a_finer_word_is_read(forum: Forum, word: str, state: str):
    taken(forum, {**LAMP, "extended_status": word})
    assert forum.needs.get().state == state


def test_taken_again_it_is_not_doubled_and_goes_to_the_state_it_has_there(forum: Forum):
    taken(forum, LAMP)
    with pytest.raises(ValidationError):
        taken(forum, LAMP)
    closed = {**LAMP, "status": "closed", "updated_datetime": "2026-06-01T12:00:00+00:00"}
    found = taken(forum, closed, BIN)
    assert (len(found.new), len(found.changed), forum.needs.count()) == (1, 1, 2)
    need = forum.needs.get(foreign_id="R-1")
    assert (need.state, need.since) == ("delivered", datetime(2026, 6, 1, 12, tzinfo=UTC))
    assert taken(forum, LAMP, ways=Ways("Another system")).new[0].title == need.title


def test_what_was_answered_here_otherwise_stays(forum: Forum):
    taken(forum, LAMP)
    Need.objects.update(state="declined")
    found = taken(forum, {**LAMP, "status": "closed"}, BIN)
    assert (found.stay, forum.needs.get(foreign_id="R-1").state) == (1, "declined")


def test_unless_they_are_public_there_each_is_read_first(forum: Forum):
    taken(forum, LAMP, ways=Ways("Fix it"))
    need = forum.needs.get()
    assert (need.state, need.published, need.events.count()) == ("received", None, 1)


def test_all_or_none_is_taken_and_all_faults_are_named(forum: Forum):
    with pytest.raises(ValidationError):
        taken(forum, LAMP, {**BIN, "status": "maybe"})
    assert (forum.needs.count(), Entry.objects.filter(what="import needs").count()) == (0, 0)


def test_numbers_go_on_and_one_line_is_written(forum: Forum):
    a_need(forum)
    taken(forum, LAMP, BIN)
    assert list(forum.needs.order_by("pk").values_list("number", flat=True)) == [1, 2, 3]
    assert Entry.objects.get(what="import needs").after == {
        "figures": 2,
        "changed": 0,
        "source": "Fix it",
        "file": "r.json",
    }


def test_a_closed_cycle_and_a_nameless_system_take_nothing(forum: Forum):
    with pytest.raises(ValidationError):
        taken(forum, LAMP, ways=Ways("  "))
    forum.cycle.state = Cycle.State.CLOSED
    with pytest.raises(ValidationError):
        taken(forum, LAMP)


@pytest.mark.parametrize("day", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_a_day_that_can_only_be_a_mistake_is_that_of_taking_it(forum: Forum, day: str):
    taken(forum, {**LAMP, "requested_datetime": day, "updated_datetime": day})
    assert forum.needs.get().made == forum.needs.get().since
    assert (timezone.now() - forum.needs.get().made).total_seconds() < 60

"""Needs of people come onto the agenda of a meeting, and go on into the plan."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from a_forum import a_forum, a_need, supported
from meeting_room import Workshop, a_workshop
from territoria_web.convene.models import Contribution
from territoria_web.convene.queries.brought import needs_to_bring, spots_of
from territoria_web.convene.services.board import join_contributions
from territoria_web.convene.services.bringing import bring_in
from territoria_web.listen.models import Need

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def letters_at_once(settings: Any):
    settings.MAIL_IN_BACKGROUND = False


def begun() -> tuple[Workshop, Need]:
    held = a_workshop()
    return held, a_need(a_forum(held.meeting.cycle, held.lead))


def brought(held: Workshop, *needs: Need, kind: str = "", **more: str) -> list[Contribution]:
    spot = next(s for s in spots_of(held.meeting) if s.kind == kind or not kind)
    ids = [need.public_id for need in needs]
    return bring_in(by=held.lead, meeting=held.meeting, spot=spot.key, needs=ids, **more)


def test_a_need_stands_on_the_board_and_its_story_says_so(django_capture_on_commit_callbacks):
    held, need = begun()
    with django_capture_on_commit_callbacks(execute=True):
        (row,) = brought(held, need, origin="https://town.example")
    need.refresh_from_db()
    assert (row.text, row.need, need.state) == (need.title, need, Need.State.UNDER_REVIEW)
    assert need.events.get(kind="topic").facts["meeting"] == held.meeting.title
    assert [letter.to for letter in mail.outbox] == [["ada@example.org"]]


def test_what_is_there_already_is_not_offered_again():
    held, need = begun()
    other = supported(a_need(need.forum, "A ramp at the library"), 3)
    assert list(needs_to_bring(held.meeting)) == [other, need]
    brought(held, other)
    assert list(needs_to_bring(held.meeting)) == [need]
    with pytest.raises(ValidationError, match="a colleague brought in"):
        brought(held, other)


def test_a_need_of_another_place_cannot_be_brought_in():
    held, _need = begun()
    strange = a_need(a_forum(a_workshop().meeting.cycle, held.lead))
    with pytest.raises(ValidationError):
        brought(held, strange)


def test_joined_with_another_point_it_is_still_answered():
    held, need = begun()
    held.runs(next(s.phase.id for s in spots_of(held.meeting)))
    (row,) = brought(held, need)
    twin = Contribution.objects.create(
        meeting=held.meeting, phase=row.phase, kind=row.kind, text="Night buses", body=row.body
    )
    stays = join_contributions(
        by=held.lead, meeting=held.meeting, kept=twin.public_id, doubles=[row.public_id]
    )
    assert stays.need == need

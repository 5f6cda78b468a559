"""What people said is put on the agenda at the desk."""

from __future__ import annotations

import pytest

from a_forum import a_forum, a_need
from desk_team import signed_in
from meeting_room import a_workshop
from territoria_web.convene.queries.brought import spots_of

pytestmark = pytest.mark.django_db


def test_a_need_is_ticked_and_stands_on_the_board():
    held = a_workshop()
    need = a_need(a_forum(held.meeting.cycle, held.lead))
    client = signed_in(held.lead)
    assert "Bring in what people said" in client.get(held.at("board/")).content.decode()
    spot = spots_of(held.meeting)[0].key
    refused = client.post(held.at("bring/"), {"spot": spot})
    assert refused.context["form"].errors == {"needs": ["Tick at least one."]}
    told = {"spot": spot, "needs": [str(need.public_id)]}
    assert client.post(held.at("bring/"), told)["Location"] == held.at("board/")
    assert held.meeting.contributions.get().need == need
    assert need.title in client.get(held.at("board/")).content.decode()


def test_without_anything_said_it_says_where_it_comes_in():
    held = a_workshop()
    page = signed_in(held.lead).get(held.at("bring/")).content.decode()
    assert "Nothing to bring in" in page

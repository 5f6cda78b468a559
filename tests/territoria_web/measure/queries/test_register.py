"""What of the register everybody reads, and what only its territory."""

from __future__ import annotations

import pytest
from django.http import Http404

from a_register import a_draft, registered, waiting
from desk_team import a_team
from territoria_web.measure.queries.register import (
    initiatives_of,
    open_initiative,
    published_editions,
    register_state,
    registered_initiative,
)
from territoria_web.measure.services.register import withdraw_initiative

pytestmark = pytest.mark.django_db


def test_one_is_opened_within_its_territory_only():
    team, made = a_draft()
    assert open_initiative(team.cycle.territory, made.public_id) == made
    other = a_team("DED5").cycle.territory
    assert list(initiatives_of(other)) == []
    with pytest.raises(Http404):
        open_initiative(other, made.public_id)


def test_only_what_has_an_edition_is_found_by_its_address():
    _team, made = waiting()
    with pytest.raises(Http404):
        registered_initiative(made.slug)
    assert published_editions() == []


def test_every_edition_and_every_withdrawal_is_another_state(django_assert_num_queries):
    states = [register_state()]
    team, made = registered()
    states.append(register_state())
    registered(team, title="Courses")
    states.append(register_state())
    withdraw_initiative(
        by=team.lead, initiative=made, reason="The money went elsewhere.", seen=made.edit
    )
    with django_assert_num_queries(1):
        states.append(register_state())
    assert len(set(states)) == 4
    assert [e.title for e in published_editions()] == ["Courses"]
    assert registered_initiative(made.slug).withdrawn_because == "The money went elsewhere."

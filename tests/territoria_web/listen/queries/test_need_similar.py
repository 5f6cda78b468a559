"""Before a second need is made of the first: what others said already."""

from __future__ import annotations

import pytest

from a_forum import a_forum, a_need, supported
from desk_team import a_team
from territoria_web.listen.models import Forum, Need
from territoria_web.listen.queries.need_similar import similar_needs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture
def forum() -> Forum:
    team = a_team()
    return a_forum(team.cycle, team.lead)


def test_what_is_alike_comes_first_with_its_supports(forum: Forum):
    supported(a_need(forum, "More benches at the school"), 2)
    a_need(forum, "Faster internet in the library")
    (found,) = similar_needs(forum, "Benches near the schools")
    assert (found.number, found.people) == (1, 2)  # type: ignore[attr-defined]
    assert similar_needs(forum, "A tram") == []
    assert similar_needs(forum, "  ") == []


def test_what_is_not_public_or_followed_elsewhere_is_not_offered(forum: Forum):
    a_need(forum, "More benches at the school")
    for state in ("rejected", "duplicate", "received"):
        Need.objects.update(state=state, edit=len(state))
        assert similar_needs(forum, "Benches at the school") == []


def test_other_places_are_not_searched(forum: Forum):
    other = a_team("DED5")
    a_need(a_forum(other.cycle, other.lead), "More benches at the school")
    assert similar_needs(forum, "More benches at the school") == []

"""The first page of the desk."""

from __future__ import annotations

import pytest

from desk_team import signed_in
from territoria_web.people.models import Organisation, Role, User
from territoria_web.people.services import give_role
from territoria_web.territories.models import Territory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_an_office_is_offered_every_desk_that_it_may_open(count: int, django_assert_num_queries):
    network = Organisation.objects.create(name="Net", kind=Organisation.Kind.NETWORK)
    for n in range(count):
        place = Territory.objects.create(
            code=f"X{n}", version="2021", name=f"Lakeland {n}", level=2, country="X"
        )
        network.territories.add(place)
    office = User.objects.create_user("office@example.org", name="Olga")
    give_role(by=None, user=office, role=Role.SECRETARIAT, place=network)
    client = signed_in(office)
    client.get("/en/desk/")
    with django_assert_num_queries(15):
        page = client.get("/en/desk/").content.decode()
    assert [f"/en/desk/start/X{n}/" in page for n in range(count)] == [True] * count


def test_a_viewer_is_offered_none():
    place = Territory.objects.create(
        code="X1", version="2021", name="Lakeland", level=2, country="X"
    )
    viewer = User.objects.create_user("viewer@example.org", name="Vera")
    give_role(by=None, user=viewer, role=Role.VIEWER, place=place)
    assert "/en/desk/start/X1/" not in signed_in(viewer).get("/en/desk/").content.decode()

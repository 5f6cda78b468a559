"""Names are one line of plain text, in whatever script."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from territoria_web.people.bodies import change_organisation, make_organisation
from territoria_web.people.keys import make_token
from territoria_web.people.models import Organisation, Role, User
from territoria_web.people.names import check_name
from territoria_web.people.services import change_account, invite_person
from territoria_web.territories.models import Territory

BAD = ["A\nB", "A\rB", "A\tB", "A\x00B", "A\x85B", "A\u2028B", "A\u2029B", "A\u202eB", "A\ud800B"]


@pytest.mark.parametrize("name", BAD)
def test_control_characters_and_line_breaks_are_refused(name: str):
    with pytest.raises(ValidationError):
        check_name(name)


@pytest.mark.parametrize(
    "name", ["", "Zoë d’Arc-Müller", "Ελένη", "محمد", "می\u200cخواهم", "李 明"]
)
def test_names_of_all_scripts_are_taken(name: str):
    check_name(name)


@pytest.mark.django_db
@pytest.mark.usefixtures("site_data")
def test_every_way_to_write_a_name_refuses_a_line_break():
    by, place = User.objects.create_user("by@example.org"), Territory.objects.get(code="FRE1")
    body = Organisation.objects.create(name="A body", kind="network")
    ways = (
        lambda: change_account(by=by, name="A\nB", language="en"),
        lambda: make_token(by=by, name="A\nB"),
        lambda: invite_person(by=by, email="x@y.org", role=Role.LEAD, place=place, name="A\nB"),
        lambda: make_organisation(by=by, name="A\nB", kind="network"),
        lambda: change_organisation(by=by, organisation=body, name="A\nB", territories=[]),
    )
    for way in ways:
        with pytest.raises(ValidationError):
            way()
    assert (User.objects.count(), Organisation.objects.count()) == (1, 1)


@pytest.mark.django_db
@pytest.mark.usefixtures("site_data")
def test_the_account_page_says_it_beside_the_field(client: Client):
    user = User.objects.create_user("someone@example.org", name="Some One")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post("/en/account/", {"name": "Some\nOne", "language": "en"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["name"])
    user.refresh_from_db()
    assert user.name == "Some One"

"""Territories that the operator adds: scored by their own figures, beside the published ones."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from django.core.exceptions import ValidationError
from django.test import Client

from territoria_web.people.commands import operator
from territoria_web.people.models import Entry
from territoria_web.people.places import add_territory
from territoria_web.territories.models import Territory
from territoria_web.territories.queries import territories_by_country

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_a_place_is_added_with_its_line_in_the_journal():
    place = add_territory(by=None, code=" xy01 ", name="Lake  Town", country="FR")
    assert (place.key, place.name, place.added, place.example) == (
        "XY01@own",
        "Lake Town",
        True,
        False,
    )
    assert Entry.objects.filter(what="add territory", territory=place).count() == 1


@pytest.mark.parametrize(
    ("code", "name", "why"),
    [
        ("FRE1", "Another", "taken"),
        ("x", "Short", "at least two"),
        ("XY:1", "Sign", "capital"),
        ("XY02", " ", "called"),
    ],
)
def test_what_cannot_be_a_place_is_refused(code: str, name: str, why: str):
    with pytest.raises(ValidationError, match=why):
        add_territory(by=None, code=code, name=name, country="FR")


def test_lists_of_published_figures_leave_it_out(client: Client):
    add_territory(by=None, code="XY01", name="Lake Town", country="FR")
    listed = {r.code for _country, regions in territories_by_country() for r in regions}
    assert "XY01" not in listed
    assert client.get("/en/territories/XY01/").status_code == 200
    assert "Lake Town" not in client.get("/en/map/").content.decode()


def test_the_command_adds_it_or_says_why_not():
    made = CliRunner().invoke(operator, ["add-territory", "XY01", "Lake Town", "--country", "fr"])
    assert made.output.startswith("XY01@own Lake Town is there.")
    assert Territory.objects.get(code="XY01").country == "FR"
    again = CliRunner().invoke(operator, ["add-territory", "XY01", "Lake Town", "--country", "fr"])
    assert (again.exit_code, "taken" in again.output) == (1, True)

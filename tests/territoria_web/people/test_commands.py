from __future__ import annotations

import pytest
from click.testing import CliRunner

from territoria_web.people.commands import operator
from territoria_web.people.models import Entry, User

pytestmark = pytest.mark.django_db


def test_an_operator_is_named_at_the_machine_and_gets_a_link() -> None:
    done = CliRunner().invoke(operator, ["You@City.Example", "--origin", "https://t.example"])
    assert done.output.startswith("https://t.example/en/account/link/?sesame=")
    user = User.objects.get()
    told = (user.email, user.is_operator, user.is_superuser, user.has_usable_password())
    assert told == ("you@city.example", True, False, False)
    assert Entry.objects.get().what == "make operator"


def test_what_is_no_address_makes_no_operator() -> None:
    done = CliRunner().invoke(operator, ["nobody"])
    assert (done.exit_code, User.objects.count()) == (1, 0)
    assert done.output == "Error: nobody is not an e-mail address.\n"


def test_options_may_stand_before_the_address() -> None:
    done = CliRunner().invoke(operator, ["--origin", "https://t.example", "you@city.example"])
    assert done.output.startswith("https://t.example/en/account/link/?sesame=")

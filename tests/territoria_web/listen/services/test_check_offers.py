"""A self-check is opened once an audience, closed, opened again; known numbers of firms are checked."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from a_self_check import a_check, finished
from a_survey import a_cycle
from territoria_web.library.codes import is_code
from territoria_web.listen.models import SelfCheck
from territoria_web.listen.queries.check_texts import read_frozen
from territoria_web.listen.services.check_offers import (
    change_self_check,
    open_self_check,
    set_check_open,
    set_firm_numbers,
)
from territoria_web.people.models import Entry, User
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> User:
    return User.objects.create_user("lead@example.org")


def journal() -> list[tuple[str, str]]:
    return list(Entry.objects.order_by("pk").values_list("what", "about"))


def test_it_is_opened_with_the_texts_of_today(by: User):
    check = open_self_check(by=by, cycle=a_cycle(), audience="firms", contact="  A. Adviser ")
    assert (check.state, is_code(check.code), check.contact) == ("open", True, "A. Adviser")
    texts = read_frozen(check)
    assert (texts.framework.id, texts.intensity is not None) == ("firm-maturity", True)
    assert journal() == [("open self-check", f"self-check {check.public_id}")]


def test_each_audience_has_one_in_a_cycle(by: User):
    check = a_check()
    with pytest.raises(ValidationError) as refused:
        open_self_check(by=by, cycle=check.cycle, audience="firms")
    assert list(refused.value.message_dict) == ["audience"]
    other = open_self_check(by=by, cycle=check.cycle, audience="public")
    assert read_frozen(other).framework.id == "public-maturity"


def test_it_is_closed_with_a_last_look_and_opened_again(by: User):
    check = a_check()
    finished(check, 12)
    set_check_open(by=by, check=check, is_open=False)
    assert (check.state, check.looks.count()) == ("closed", 1)
    set_check_open(by=by, check=check, is_open=False)  # pressed twice
    set_check_open(by=by, check=check, is_open=True)
    assert (check.state, check.closed) == ("open", None)
    assert [what for what, _ in journal()] == [
        "open self-check",
        "close self-check",
        "reopen self-check",
    ]


def test_a_colleague_who_was_quicker_is_not_overwritten(by: User):
    check = a_check()
    change_self_check(by=by, check=check, contact="Office", seen=0)
    with pytest.raises(ValidationError):
        change_self_check(by=by, check=check, contact="x" * 201, seen=1)
    with pytest.raises(ChangedMeanwhile):
        change_self_check(by=by, check=check, contact="Another", seen=0)
    assert SelfCheck.objects.get().contact == "Office"


def test_known_numbers_of_firms_have_a_source(by: User):
    check = a_check()
    numbers = {"size": {"micro": 9000, "small": 1000, "large": 0}, "sector": {}}
    set_firm_numbers(by=by, check=check, margins=numbers, source="Register 2025", seen=0)
    assert check.margins == {"size": {"micro": 9000, "small": 1000}}
    with pytest.raises(ValidationError) as refused:
        set_firm_numbers(by=by, check=check, margins=numbers, source=" ", seen=1)
    assert list(refused.value.message_dict) == ["source"]
    for wrong in ({"size": {"giant": 3}}, {"age": {"old": 3}}, {"size": {"micro": -1}}):
        with pytest.raises(ValidationError):
            set_firm_numbers(by=by, check=check, margins=wrong, source="Register", seen=1)
    set_firm_numbers(by=by, check=check, margins={}, source="", seen=1)
    assert (check.margins, check.margins_source) == ({}, "")

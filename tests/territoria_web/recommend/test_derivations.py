"""From a printed number back to its cells, for those who may follow it."""

from __future__ import annotations

import uuid

import pytest

from territoria.errors import AddressError
from territoria_web.measure.models import Assessment
from territoria_web.recommend.queries.derivations import (
    Compared,
    assessment_at,
    derivation_of,
    explanation_of,
)
from territoria_web.territories.models import Cycle, Territory

pytestmark = pytest.mark.usefixtures("site_data")


def public() -> Assessment:
    return Assessment.objects.get(framework="blueprint", cycle=None, current=True)


def of_a_team() -> Assessment:
    own = public()
    cycle = Cycle.objects.create(territory=Territory.objects.get(code="FRE1"), title="Ours")
    own.pk, own.public_id, own.cycle = None, uuid.uuid4(), cycle
    own.save()
    return own


def test_an_address_leads_to_the_public_assessment():
    address = public().address("score", "FRE1@2021", "A2")
    assert assessment_at(address) == public()


def test_a_team_is_led_to_its_own_assessment_and_nobody_else():
    own = of_a_team()
    address = own.address("score", "FRE1@2021", "A2")
    assert assessment_at(address, own.cycle) == own
    assert assessment_at(address) == public()


def test_an_address_that_only_another_team_holds_is_not_there():
    own = of_a_team()
    own.data = "own-1"
    own.save()
    with pytest.raises(AddressError, match="holds no such assessment"):
        assessment_at(own.address("score", "FRE1@2021", "A2"))


def test_of_several_the_one_with_the_plan_of_the_address_is_taken():
    held = public()
    older = public()
    older.pk, older.public_id, older.current, older.plan = None, uuid.uuid4(), False, "abcdef"
    older.save()
    address = held.address("score", "FRE1@2021", "A2")
    assert assessment_at(address) == held
    assert assessment_at(address.replace(f":{held.plan}", ":abcdef")) == older


def test_the_lines_begin_with_the_sentence_of_the_number():
    lines = derivation_of(public().address("score", "FRE1@2021", "A2"))
    assert lines[0].text.startswith("Nord-Pas de Calais, Talent and entrepreneurs: 41 of 100")


def test_the_number_is_computed_again_and_agrees():
    found = explanation_of(public().address("score", "FRE1@2021", "A2"))
    assert [(c.name, c.agrees) for c in found.again] == [
        ("value", True), ("low", True), ("high", True),
    ]  # fmt: skip


def test_an_unknown_number_agrees_with_an_unknown_number_only():
    assert Compared("value", None, None).agrees
    assert not Compared("value", None, 1.0).agrees
    assert not Compared("value", 1.0, 1.1).agrees
    assert Compared("value", 1.0, 1.0 + 1e-12).agrees

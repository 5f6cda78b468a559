"""Choosing peers in place of the structural ones."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from territoria_web.compare.services.peer_groups import check_peers
from territoria_web.territories.models import Cycle, Territory

pytestmark = pytest.mark.django_db
WHY = "They share our border and our labour market."


def _place(code: str, version: str = "2021", *, added: bool = False) -> Territory:
    return Territory.objects.create(
        code=code, version=version, name=code, level=2, country="X", added=added
    )


def _codes(place: Territory, codes: list[str]) -> list[str]:
    cycle = Cycle.objects.create(territory=place, title="c")
    return [t.key for t in check_peers(cycle=cycle, codes=codes, reason=WHY)]


def test_a_territory_of_the_list_has_peers_of_its_own_version():
    for code in ("X1", "X2", "X3", "X4"):
        _place(code)
        _place(code, "2024")
    found = _codes(Territory.objects.get(code="X1", version="2021"), ["X2", "X3", "X4"])
    assert found == ["X2@2021", "X3@2021", "X4@2021"]


def test_one_that_was_added_has_peers_of_the_latest_list():
    for code in ("X2", "X3", "X4"):
        _place(code)
    _place("X4", "2024")
    found = _codes(_place("OWN1", "own", added=True), ["x2", "X3", "X4"])
    assert found == ["X2@2021", "X3@2021", "X4@2024"]


def test_no_other_that_was_added_is_a_peer():
    for code in ("X2", "X3"):
        _place(code)
    _place("OWN2", "own", added=True)
    with pytest.raises(ValidationError) as refused:
        _codes(_place("OWN1", "own", added=True), ["X2", "X3", "OWN2"])
    said = "These codes are not known, or of another level: OWN2."
    assert refused.value.message_dict == {"others": [said]}

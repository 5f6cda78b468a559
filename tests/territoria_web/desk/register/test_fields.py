"""Fields take what people type, and show what they took."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from territoria_web.desk.register.fields import (
    ClaimsField,
    NumberField,
    PracticesField,
    ReachField,
)
from territoria_web.measure.queries.records import Claim, Reached


@pytest.mark.parametrize(
    ("field", "typed", "held"),
    [
        (NumberField(), "12.5", 12.5),
        (ReachField(), "2024: 120\n2025: 150 (3 %)", (Reached(2024, 120), Reached(2025, 150, 3.0))),
        (ClaimsField(), "Sales | up | E2", (Claim("Sales", "up", "E2"),)),
        (PracticesField(), "no such practice", ("no such practice",)),
    ],
)
def test_what_is_shown_is_what_was_typed(field, typed, held):
    assert field.clean(typed) == held
    assert field.prepare_value(held) == typed


def test_practices_are_taken_by_their_titles():
    field = PracticesField()
    shown = field.prepare_value(("trikala-first-digital",))
    assert shown != "trikala-first-digital"
    assert field.clean(f" {shown.upper()} \ntrikala-first-digital") == ("trikala-first-digital",)


def test_what_cannot_be_read_is_refused():
    with pytest.raises(ValidationError):
        ReachField().clean("many")

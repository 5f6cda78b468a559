"""What a contact must tell, so that somebody can be reached."""

from __future__ import annotations

import pytest

from territoria_web.listen.sitting_rules import can_be_reached


@pytest.mark.parametrize(
    ("contact", "reached"),
    [
        ("Ada, ada@example.org", True),
        ("Ada, 0043 1 234", True),
        ("Main Street 5", True),
        ("https://example.org", True),
        ("www.example.org", True),
        ("The desk for small firms", False),
        ("", False),
    ],
)
def test_a_contact_tells_a_way(contact: str, reached: bool):
    assert can_be_reached(contact) == reached

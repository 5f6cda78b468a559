"""Short codes: as people type them, and never the same for two things."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from territoria_web.library import codes
from territoria_web.library.codes import is_code, new_code, save_with_code, tidy_code


def test_a_code_has_six_signs_that_nobody_takes_for_another():
    assert is_code(new_code())
    assert [is_code(one) for one in ("HEAR23", "HEAR2", "HEAR20", "hear23")] == [
        *(True, False, False, False)
    ]


def test_small_letters_and_blanks_are_forgiven():
    assert tidy_code(" hear-2 3\n") == "HEAR23"


@pytest.mark.django_db
def test_where_a_code_is_taken_another_is_tried(monkeypatch: pytest.MonkeyPatch):
    drawn = iter(["TAKEN2", "TAKEN2", "FREE22"])
    monkeypatch.setattr(codes, "new_code", lambda: next(drawn))

    def save(code: str) -> None:
        if code == "TAKEN2":
            raise IntegrityError

    assert save_with_code(save) == "FREE22"


@pytest.mark.django_db
def test_where_none_is_free_it_is_said():
    def save(_code: str) -> None:
        raise IntegrityError

    with pytest.raises(ValidationError, match="No free code was found"):
        save_with_code(save)

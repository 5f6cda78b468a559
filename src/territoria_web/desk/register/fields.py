"""Fields of a form that take what a table of the register takes: years, effects, numbers, practices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from territoria_web.measure.queries.initiative_notation import (
    NotRead,
    claims_in,
    claims_said,
    number_in,
    number_said,
    reach_in,
    reach_said,
)
from territoria_web.measure.queries.record_words import practice_called, practices_named


def read(reader: Callable[[str], Any], text: str) -> Any:
    """What was typed; ValidationError says why it cannot be read."""
    try:
        return reader(text)
    except NotRead as refused:
        raise ValidationError(str(refused)) from refused


class NumberField(forms.CharField):
    """A number with decimals; None where nothing was typed."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def to_python(self, value: Any) -> Any:
        """The number that was typed."""
        return read(number_in, str(value or ""))

    def prepare_value(self, value: Any) -> Any:
        """As typed, or in full."""
        return number_said(value) if isinstance(value, float) else value


class Lines(forms.CharField):
    """Several things in one field, one a line; shown as they are written."""

    widget = forms.Textarea(attrs={"rows": 4})


class ReachField(Lines):
    """Firms reached, a year a line."""

    def to_python(self, value: Any) -> Any:
        """The years that were typed."""
        return read(reach_in, str(value or ""))

    def prepare_value(self, value: Any) -> Any:
        """As typed, or a year a line."""
        return reach_said(value).replace("; ", "\n") if isinstance(value, tuple) else value


class ClaimsField(Lines):
    """Effects, one a line."""

    def to_python(self, value: Any) -> Any:
        """The effects that were typed."""
        return read(claims_in, str(value or ""))

    def prepare_value(self, value: Any) -> Any:
        """As typed, or one a line."""
        return claims_said(value) if isinstance(value, tuple) else value


class PracticesField(Lines):
    """Practices by id or title, one a line."""

    def to_python(self, value: Any) -> Any:
        """Their ids; what nothing is called so stays as it was typed."""
        lines = (line.strip() for line in str(value or "").splitlines())
        return tuple(dict.fromkeys(practice_called(line) for line in lines if line))

    def prepare_value(self, value: Any) -> Any:
        """As typed, or their titles."""
        if not isinstance(value, tuple):
            return value
        titles = dict(practices_named(value))
        return "\n".join(str(titles.get(i, i)) for i in value)

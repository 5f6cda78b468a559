"""A sum of money in a form: typed and shown with the signs of the language spoken."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from territoria_web.library.saying import sum_said
from territoria_web.library.typed import sum_in


class SumField(forms.DecimalField):
    """Takes signs between thousands, and shows cents only where there are some."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=14, decimal_places=2, **kwargs)

    def to_python(self, value: Any) -> Any:
        """The sum; ValidationError where it is none."""
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        found = sum_in(value)
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found

    def prepare_value(self, value: Any) -> Any:
        """What stands in the field: as typed, or as readers of the language write it."""
        if not isinstance(value, Decimal):
            return value
        return sum_said(value)

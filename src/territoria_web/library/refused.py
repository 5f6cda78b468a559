"""What a service refuses, beside the fields of the form that asked for it."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError


def put_beside(form: forms.BaseForm, refused: ValidationError) -> None:
    """The faults of a refusal at the fields that they name; those of no field of the form on top."""
    held = refused.error_dict if hasattr(refused, "error_dict") else {"": refused.error_list}
    for name, faults in held.items():
        form.add_error(name if name in form.fields else None, faults)

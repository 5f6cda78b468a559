"""What a service refuses, beside the fields of a form."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from territoria_web.library.refused import put_beside


class Form(forms.Form):
    title = forms.CharField(required=False)


def _refused(fault: ValidationError) -> dict[str, list[str]]:
    form = Form({"title": "x"})
    assert form.is_valid()
    put_beside(form, fault)
    return {name: [str(said) for said in said_there] for name, said_there in form.errors.items()}


def test_a_fault_stands_at_the_field_that_it_names():
    assert _refused(ValidationError({"title": ["a", "b"]})) == {"title": ["a", "b"]}


def test_faults_of_no_field_of_the_form_stand_on_top():
    assert _refused(ValidationError({"other": ["a"]})) == {"__all__": ["a"]}
    assert _refused(ValidationError(["a", "b"])) == {"__all__": ["a", "b"]}

"""Trying a deed with what a form holds: what the services refuse is said beside its fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict

from territoria_web.papers.rules import ChangedMeanwhile


def tried(form: forms.Form, deed: Callable[[], Any]) -> bool:
    """Whether it was done. Faults of fields that the form has stand beside them, others on top.

    That a colleague was quicker is left to the caller, who has the newer state to show.
    """
    try:
        deed()
    except ChangedMeanwhile:
        raise
    except ValidationError as refused:
        put_beside(form, refused)
        return False
    return True


def put_beside(form: forms.Form, refused: ValidationError) -> None:
    """The faults of a refusal, each where it belongs."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, faults in refused.message_dict.items():
        for fault in faults:
            form.add_error(name if name in form.fields else None, fault)


def seen_anew(request: HttpRequest, edit: int) -> QueryDict:
    """What was typed once more, beside the newer state that is shown with it."""
    data = request.POST.copy()
    data["seen"] = str(edit)
    return data


def tell_faults(request: HttpRequest, form: forms.Form) -> None:
    """What was refused, as messages of the page that is led to."""
    for said in form.non_field_errors():
        messages.error(request, str(said))


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: an empty form that was sent is not one that was only opened."""
    return request.POST if request.method == "POST" else None

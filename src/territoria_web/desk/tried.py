"""Trying a deed with what a form holds: what the services refuse is said beside its fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict

from territoria_web.library.refused import put_beside
from territoria_web.territories.rules import ChangedMeanwhile


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


def tell_refused(request: HttpRequest, refused: ValidationError) -> None:
    """What was refused, as messages of the page that is led to."""
    for said in refused.messages:
        messages.error(request, said)


def seen_anew(request: HttpRequest, edit: int) -> QueryDict:
    """What was typed once more, beside the newer state that is shown with it."""
    data = request.POST.copy()
    data["seen"] = str(edit)
    return data


def seen_in(request: HttpRequest) -> int:
    """Which state of a thing a button was pressed on; -1, which none has, where it is not said."""
    typed = request.POST.get("seen", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else -1


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: an empty form that was sent is not one that was only opened."""
    return request.POST if request.method == "POST" else None

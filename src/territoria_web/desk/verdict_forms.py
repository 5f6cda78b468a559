"""The fields in which a peer judges somebody's work, and somebody says why they withdraw their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy


def verdict_field(names: Mapping[Any, Promise]) -> forms.ChoiceField:
    """One of two verdicts."""
    return forms.ChoiceField(
        label=gettext_lazy("Your verdict"),
        choices=[*names.items()],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the two.")},
    )


def grounds_field(read_by: Any, longest: int) -> forms.CharField:
    """What a verdict rests on; ``read_by``: who reads it."""
    return forms.CharField(
        label=gettext_lazy("What does it rest on?"),
        help_text=read_by,
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=longest,
        error_messages={
            "required": gettext_lazy("Say in a sentence or two what your judgment rests on.")
        },
    )


def reason_field(read_by: Any) -> forms.CharField:
    """Why somebody stands no longer for what they wrote."""
    return forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=read_by,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": gettext_lazy("Say in a sentence or two why.")},
    )

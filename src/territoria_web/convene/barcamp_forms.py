"""The forms of a BarCamp, the same on phones and for paper: a topic, interests, a sheet."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy

from territoria_web.convene.queries.sheets import QUESTIONS
from territoria_web.convene.working_rules import INTERESTS

VALUES: Final = frozenset(str(value) for value in INTERESTS)

WORDS: Final = forms.Textarea(attrs={"rows": 4})


class TopicForm(forms.Form):
    """What somebody wants to talk about. The services say what is wrong with it: nothing is cut here."""

    title = forms.CharField(
        label=gettext_lazy("What do you want to talk about?"),
        help_text=gettext_lazy("A title is enough: a question, or a thing you have tried."),
        required=False,
        widget=forms.TextInput(attrs={"maxlength": 140}),
    )
    about = forms.CharField(
        label=gettext_lazy("More about it"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 2000}),
    )
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("The space must have"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, features: Sequence[str] = (), **kwargs: Any) -> None:
        kwargs["initial"] = {"once": uuid.uuid4(), "seen": 0} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        needs = self.fields["needs"]
        assert isinstance(needs, forms.MultipleChoiceField)
        needs.choices = [(word, word) for word in features]
        if not features:
            del self.fields["needs"]

    def said(self) -> dict[str, Any]:
        """Title, what is said beneath it, needs."""
        told = self.cleaned_data
        return {"title": told["title"], "about": told["about"], "needs": told.get("needs", [])}


class SheetForm(forms.Form):
    """The three questions of a session, or *nothing*."""

    shared = forms.CharField(label=QUESTIONS["shared"], required=False, widget=WORDS)
    stops = forms.CharField(label=QUESTIONS["stops"], required=False, widget=WORDS)
    together = forms.CharField(label=QUESTIONS["together"], required=False, widget=WORDS)
    nothing = forms.BooleanField(
        label=gettext_lazy("Nothing: we say so in as many words"), required=False
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def asked_again(self, edit: int) -> SheetForm:
        """The same words beside a newer sheet, number ``edit``: sent once more, they stand."""
        told = {name: self.data.get(name, "") for name in (*QUESTIONS, "nothing")}
        again = SheetForm({**told, "seen": edit})
        again.is_valid()
        return again

    def answers(self) -> dict[str, str]:
        """By name of the question."""
        return {name: self.cleaned_data[name] for name in QUESTIONS}


def said_by(posted: Mapping[str, Any]) -> dict[UUID, int | None]:
    """What a page with all topics says: ``i-<topic>`` → 0 to 3, or nothing for not said."""
    found: dict[UUID, int | None] = {}
    for name, value in posted.items():
        topic = uuid_in(name.removeprefix("i-")) if name.startswith("i-") else None
        if topic is not None and (value == "" or value in VALUES):
            found[topic] = int(str(value)) if value else None
    return found


def uuid_in(typed: str) -> UUID | None:
    """A public number as it was sent; None where it is none."""
    try:
        return UUID(typed)
    except ValueError:
        return None

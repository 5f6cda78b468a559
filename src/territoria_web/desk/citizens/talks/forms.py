"""The forms of a conversation: what it asks, until when, why it ends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from territoria_web.library.languages import languages
from territoria_web.listen.models import Conversation
from territoria_web.listen.services.conversations import TalkFrame


class TalkForm(forms.Form):
    """What a conversation asks and promises."""

    title = forms.CharField(
        label=gettext_lazy("What do you ask people?"),
        help_text=gettext_lazy("One open question, as you would ask it at the market."),
        min_length=5,
        max_length=200,
    )
    intro = forms.CharField(
        label=gettext_lazy("What should they know first?"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    mandate = forms.CharField(
        label=gettext_lazy("What are the results for?"),
        help_text=gettext_lazy(
            "Who reads them, when, and what can come of it: your promise to everybody who votes. It "
            "cannot be changed once the conversation is open."
        ),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("In which language are the statements?"), choices=languages
    )
    takes_statements = forms.BooleanField(
        label=gettext_lazy("People may add statements of their own."), required=False
    )
    shares_votes = forms.BooleanField(
        label=gettext_lazy(
            "At the end the votes are published as a table, under random numbers. People are told "
            "so before they vote."
        ),
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def told(self) -> TalkFrame:
        """What was typed; the form is valid."""
        return frame_of(self.cleaned_data)


def frame_of(told: Mapping[str, Any]) -> TalkFrame:
    """What such a form tells."""
    return TalkFrame(**{name: value for name, value in told.items() if name != "seen"})


def standing(talk: Conversation) -> dict[str, Any]:
    """What a form about a conversation begins with."""
    names = [name for name in TalkForm.base_fields if name != "seen"]
    return {**{name: getattr(talk, name) for name in names}, "seen": talk.edit}


class _Seen(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)


class OpenForm(_Seen):
    """Until when people vote."""

    closes = forms.DateField(
        label=gettext_lazy("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class ExtendForm(OpenForm):
    """Another last day."""

    closes = forms.DateField(
        label=gettext_lazy("New last day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=1000)


class CloseForm(_Seen):
    """Closing for good."""

    reason = forms.CharField(
        label=gettext_lazy("Why does it end now?"),
        help_text=gettext_lazy("Everybody reads it, in 10 to 1,000 letters."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

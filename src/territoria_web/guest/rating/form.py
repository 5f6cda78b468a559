"""The two questions after use, and what may be added."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from territoria_web.guest.voice.frame import shown_now
from territoria_web.listen.models import Service
from territoria_web.listen.queries.rating_answers import Margin, margins_of
from territoria_web.listen.queries.services_offered import question_of
from territoria_web.listen.rating_rules import (
    LEVEL_WORDS,
    LONGEST_COMMENT,
    SOLVED_WORDS,
    channel_in,
)
from territoria_web.listen.services.ratings import Judged


class RatingForm(forms.Form):
    """Was it solved, how satisfied; words and who answers, only if somebody likes to."""

    solved = forms.ChoiceField(
        label=gettext_lazy("Was it solved?"),
        choices=list(SOLVED_WORDS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the answers.")},
    )
    satisfaction = forms.TypedChoiceField(
        label=gettext_lazy("How satisfied are you with this service?"),
        choices=list(LEVEL_WORDS.items()),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the five steps.")},
    )
    comment = forms.CharField(
        label=gettext_lazy("What was good, what should be better?"),
        help_text=gettext_lazy("It is read before it is shown. Please name nobody."),
        max_length=LONGEST_COMMENT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    # people do not see it; what fills in every field does
    website = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    # drawn with the page, so that a form sent twice counts once
    nonce = forms.UUIDField(widget=forms.HiddenInput)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    by = forms.CharField(widget=forms.HiddenInput, required=False)
    instrument = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.margins = margins_of(service.forum)
        own = question_of(service)
        self.fields["solved"].label = own or self.fields["solved"].label
        self.fields |= {f"who-{n}": _asked(margin) for n, margin in enumerate(self.margins)}

    def about(self) -> list[forms.BoundField]:
        """The fields on who answers."""
        return [self[f"who-{n}"] for n in range(len(self.margins))]

    def judged(self) -> Judged:
        """What somebody said."""
        told = self.cleaned_data
        return Judged(
            solved=told["solved"],
            satisfaction=told["satisfaction"],
            comment=told["comment"],
            margins={m.id: told[f"who-{n}"] for n, m in enumerate(self.margins)},
            language=get_language() or "en",
            instrument=told["instrument"] or 0,
        )


def _asked(margin: Margin) -> forms.ChoiceField:
    said = [("", _("I would rather not say")), *margin.labels.items()]
    return forms.ChoiceField(label=margin.title, choices=said, required=False)


def form_for(request: HttpRequest, service: Service) -> RatingForm:
    """The form as it is asked for or sent; a step chosen elsewhere is chosen here."""
    if request.method == "POST":
        return RatingForm(request.POST, service=service)
    chosen = request.GET.get("satisfied", "")
    return RatingForm(
        service=service,
        initial={
            "nonce": uuid.uuid4(),
            "shown": shown_now(),
            "by": channel_in(request.GET.get("by", "")),
            "instrument": service.instrument,
            "satisfaction": int(chosen) if chosen in set("12345") else None,
        },
    )

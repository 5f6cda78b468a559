"""The forms on the page of a need: each asks only for what its deed needs, and always for the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.listen.models import Appeal, Need
from territoria_web.listen.models.forum import Channel
from territoria_web.listen.need_rules import LONGEST_REASON, LONGEST_TEXT, RULES
from territoria_web.listen.queries.need_choices import CHANNEL_NAMES, Choices, need_numbered

BY_HAND: Final = (Channel.PAPER, Channel.COUNTER, Channel.PHONE)
OTHER: Final = "other"


def channels() -> list[tuple[str, str]]:
    """The ways by which an assistant enters something."""
    return [(channel.value, str(CHANNEL_NAMES[channel])) for channel in BY_HAND]


class OfNeed(forms.Form):
    """Which state of the need was on the page."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, need: Need, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.need = need
        self.fields["seen"].initial = need.edit


class WithReason(OfNeed):
    """With a reason."""

    said = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_REASON,
    )


class KeepBackForm(WithReason):
    """The rule and the reason by which it is held or not published."""

    rule = forms.ChoiceField(label=gettext_lazy("Which rule?"), choices=[("", "–"), *RULES.items()])

    field_order = ["rule", "said", "seen"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["said"].help_text = _("Its author reads it, and can ask for a second look.")


class WordsForm(KeepBackForm):
    """Other words; the original is kept."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)
    text = forms.CharField(
        label=gettext_lazy("Text"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LONGEST_TEXT,
        required=False,
    )

    field_order = ["title", "text", "rule", "said", "seen"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].initial = self.need.title
        self.fields["text"].initial = self.need.text


class AnswerForm(WithReason):
    """What becomes of it."""

    state = forms.ChoiceField(
        label=gettext_lazy("What becomes of it?"), widget=forms.RadioSelect, choices=[]
    )
    passed_to = forms.CharField(
        label=gettext_lazy("To whom, where it is not ours to do"), max_length=200, required=False
    )
    office = forms.CharField(
        label=gettext_lazy("Office that answers, where it is another"),
        max_length=200,
        required=False,
    )

    field_order = ["state", "said", "passed_to", "office", "seen"]

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state = self.fields["state"]
        assert isinstance(state, forms.ChoiceField)
        state.choices = list(choices.answers)
        self.fields["said"].help_text = _("Everybody reads it. Its author is told.")


class NewsForm(WithReason):
    """News of a need whose state stays."""

    office = forms.CharField(
        label=gettext_lazy("Office that tells it, where it is another"),
        max_length=200,
        required=False,
    )

    field_order = ["said", "office", "seen"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["said"].label = _("What is new?")


class RetireForm(WithReason):
    """Which need it is followed under."""

    into = forms.ChoiceField(
        label=gettext_lazy("Under which need is it followed?"), widget=forms.RadioSelect, choices=[]
    )
    number = forms.IntegerField(
        label=gettext_lazy("Number of another need"), required=False, min_value=1
    )

    field_order = ["into", "number", "said", "seen"]

    def __init__(self, *args: Any, alike: Sequence[Need], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        into = self.fields["into"]
        assert isinstance(into, forms.ChoiceField)
        near = [(str(one.number), f"{one.number} {one.title}") for one in alike]
        into.choices = [*near, (OTHER, _("Another one, whose number I know"))]
        into.initial = None if near else OTHER

    def clean(self) -> dict[str, Any]:
        """The need behind the number."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = told.get("into")
        if chosen is None:
            return told
        number = told.get("number") if chosen == OTHER else int(chosen)
        found = need_numbered(self.need.forum, number) if number else None
        if found is None:
            self.add_error("number", _("There is no need of this number."))
        told["into"] = found
        return told


class ReopenForm(WithReason):
    """Why it is looked into again."""


class AppealForm(WithReason):
    """What the second look found."""

    upheld = forms.TypedChoiceField(
        label=gettext_lazy("Was its author right?"),
        widget=forms.RadioSelect,
        choices=[
            ("yes", gettext_lazy("Yes: the decision is undone")),
            ("no", gettext_lazy("No: it stays as it is")),
        ],
        coerce=lambda value: value == "yes",
    )

    field_order = ["upheld", "said", "seen"]


class SignForm(OfNeed):
    """Signatures on paper, or people who said so at a counter."""

    people = forms.IntegerField(
        label=gettext_lazy("How many people?"), min_value=1, max_value=10_000
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("Where did they say so?"),
        widget=forms.RadioSelect,
        choices=channels,
        initial=Channel.PAPER,
    )


class PublishForm(OfNeed):
    """Nothing but the press."""


# slot on the page → its form
FORMS: Final[Mapping[str, type[OfNeed]]] = {
    "publish": PublishForm,
    "keep-back": KeepBackForm,
    "words": WordsForm,
    "answer": AnswerForm,
    "news": NewsForm,
    "retire": RetireForm,
    "reopen": ReopenForm,
    "appeal": AppealForm,
    "sign": SignForm,
}


def form_in(slot: str, data: Any, need: Need, choices: Choices, alike: Sequence[Need]) -> OfNeed:
    """The form of a slot; ids on the page are its own, as many forms stand there."""
    more: dict[str, Any] = {"auto_id": f"id_{slot}_%s"}
    if slot == "answer":
        more["choices"] = choices
    if slot == "retire":
        more["alike"] = alike
    return FORMS[slot](data, need=need, **more)


def appeal_in(appeal: Appeal | None) -> Appeal:
    """The appeal that is decided; ValidationError where a colleague was quicker."""
    if appeal is None:
        raise ValidationError(_("This was decided already."))
    return appeal

"""The forms of statements: adding some, not showing one, changing its words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from territoria_web.listen.conversation_rules import LONGEST, RULES, SHORTEST

BY_TEAM = "team"
WHOSE: list[tuple[str, Promise]] = [
    (BY_TEAM, gettext_lazy("The team, to begin with")),
    ("paper", gettext_lazy("People, on paper")),
    ("counter", gettext_lazy("People, at a counter or a meeting")),
    ("phone", gettext_lazy("People, on the phone")),
]


class AddForm(forms.Form):
    """Statements, one a line."""

    texts = forms.CharField(
        label=gettext_lazy("Statements, one a line"),
        help_text=gettext_lazy(
            "Each says one thing that people can agree or disagree with, in 8 to 280 letters. Ten to "
            "twenty that differ make a good start; let some say what you would rather not hear."
        ),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    whose = forms.ChoiceField(
        label=gettext_lazy("Who wrote them?"), choices=WHOSE, widget=forms.RadioSelect
    )

    def lines(self) -> list[str]:
        """Those with words; the form is valid."""
        return [line for line in self.cleaned_data["texts"].splitlines() if line.strip()]

    def channel(self) -> str:
        """How they came; empty for the team's own."""
        whose: str = self.cleaned_data["whose"]
        return "" if whose == BY_TEAM else whose


class ReasonForm(forms.Form):
    """A rule, and the reason that the author reads."""

    rule = forms.ChoiceField(label=gettext_lazy("Which rule?"))
    said = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Its author reads it, in 10 to 1,000 letters."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rule = self.fields["rule"]
        assert isinstance(rule, forms.ChoiceField)
        rule.choices = [("", "–"), *((name, str(words)) for name, words in RULES.items())]


class WordsForm(ReasonForm):
    """The words as they may be shown."""

    text = forms.CharField(
        label=gettext_lazy("Words as they are shown"),
        help_text=gettext_lazy(
            "Take out only what may not be shown: the votes there are stay with it. The original is "
            "kept for its author and the team."
        ),
        min_length=SHORTEST,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ("text", "rule", "said")

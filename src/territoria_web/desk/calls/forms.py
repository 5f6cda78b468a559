"""Forms of the office: a call's words and dates, a criterion, reviewers, eligibility."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.invite.call_rules import (
    FEWEST_REVIEWS,
    LONGEST_REASON,
    MOST_REVIEWS,
    SHORTEST_REASON,
)
from territoria_web.invite.models import Call
from territoria_web.invite.services.calls import LONGEST_TEXT, LONGEST_TITLE
from territoria_web.library.languages import languages
from territoria_web.library.refused import put_beside
from territoria_web.people.names import check_name

MOMENTS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]


class Moment(forms.DateTimeField):
    """A day and a time, in the time zone of the site, which it names."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENTS[0])
        said = lazy(lambda: _("Time zone: %(zone)s.") % {"zone": settings.TIME_ZONE}, str)()
        wrong = {"required": gettext_lazy("Give a day and a time.")}
        facts = {"help_text": said, "error_messages": wrong, **kwargs}
        super().__init__(input_formats=MOMENTS, widget=widget, **facts)


class CallForm(forms.Form):
    """Title and text in each language of the site; dates, places and limits."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in languages():
            self.fields[f"title-{code}"] = forms.CharField(
                label=_("Title (%(language)s)") % {"language": name},
                max_length=LONGEST_TITLE,
                required=False,
                widget=forms.TextInput(attrs={"lang": code}),
            )
            self.fields[f"text-{code}"] = forms.CharField(
                label=_("Text (%(language)s)") % {"language": name},
                max_length=LONGEST_TEXT,
                required=False,
                help_text=_(
                    "Plain text. An empty line begins a paragraph; lines that begin with “- ” "
                    "become a list."
                ),
                widget=forms.Textarea(attrs={"rows": 8, "lang": code}),
            )
        self.fields |= {
            "opens": Moment(label=_("Opens")),
            "closes": Moment(label=_("Closes")),
            "places": _number(_("Places"), 1, 200),
            "words": _number(_("Words of an expression, at most"), 100, 20_000),
            "reviews_each": _number(_("Reviews of each expression"), FEWEST_REVIEWS, MOST_REVIEWS),
            "seen": forms.IntegerField(widget=forms.HiddenInput, required=False),
        }

    def languages(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """Name of each language with its two fields."""
        return [(n, self[f"title-{c}"], self[f"text-{c}"]) for c, n in languages()]

    def numbers(self) -> list[forms.BoundField]:
        """Dates and limits."""
        return [self[n] for n in ("opens", "closes", "places", "words", "reviews_each")]

    def facts(self) -> dict[str, Any]:
        """What the services take."""
        held = self.cleaned_data
        codes = [code for code, _name in languages()]
        return {
            "title": {c: held[f"title-{c}"] for c in codes},
            "text": {c: held[f"text-{c}"] for c in codes},
            **{n: held[n] for n in ("opens", "closes", "places", "words", "reviews_each")},
        }

    def refuse(self, refused: ValidationError) -> None:
        """Title and text are named without their language by the services."""
        first = languages()[0][0]
        if hasattr(refused, "error_dict"):
            named = {
                f"{k}-{first}" if k in ("title", "text") else k: v
                for k, v in refused.error_dict.items()
            }
            refused = ValidationError(named)
        put_beside(self, refused)


def initial_of(call: Call) -> dict[str, Any]:
    """A call as its form shows it."""
    return {
        **{f"title-{code}": text for code, text in call.title.items()},
        **{f"text-{code}": text for code, text in call.text.items()},
        **{n: getattr(call, n) for n in ("opens", "closes", "places", "words", "reviews_each")},
        "seen": call.edit,
    }


def _number(label: str, low: int, high: int) -> forms.IntegerField:
    said = _("Give a number from %(low)d to %(high)d.") % {"low": low, "high": high}
    names = ("required", "invalid", "min_value", "max_value")
    return forms.IntegerField(
        label=label, min_value=low, max_value=high, error_messages=dict.fromkeys(names, said)
    )


ANCHORS = {
    "title": gettext_lazy("Name"),
    "none": gettext_lazy("What 0 means"),
    "half": gettext_lazy("What 2 means"),
    "full": gettext_lazy("What 4 means"),
}
LONGEST_ANCHOR = 300


class CriterionForm(forms.Form):
    """A criterion in each language, with its weight."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["weight"] = forms.FloatField(
            label=_("Weight"),
            min_value=0,
            max_value=100,
            help_text=_("Weights count against each other: 2 counts twice as much as 1."),
            error_messages={"required": _("A weight is a number from 0 to 100.")},
        )
        for code, name in languages():
            for key, label in ANCHORS.items():
                self.fields[f"{key}-{code}"] = forms.CharField(
                    label=f"{label} ({name})",
                    max_length=LONGEST_ANCHOR,
                    required=False,
                    widget=forms.TextInput(attrs={"lang": code})
                    if key == "title"
                    else forms.Textarea(attrs={"lang": code, "rows": 3}),
                )
        self.fields["seen"] = forms.IntegerField(widget=forms.HiddenInput)

    def languages(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Name of each language with its four fields."""
        return [(n, [self[f"{k}-{c}"] for k in ANCHORS]) for c, n in languages()]

    def criterion(self, key: str) -> dict[str, Any]:
        """The criterion as a call keeps it."""
        held = self.cleaned_data
        said = {
            k: {c: held[f"{k}-{c}"].strip() for c, _name in languages() if held[f"{k}-{c}"].strip()}
            for k in ANCHORS
        }
        return {"id": key, **said, "weight": held["weight"]}


class ClosingForm(forms.Form):
    """A later closing date, and why."""

    closes = Moment(label=gettext_lazy("Closes"))
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=format_lazy(
            gettext_lazy(
                "At least {least} characters. Everybody may read it; everyone with a draft gets a "
                "letter."
            ),
            least=SHORTEST_REASON,
        ),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say why it closes later.")},
    )


class EligibilityForm(forms.Form):
    """Eligible or not, and why."""

    eligible = forms.ChoiceField(
        label=gettext_lazy("Is this expression eligible?"),
        choices=[
            ("yes", gettext_lazy("Eligible: it is judged")),
            ("no", gettext_lazy("Not eligible: it is not judged")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose whether it is eligible.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=format_lazy(
            gettext_lazy(
                "Needed for a refusal and for a change, in at least {least} characters; the "
                "applicant reads it."
            ),
            least=SHORTEST_REASON,
        ),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class ReviewerForm(forms.Form):
    """Whom to ask for reviews."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        error_messages={"required": gettext_lazy("Write the address of whoever you ask.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=150, required=False, validators=[check_name]
    )
    organisation = forms.CharField(
        label=gettext_lazy("Organisation"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "Two of one organisation are kept off the same expression where that can be done."
        ),
    )
    most = forms.IntegerField(
        label=gettext_lazy("Reviews at most"),
        min_value=0,
        max_value=500,
        required=False,
        help_text=gettext_lazy("Empty or 0: no limit."),
    )


class ConflictForm(forms.Form):
    """A conflict of interest that the office knows of."""

    reviewer = forms.ChoiceField(
        label=gettext_lazy("Reviewer"),
        error_messages={"required": gettext_lazy("Choose whose conflict it is.")},
    )
    conflict = forms.CharField(
        label=gettext_lazy("What the conflict is"),
        max_length=300,
        help_text=gettext_lazy("A review that this person wrote of it counts no more."),
        error_messages={"required": gettext_lazy("Say in a few words what the conflict is.")},
    )

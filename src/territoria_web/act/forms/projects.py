"""Forms of a project's deeds on the project itself; what was typed is never lost."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from territoria_web.act.deeds.target import Target
from territoria_web.act.rules.projects import LONGEST
from territoria_web.library.dates import is_within_reach

NO_DAY: Final = _("Give a day, such as 2027-05-10.")
WRITE_IT: Final = _("Write it here.")


def text_field(label: Any, help_text: Any = "", *, rows: int = 4, **more: Any) -> Any:
    """Several lines."""
    more = {"error_messages": {"required": WRITE_IT}, **more}
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, help_text=help_text, widget=area, max_length=LONGEST, **more
    )


def line_field(label: Any, help_text: Any = "", *, most: int = 300, **more: Any) -> Any:
    """One line."""
    more = {"error_messages": {"required": WRITE_IT}, **more}
    return forms.CharField(label=label, help_text=help_text, max_length=most, **more)


def within_reach(day: date) -> None:
    """ValidationError for a day that nobody can mean."""
    if not is_within_reach(day):
        raise ValidationError(NO_DAY)


def day_field(label: Any, help_text: Any = "", **more: Any) -> Any:
    """A day."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": NO_DAY, "invalid": NO_DAY},
        validators=[within_reach],
        **more,
    )


def url_field(label: Any, help_text: Any = "") -> Any:
    """An address on the web; may be left empty."""
    wrong = {"invalid": _("This is no address on the web, such as https://example.org/page.")}
    return forms.URLField(
        label=label,
        help_text=help_text,
        assume_scheme="https",
        max_length=500,
        required=False,
        error_messages=wrong,
    )


class DeedForm(forms.Form):
    """A form for what is done to a target."""

    def __init__(self, data: Any = None, *, target: Target) -> None:
        super().__init__(data, initial=self.told(target))
        self.fit(target)

    def told(self, target: Target) -> dict[str, Any]:
        """What its fields hold to begin with."""
        return {}

    def fit(self, target: Target) -> None:
        """Choices that hang on the target."""


class SeenForm(DeedForm):
    """The same, where somebody else may write on the target at the same time."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def told(self, target: Target) -> dict[str, Any]:
        return {"seen": target.seen}


class ReasonForm(SeenForm):
    """Why."""

    reason = text_field(_("Why?"), _("Everybody reads it."), rows=3)


class ReopenForm(SeenForm):
    """Why it goes on, where one wants to say so."""

    reason = text_field(_("Why does it go on?"), _("Everybody reads it."), rows=3, required=False)


class BeginForm(SeenForm):
    """How one will see that it worked."""

    indicator = line_field(
        _("How will you see that it worked?"),
        _("Something that can be counted or shown, such as: firms that sell online after a year."),
    )

    def told(self, target: Target) -> dict[str, Any]:
        return {**super().told(target), "indicator": target.project.indicator}


class CloseForm(SeenForm):
    """The five answers at the end."""

    done_what = text_field(_("What was done?"))
    cost = text_field(_("What did it cost?"), _("Money and work, of all together."), rows=3)
    effect = text_field(_("What changed?"), _("What you can show, and what you only believe."))
    failed = text_field(_("What did not work?"), _("Others learn most from this."))
    again = text_field(_("Would you do it again?"), _("And what you would do otherwise."), rows=3)


class WordingForm(SeenForm):
    """Title, question, product, its day, the rhythm."""

    title = line_field(_("Name of the project"), most=140)
    question = line_field(_("The question it answers"), _("With a question mark at its end."))
    product = line_field(_("What will exist at the end"))
    due = day_field(_("By when"), _("A former day stays readable."))
    every_months = forms.IntegerField(
        label=_("An exchange every so many months"),
        help_text=_("It is public. Half as long again without any word is shown as silence."),
        min_value=1,
        max_value=12,
    )
    why = text_field(
        _("Why does the day move?"),
        _("Only if it does. Everybody reads it."),
        rows=2,
        required=False,
    )

    def told(self, target: Target) -> dict[str, Any]:
        names = ("title", "question", "product", "due", "every_months")
        return {
            **super().told(target),
            **{name: getattr(target.project, name) for name in names},
        }


class HandInForm(WordingForm):
    """A proposal written anew."""

    why = None  # no day was public yet
    exchange = day_field(_("First exchange online"))
    sought = text_field(_("Which partners are sought?"), rows=3, required=False)

    def told(self, target: Target) -> dict[str, Any]:
        first = target.project.exchanges.order_by("number").first()
        day = first.day if first else None
        return {**super().told(target), "sought": target.project.sought, "exchange": day}


class CallForm(SeenForm):
    """Who is sought, until when."""

    sought = text_field(
        _("Which partners are sought?"),
        _("Cities, chambers, clusters, companies, universities; and what they would do."),
    )
    open_until = day_field(
        _("Last day to ask"),
        _("Leave it empty where others may ask as long as the project lives."),
        required=False,
    )

    def told(self, target: Target) -> dict[str, Any]:
        held = target.project
        return {**super().told(target), "sought": held.sought, "open_until": held.open_until}


class DeliverForm(SeenForm):
    """Since when it is there, and where."""

    day = day_field(_("Since when is it there?"))
    url = url_field(_("Where does one find it?"))

    def told(self, target: Target) -> dict[str, Any]:
        return {**super().told(target), "day": target.today}


class ProjectNewsForm(DeedForm):
    """News in one's own words."""

    said = text_field(
        _("What is new?"), _("Public at once, with the name of your city, without yours.")
    )

"""The form by which news of an action is told, three questions on one page, by a link or at the desk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.library.saying import colon, day
from territoria_web.library.typed import sum_in
from territoria_web.track.models import Update
from territoria_web.track.queries.accounts import Kept
from territoria_web.track.services.updates import News
from territoria_web.track.track_rules import LONGEST

HOLDS: Final = "holds"
ANOTHER_DAY: Final = "another-day"
GOES: Final[Mapping[str, Promise]] = {
    HOLDS: gettext_lazy("Yes, they hold"),
    ANOTHER_DAY: gettext_lazy("No, it will be done on another day"),
    Update.Says.PAUSED: gettext_lazy("It is paused"),
    Update.Says.DROPPED: gettext_lazy("It is given up"),
    Update.Says.DONE: gettext_lazy("It is done"),
}


def _words(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "maxlength": LONGEST})


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class NewsForm(forms.Form):
    """What was done, whether the dates hold, what stands in the way; figures where there are some."""

    done = forms.CharField(
        label=gettext_lazy("What was done since the last news?"),
        help_text=gettext_lazy("One or two sentences that everybody understands."),
        widget=_words(4),
        required=False,
    )
    says = forms.ChoiceField(
        label=gettext_lazy("Do the dates hold?"),
        widget=forms.RadioSelect,
        choices=[*GOES.items()],
        error_messages={"required": gettext_lazy("Tick one of the list.")},
    )
    expected = forms.DateField(
        label=gettext_lazy("On which day will it be done?"),
        help_text=gettext_lazy(
            "Only for another day. What was promised stays readable beside it until the plan is "
            "adopted anew."
        ),
        widget=_day(),
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("For another day, a pause or an end. Everybody reads it."),
        widget=_words(2),
        required=False,
    )
    hindrance = forms.CharField(
        label=gettext_lazy("What stands in the way?"),
        help_text=gettext_lazy("And who could help. Leave it empty where nothing does."),
        widget=_words(3),
        required=False,
    )
    spent = forms.CharField(
        label=gettext_lazy("Money spent so far, in all"),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        max_length=40,
        required=False,
    )
    figure = forms.FloatField(
        label=gettext_lazy("New figure of the indicator"),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        localize=True,
        required=False,
    )
    figure_period = forms.CharField(
        label=gettext_lazy("Its year"),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        max_length=16,
        required=False,
    )
    figure_source = forms.CharField(
        label=gettext_lazy("Where it was counted"), max_length=200, required=False
    )
    # drawn with the page, so that a form sent twice is told once
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, row: Kept) -> None:
        ended = row.delivery.state if row.delivery.why == "reported" else ""
        says = ended if ended in (Update.Says.DONE, Update.Says.DROPPED) else None
        super().__init__(data, initial={"key": uuid4(), "says": says})
        self.row = row
        self.steps = [(f"reached-{n}", f"on-{n}", s) for n, s in enumerate(row.action.milestones)]
        for ticked, on, step in self.steps:
            when = row.reached.get(step.id)
            said = f"{step.text} ({_('due on %(day)s') % {'day': day(step.due)}})"
            # kept with the page: what a colleague tells meanwhile is not taken back unseen
            self.fields[ticked] = forms.BooleanField(
                label=said, required=False, initial=when is not None, show_hidden_initial=True
            )
            self.fields[on] = forms.DateField(
                label=f"{_('Reached on')}{colon()}{step.text}",
                widget=_day(),
                required=False,
                initial=when,
                show_hidden_initial=True,
            )
        if not row.action.indicator:
            for name in ("figure", "figure_period", "figure_source"):
                del self.fields[name]

    def milestones(self) -> Iterator[tuple[forms.BoundField, forms.BoundField]]:
        """A tick and a day for each milestone."""
        for ticked, on, _step in self.steps:
            yield self[ticked], self[on]

    @property
    def more(self) -> list[forms.BoundField]:
        """Figures, which few have each time."""
        names = ("spent", "figure", "figure_period", "figure_source")
        return [self[name] for name in names if name in self.fields]

    @property
    def more_is_open(self) -> bool:
        """Whether something is written there."""
        return self.is_bound and any(field.value() for field in self.more)

    def clean_spent(self) -> Any:
        """The sum, with the signs of any language."""
        typed = self.cleaned_data["spent"]
        found = sum_in(typed) if typed.strip() else None
        if typed.strip() and found is None:
            raise ValidationError(_("Give a sum like 12 000."))
        return found

    def clean(self) -> dict[str, Any]:
        """Another day is given where it is said that there is one."""
        told = super().clean() or {}
        if told.get("says") == ANOTHER_DAY and not told.get("expected"):
            if "expected" not in self.errors:
                self.add_error("expected", _("Give the day on which you expect it to be done."))
        return told

    def _reached(self) -> dict[str, date | None]:
        """The milestones of which something else is said than stood there when the page was drawn."""
        found: dict[str, date | None] = {}
        for ticked, on, step in self.steps:
            if not {ticked, on} & set(self.changed_data):
                continue
            given = self.cleaned_data.get(on)
            stood = self.row.reached.get(step.id)
            # a day that is typed is a tick; taking the tick away takes the day with it
            typed = given is not None and given != stood
            when = (given or localdate()) if self.cleaned_data.get(ticked) or typed else None
            if when != stood:
                found[step.id] = when
        return found

    def news(self) -> News:
        """What was told; the form is valid."""
        held = self.cleaned_data
        says = Update.Says.GOING.value if held["says"] in (HOLDS, ANOTHER_DAY) else held["says"]
        return News(
            says=says,
            done=held["done"],
            hindrance=held["hindrance"],
            reason=held["reason"],
            expected=held["expected"] if held["says"] == ANOTHER_DAY else None,
            reached=self._reached(),
            spent=held["spent"],
            figure=held.get("figure"),
            figure_period=held.get("figure_period", ""),
            figure_source=held.get("figure_source", ""),
        )

    @property
    def told_as(self) -> UUID:
        """What names the news of this form."""
        key: UUID = self.cleaned_data["key"]
        return key

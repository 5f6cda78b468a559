"""The forms of a target: writing it, moving it, and how it stands in a year."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.desk.plan.forms import ReasonForm
from territoria_web.library.initiative_names import AREAS
from territoria_web.plan.queries.area_targets import area_name
from territoria_web.plan.queries.plans import indicator_choices
from territoria_web.plan.services.area_targets import YearFigure
from territoria_web.plan.target_rules import COUNTED, LONGEST, TargetDraft

WRITTEN: Final = tuple(f.name for f in fields(TargetDraft))


class TargetForm(forms.Form):
    """All that is written of a target. ``seen``: which state was on the page; ``key``: of a new one;
    ``here``: the indicators that have a published figure in this territory.
    """

    area = forms.ChoiceField(label=gettext_lazy("Policy area"))
    indicator = forms.ChoiceField(
        label=gettext_lazy("Indicator"),
        help_text=gettext_lazy("A published figure can be compared; one of your own cannot."),
        required=False,
    )
    figure = forms.CharField(
        label=gettext_lazy("Or what you count yourselves"),
        help_text=gettext_lazy("For example: share of firms that sell online."),
        max_length=LONGEST["figure"],
        required=False,
    )
    unit_of_measure = forms.CharField(
        label=gettext_lazy("Unit of measure"),
        help_text=gettext_lazy("Empty: that of the indicator."),
        max_length=LONGEST["unit_of_measure"],
        required=False,
    )
    direction = forms.TypedChoiceField(
        label=gettext_lazy("Which way is better"),
        choices=[(1, gettext_lazy("more of it")), (-1, gettext_lazy("less of it"))],
        coerce=int,
        initial=1,
    )
    baseline = forms.FloatField(label=gettext_lazy("Baseline"), required=False)
    baseline_year = forms.IntegerField(
        label=gettext_lazy("Year of the baseline"),
        min_value=1950,
        max_value=2100,
        required=False,
    )
    baseline_source = forms.CharField(
        label=gettext_lazy("Source of the baseline"),
        help_text=gettext_lazy("The address of the figure, or where it was counted."),
        max_length=LONGEST["baseline_source"],
        required=False,
    )
    low = forms.FloatField(label=gettext_lazy("Smaller end of the band"), required=False)
    high = forms.FloatField(
        label=gettext_lazy("Larger end of the band"),
        help_text=gettext_lazy("The same where it is a single number."),
        required=False,
    )
    year = forms.IntegerField(
        label=gettext_lazy("Year of the target"), min_value=1950, max_value=2100, required=False
    )
    owner = forms.CharField(
        label=gettext_lazy("Owner"),
        help_text=gettext_lazy("The body that sets it and answers for it. It is public."),
        max_length=LONGEST["owner"],
        required=False,
    )
    path = forms.CharField(
        label=gettext_lazy("How it is to be reached"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST["path"],
        required=False,
    )
    review_on = forms.DateField(
        label=gettext_lazy("Looked at again on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, here: frozenset[str] = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (
            ("area", [(a, area_name(a)) for a in AREAS]),
            ("indicator", _indicators(here)),
        ):
            field = self.fields.get(name)
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    def draft(self) -> TargetDraft:
        """What was written; the form is valid."""
        told = {n: v for n, v in self.cleaned_data.items() if n in WRITTEN}
        return replace(TargetDraft(), **told)


def _indicators(here: frozenset[str]) -> list[Any]:
    """Own words, then what has a published figure here, then all others."""
    own = [("", _("another figure, in own words"))]
    known = [one for one in indicator_choices() if one[0] in here]
    others = [one for one in indicator_choices() if one[0] not in here]
    groups = ((_("With a published figure here"), known), (_("Without one"), others))
    return [*own, *(group for group in groups if group[1])]


def initial_of(draft: TargetDraft) -> dict[str, Any]:
    """A draft as the form shows it."""
    return {name: getattr(draft, name) for name in WRITTEN}


class MoveForm(TargetForm):
    """What may be moved of a target that is set, and why."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy(
            "Everybody may read it. It stays for good, with what it was before."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST["reason"],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (*COUNTED, "key"):
            del self.fields[name]


class DropForm(ReasonForm):
    """Why a target is dropped."""


class FigureForm(forms.Form):
    """How a target stands in a year. ``seen``: the stamp of the figures that the page showed."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=1950, max_value=2100)
    value = forms.FloatField(label=gettext_lazy("Figure"))
    low = forms.FloatField(
        label=gettext_lazy("Range from"),
        help_text=gettext_lazy("Where it is known: nine times in ten it lies between these two."),
        required=False,
    )
    high = forms.FloatField(label=gettext_lazy("Range to"), required=False)
    source = forms.CharField(
        label=gettext_lazy("Source"),
        help_text=gettext_lazy("Who counted it, how, and where it can be read."),
        max_length=LONGEST["source"],
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def told(self) -> YearFigure:
        """What was told; the form is valid."""
        return YearFigure(**{n: v for n, v in self.cleaned_data.items() if n != "seen"})

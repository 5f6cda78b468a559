"""The form of an action, in sections, with its milestones; nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.desk.plan.sections import SECTIONS, Section
from territoria_web.desk.sums import SumField
from territoria_web.people.models import User
from territoria_web.plan.models import Action
from territoria_web.plan.queries.said import FIELDS
from territoria_web.plan.queries.words import MONEY_NAMES, STATE_NAMES
from territoria_web.plan.rules import LONGEST, Dated, Draft, tidy_lines

LINES: Final = ("partners", "conditions")
HELP: Final[Mapping[str, Promise]] = {
    "title": gettext_lazy("A verb and what it is about."),
    "quick_win": gettext_lazy("It then stands on the list of the first hundred days."),
    "serves": gettext_lazy("Names of the strategies or programmes that it belongs to."),
    "owner": gettext_lazy("The body or office that answers for it, not a person. It is public."),
    "owner_account": gettext_lazy("Who of your team looks after it. Only your team sees this."),
    "partners": gettext_lazy("Other bodies that take part, one a line."),
    "effort": gettext_lazy("Of all who take part. Leave it empty where it is not known."),
    "wave": gettext_lazy("Leave it to the dates and the capacity, or choose one."),
    "money": gettext_lazy("What it costs in all. Leave it empty where it is not known."),
    "money_from": gettext_lazy("Budget line, programme or fund."),
    "needs": gettext_lazy("Actions of this plan that must be done first."),
    "conditions": gettext_lazy("What else must be there first, one a line."),
    "indicator": gettext_lazy("Choose one of the list, or name what you count yourselves."),
    "indicator_is_outcome": gettext_lazy(
        "It shows what changes for people or firms, not only that something was done."
    ),
    "baseline_source": gettext_lazy("The address of the figure, or where it was counted."),
    "target_low": gettext_lazy("The smaller end of the band."),
    "target_high": gettext_lazy("The larger end; the same where it is a single number."),
    "reason": gettext_lazy("Why it was changed; stands beside the next version."),
}


class ActionForm(forms.Form):
    """All that is written of an action. ``seen``: which state was on the page; ``key``: of a new one."""

    title = forms.CharField(max_length=LONGEST["title"])
    what = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=LONGEST["what"])
    why = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=LONGEST["why"])
    nodes = forms.MultipleChoiceField(
        label=gettext_lazy("Factors of your framework"), widget=forms.CheckboxSelectMultiple
    )
    serves = forms.CharField(max_length=LONGEST["serves"])
    owner = forms.CharField(max_length=LONGEST["owner"])
    owner_account = forms.ChoiceField(label=gettext_lazy("Looked after by"))
    partners = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=6100)
    begins = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    ends = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    effort = forms.FloatField(min_value=0)
    money = SumField(min_value=0)
    currency = forms.CharField(max_length=3, initial="EUR")
    money_from = forms.CharField(max_length=LONGEST["money_from"])
    money_state = forms.ChoiceField(choices=[*MONEY_NAMES.items()], initial="unknown")
    needs = forms.TypedMultipleChoiceField(coerce=int, widget=forms.CheckboxSelectMultiple)
    conditions = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=9100)
    indicator = forms.CharField(
        max_length=LONGEST["indicator"], widget=forms.TextInput(attrs={"list": "indicators"})
    )
    indicator_is_outcome = forms.BooleanField(
        label=gettext_lazy("It shows an outcome"), initial=True
    )
    unit_of_measure = forms.CharField(max_length=LONGEST["unit_of_measure"])
    baseline = forms.FloatField()
    baseline_period = forms.CharField(max_length=LONGEST["baseline_period"])
    baseline_source = forms.CharField(
        label=gettext_lazy("Source of the baseline"), max_length=LONGEST["baseline_source"]
    )
    target_low = forms.FloatField()
    target_high = forms.FloatField()
    target_year = forms.IntegerField(min_value=1950, max_value=2100)
    quick_win = forms.BooleanField()
    wave = forms.TypedChoiceField(
        coerce=int,
        empty_value=None,
        choices=[("", gettext_lazy("worked out")), (1, "1"), (2, "2"), (3, "3")],
    )
    state = forms.ChoiceField(
        choices=[(s, STATE_NAMES[s]) for s in (Action.State.PROPOSED, Action.State.AGREED)],
        initial="proposed",
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason of a change"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONGEST["reason"],
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        others: Sequence[tuple[int, str]],
        nodes: Sequence[tuple[str, str]],
        people: Sequence[User],
        hints: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.required = name == "title"
            if name in FIELDS and not field.label:
                field.label = str(FIELDS[name])
            said = (hints.get(name, ""), str(HELP.get(name, "")))
            field.help_text = " ".join(one for one in said if one)
        self._offer("needs", [(n, f"{n} {title}") for n, title in others])
        self._offer("nodes", nodes)
        nobody = [("", _("nobody yet"))]
        self._offer("owner_account", nobody + [(str(u.public_id), str(u)) for u in people])

    def _offer(self, name: str, choices: Sequence[tuple[Any, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    def sections(self) -> list[Section]:
        """The fields under their headings; those with nothing to choose from are left out."""
        empty = {n for n in ("needs", "nodes") if not list(self[n].field.choices)}  # type: ignore[attr-defined]
        filled_in = "propose" in self.data
        return [
            Section(
                key,
                str(title),
                [self[name] for name in names if name not in empty],
                [self[name] for name in more if name not in empty],
                opened=filled_in or any(self[name].errors for name in more),
            )
            for key, title, names, more in SECTIONS
        ]

    def draft(self, milestones: Sequence[Dated]) -> Draft:
        """What was written; the form is valid."""
        held = {k: v for k, v in self.cleaned_data.items() if k not in ("seen", "key")}
        for name in LINES:
            held[name] = tidy_lines(held[name].splitlines())
        for name in ("nodes", "needs"):
            held[name] = tuple(held[name])
        held["currency"] = held["currency"] or Draft.currency
        held["money_state"] = held["money_state"] or Draft.money_state
        held["state"] = held["state"] or Draft.state
        return Draft(**held, milestones=tuple(milestones))


def initial_of(draft: Draft) -> dict[str, Any]:
    """A draft as the form shows it."""
    held = {k: v for k, v in draft.__dict__.items() if k != "milestones"}
    for name in LINES:
        held[name] = "\n".join(held[name])
    for name in ("nodes", "needs"):
        held[name] = list(held[name])
    return held


class MilestoneForm(forms.Form):
    """A dated step; emptied it goes."""

    due = forms.DateField(
        label=gettext_lazy("Due"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )
    text = forms.CharField(label=gettext_lazy("Milestone"), max_length=300, required=False)
    id = forms.CharField(max_length=36, widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """Date and text belong together."""
        held: dict[str, Any] = super().clean() or {}
        if bool(held.get("due")) != bool(held.get("text")) and not self.errors:
            missing = "text" if held.get("due") else "due"
            self.add_error(missing, _("A milestone needs a date and a text; or empty both."))
        return held


Milestones = forms.formset_factory(MilestoneForm, extra=2, max_num=30, absolute_max=40)


def milestones_in(steps: Any) -> list[Dated]:
    """What was written of milestones; they are valid."""
    return [
        Dated(f.cleaned_data["text"], f.cleaned_data["due"], f.cleaned_data.get("id", ""))
        for f in steps.forms
        if f.cleaned_data.get("due")
    ]


class FrameForm(forms.Form):
    """The frame of a plan."""

    begins = forms.DateField(
        label=gettext_lazy("First day of the plan"),
        help_text=gettext_lazy("The waves, 0–6, 6–18 and 18–36 months, count from here."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    capacity = forms.FloatField(
        label=gettext_lazy("Capacity in person-months a half-year"),
        help_text=gettext_lazy("Of all bodies that take part, beside their daily work."),
        min_value=0.1,
        max_value=10_000,
    )
    vision = forms.CharField(
        label=gettext_lazy("Vision"),
        help_text=gettext_lazy("One or two sentences: where this leads. They open the plan."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST["what"],
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ReasonForm(forms.Form):
    """A public reason."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Everybody may read it. It stays for good."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST["reason"],
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=40)


class AdoptForm(ReasonForm):
    """Why, and on whose decision, a plan is adopted."""

    outputs_reason = forms.CharField(
        label=gettext_lazy("Why no indicator shows an outcome"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONGEST["reason"],
        required=False,
    )
    field_order = ("reason", "outputs_reason")

    def __init__(self, *args: Any, only_outputs: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Who adopted it, when, and why")
        self.fields["reason"].help_text = _(
            "For example: Adopted by the council on 4 March 2027. Everybody may read it."
        )
        if not only_outputs:
            del self.fields["outputs_reason"]


class TableForm(forms.Form):
    """A file with the plan."""

    table = forms.FileField(
        label=gettext_lazy("Table with the plan"),
        help_text=gettext_lazy(
            "Excel (.xlsx) or CSV, at most 2 MB. Nothing is taken before you have seen what would "
            "change."
        ),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

"""The forms of the register: a record in groups, a review, a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.desk.register.fields import (
    ClaimsField,
    NumberField,
    PracticesField,
    ReachField,
)
from territoria_web.desk.sums import SumField
from territoria_web.desk.verdict_forms import grounds_field, reason_field, verdict_field
from territoria_web.library.initiative_names import (
    AREAS,
    EVALUATIONS,
    INSTRUMENTS,
    LEVELS,
    MONEY_FROM,
    SIZES,
)
from territoria_web.library.queries import library
from territoria_web.library.saying import say
from territoria_web.library.sector_names import SECTORS
from territoria_web.measure.queries.initiative_cells import FIELDS
from territoria_web.measure.queries.records import LINE, LONG, SHORT, Record
from territoria_web.measure.queries.register import VERDICT_NAMES

PARTS: Final[tuple[tuple[str, Promise, tuple[str, ...]], ...]] = (
    ("head", gettext_lazy("What it is"), ("title", "owner", "what", "level", "area")),
    (
        "whom",
        gettext_lazy("For whom, against what"),
        ("target_group", "sizes", "sectors", "obstacles", "instruments"),
    ),
    ("money", gettext_lazy("Money and time"), ("budget", "budget_sources", "start", "end")),
    (
        "aim",
        gettext_lazy("Target"),
        (
            *("target", "target_indicator", "target_value", "unit_of_measure", "target_due"),
            *("baseline", "baseline_year"),
        ),
    ),
    ("result", gettext_lazy("Reach and effect"), ("reach", "evaluation", "finding", "claims")),
    (
        "learnt",
        gettext_lazy("What to learn from it"),
        ("went_wrong", "what_failed", "lessons", "transfer", "practices"),
    ),
    ("who", gettext_lazy("Who answers for this"), ("source", "contact", "valid_until")),
)


def _line(most: int = LINE, **more: Any) -> forms.CharField:
    return forms.CharField(max_length=most, required=False, **more)


def _words(most: int, rows: int = 3, **more: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(widget=area, max_length=most, required=False, **more)


def _day(**more: Any) -> forms.DateField:
    day = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=day, required=False, **more)


def _ticks(**more: Any) -> forms.MultipleChoiceField:
    box = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(widget=box, required=False, **more)


class RecordForm(forms.Form):
    """All that is told of an initiative; nothing but the name is needed to keep it."""

    title = forms.CharField(
        label=gettext_lazy("What is it called?"),
        max_length=LINE,
        error_messages={"required": gettext_lazy("Give it a name.")},
    )
    owner = _line(label=gettext_lazy("Who answers for it?"))
    what = _words(SHORT, label=gettext_lazy("What does it do?"))
    level = forms.ChoiceField(label=gettext_lazy("Level"), required=False)
    area = forms.ChoiceField(label=gettext_lazy("Kind of help"), required=False)
    target_group = _words(SHORT, 2, label=gettext_lazy("For which firms?"))
    sizes = _ticks(label=gettext_lazy("Size of firms"))
    sectors = _ticks(
        label=gettext_lazy("Sectors"), help_text=gettext_lazy("None ticked means all of them.")
    )
    obstacles = _ticks(label=gettext_lazy("Which obstacles does it meet?"))
    instruments = _ticks(label=gettext_lazy("With which instruments?"))
    budget = SumField(
        label=gettext_lazy("Budget, EUR a year"),
        help_text=gettext_lazy("Leave it empty if it is not known: unknown is not zero."),
        required=False,
    )
    budget_sources = _ticks(label=gettext_lazy("Who pays?"))
    start = _day(label=gettext_lazy("First day"))
    end = _day(label=gettext_lazy("Last day"), help_text=gettext_lazy("Empty while it goes on."))
    target = _words(SHORT, 2, label=gettext_lazy("What is to be reached?"))
    target_indicator = _line(
        label=gettext_lazy("Indicator of the library"),
        help_text=gettext_lazy("Its id, where one fits; a list opens while you type."),
        widget=forms.TextInput(attrs={"list": "indicators", "autocomplete": "off"}),
    )
    target_value = NumberField(label=gettext_lazy("Target value"), required=False)
    unit_of_measure = _line(
        40, label=gettext_lazy("Unit"), help_text=gettext_lazy("Such as % of firms.")
    )
    target_due = _day(label=gettext_lazy("By which day?"))
    baseline = NumberField(
        label=gettext_lazy("Starting point"),
        help_text=gettext_lazy("A target without one is shown as incomplete."),
        required=False,
    )
    baseline_year = forms.IntegerField(
        label=gettext_lazy("Year of the starting point"), required=False
    )
    reach = ReachField(
        label=gettext_lazy("Firms reached"),
        help_text=gettext_lazy(
            "One year a line, each firm once a year: 2025: 150 (3 %). In brackets: of those it is for."
        ),
        required=False,
    )
    evaluation = forms.ChoiceField(
        label=gettext_lazy("Evaluation"),
        help_text=gettext_lazy(
            "It limits what can be claimed: a report or none carries E1, before and after E2, a "
            "comparison group E3, a trial with a lottery E5."
        ),
        required=False,
    )
    finding = _words(LONG, 4, label=gettext_lazy("What did it find?"))
    claims = ClaimsField(
        label=gettext_lazy("Effects on firms"),
        help_text=gettext_lazy("One a line: outcome | effect | grade, E0 to E5."),
        required=False,
    )
    went_wrong = forms.BooleanField(label=gettext_lazy("It went wrong"), required=False)
    what_failed = _words(
        LONG,
        label=gettext_lazy("What did not work as hoped?"),
        help_text=gettext_lazy(
            "Needed once it has ended: even one that worked has something that did not."
        ),
    )
    lessons = _words(LONG, label=gettext_lazy("What can others learn from it?"))
    transfer = _words(LONG, label=gettext_lazy("Could it be done elsewhere?"))
    practices = PracticesField(
        label=gettext_lazy("Practices of the library that go with it"),
        help_text=gettext_lazy("Their titles or ids, one a line."),
        required=False,
    )
    source = _words(
        SHORT,
        2,
        label=gettext_lazy("Source"),
        help_text=gettext_lazy("The document with its year and address, so that others can check."),
    )
    contact = _line(
        label=gettext_lazy("Whom may others ask?"),
        help_text=gettext_lazy("An office with an address, not a person. Everybody reads it."),
    )
    valid_until = _day(
        label=gettext_lazy("Until which day does somebody answer for this?"),
        help_text=gettext_lazy("After it the entry is shown as unconfirmed."),
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in _choices().items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def parts(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """Key, heading and fields."""
        return [(key, str(title), [self[name] for name in names]) for key, title, names in PARTS]

    def record(self) -> Record:
        """What it tells; the form is valid."""
        held = {name: self.cleaned_data[name] for name in FIELDS}
        told: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in held.items()}
        return Record(**told)


def _choices() -> Mapping[str, list[tuple[str, str]]]:
    obstacles = sorted(library().obstacles.values(), key=lambda o: o.number)
    open_choice = [("", _("not said yet"))]
    return {
        "level": open_choice + _named(LEVELS),
        "area": open_choice + _named(AREAS),
        "evaluation": open_choice + _named(EVALUATIONS)[::-1],
        "sizes": _named(SIZES),
        "sectors": _named(SECTORS),
        "instruments": _named(INSTRUMENTS),
        "budget_sources": _named(MONEY_FROM),
        "obstacles": [(o.id, say(o.title)) for o in obstacles],
    }


def _named(names: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(key, _(name)) for key, name in names.items()]


def initial_of(record: Record, edit: int) -> dict[str, Any]:
    """A record as the form shows it."""
    held = {**asdict(record), "claims": record.claims, "reach": record.reach}
    return {**held, "seen": edit}


class ReviewForm(forms.Form):
    """What a second territory thinks of an initiative."""

    verdict = verdict_field(VERDICT_NAMES)
    said = grounds_field(
        gettext_lazy(
            "A few sentences: what is well shown, what is missing. The team reads them with your name, "
            "everybody else learns which region read it."
        ),
        2000,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawForm(forms.Form):
    """Why a territory stands no longer for an initiative."""

    reason = reason_field(gettext_lazy("Everybody reads it where the entry was public."))
    seen = forms.IntegerField(widget=forms.HiddenInput)

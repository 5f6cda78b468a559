"""The forms of lessons: five questions and what else a stranger needs; taking up; judging."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.desk.sums import SumField
from territoria_web.desk.verdict_forms import grounds_field, reason_field, verdict_field
from territoria_web.learn.models import Lesson
from territoria_web.learn.rules import (
    FIVE,
    LONGEST_ANSWER,
    LONGEST_LINE,
    OUTCOME_NAMES,
    QUESTIONS,
    VERDICT_NAMES,
)
from territoria_web.learn.services.lesson_words import Words
from territoria_web.library.queries import library
from territoria_web.plan.models import Action
from territoria_web.recommend.queries.wording import role_names

HELP: Final[Mapping[str, Promise]] = {
    "was_done": gettext_lazy(
        "Step by step, in the order in which it happened: who did what, with whom. A stranger should be "
        "able to begin on Monday."
    ),
    "came_of_it": gettext_lazy(
        "What changed, for whom, and how you know. If it failed, say what did not happen. What is "
        "measured is added by itself."
    ),
    "it_cost": gettext_lazy(
        "What the money went into, and whose working time it took; also what was given for nothing."
    ),
    "it_needed": gettext_lazy(
        "What must be there first: a decision, a law, data, a partner, somebody with a certain skill."
    ),
    "was_difficult": gettext_lazy(
        "What nearly stopped it, what you gave up, what you would do first if you began again."
    ),
}
PARTS: Final[tuple[tuple[str, Promise, tuple[str, ...]], ...]] = (
    ("head", gettext_lazy("In one sentence"), ("title", "lesson", "outcome")),
    ("answers", gettext_lazy("Five questions"), FIVE),
    (
        "figures",
        gettext_lazy("What it really took"),
        ("cost", "currency", "effort", "begun", "ended"),
    ),
    (
        "use",
        gettext_lazy("For whom it is"),
        ("nodes", "roles", "context", "adopted", "contact"),
    ),
)


def _long(rows: int = 5, **more: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(widget=area, max_length=LONGEST_ANSWER, required=False, **more)


def _day(**more: Any) -> forms.DateField:
    day = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=day, required=False, **more)


class LessonForm(forms.Form):
    """All that a team writes of a lesson; nothing but the title is needed to keep it."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        help_text=gettext_lazy("What was done, as somebody would search for it."),
        max_length=200,
    )
    lesson = forms.CharField(
        label=gettext_lazy("What should a stranger remember?"),
        help_text=gettext_lazy(
            "One sentence that says what happened. It promises nothing: it tells."
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONGEST_LINE,
        required=False,
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("Did it work?"),
        help_text=gettext_lazy("What did not work helps others as much; it is published too."),
        choices=[*OUTCOME_NAMES.items()],
        widget=forms.RadioSelect,
    )
    was_done = _long(label=QUESTIONS["was_done"], help_text=HELP["was_done"])
    came_of_it = _long(label=QUESTIONS["came_of_it"], help_text=HELP["came_of_it"])
    it_cost = _long(label=QUESTIONS["it_cost"], help_text=HELP["it_cost"])
    it_needed = _long(label=QUESTIONS["it_needed"], help_text=HELP["it_needed"])
    was_difficult = _long(label=QUESTIONS["was_difficult"], help_text=HELP["was_difficult"])
    cost = SumField(
        label=gettext_lazy("Money spent in all"),
        help_text=gettext_lazy("What was really paid. Leave it empty where it is not known."),
        min_value=0,
        required=False,
    )
    currency = forms.CharField(
        label=gettext_lazy("Currency"), max_length=3, initial="EUR", required=False
    )
    effort = forms.FloatField(
        label=gettext_lazy("Work in person-months"),
        help_text=gettext_lazy("Of all who took part, roughly."),
        min_value=0,
        required=False,
    )
    begun = _day(label=gettext_lazy("It began on"))
    ended = _day(label=gettext_lazy("It ended on"))
    nodes = forms.MultipleChoiceField(
        label=gettext_lazy("What is it about?"),
        help_text=gettext_lazy("Readers find it under these; at least one."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Whom does it speak to?"),
        help_text=gettext_lazy("Who could do the same elsewhere; at least one."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    context = _long(
        3,
        label=gettext_lazy("What is special about your place?"),
        help_text=gettext_lazy("What another place must know before it does the same."),
    )
    adopted = forms.CharField(
        label=gettext_lazy("Practice that you took up"),
        help_text=gettext_lazy("Where it began with a practice or lesson of another place."),
        widget=forms.TextInput(attrs={"list": "practices", "autocomplete": "off"}),
        max_length=300,
        required=False,
    )
    contact = forms.CharField(
        label=gettext_lazy("Whom may others ask?"),
        help_text=gettext_lazy("An office with an address, not a person. Everybody reads it."),
        max_length=200,
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, nodes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = list(library().roles)
        for name, choices in (
            ("nodes", list(nodes)),
            ("roles", [*zip(known, role_names(known), strict=True)]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def parts(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """Key, heading and fields."""
        return [(key, str(title), [self[name] for name in names]) for key, title, names in PARTS]

    def words(self, sources: Sequence[Mapping[str, str]], adopted: str) -> Words:
        """What was written; the form is valid. ``adopted``: the id that was meant."""
        held = {k: v for k, v in self.cleaned_data.items() if k != "seen" and k not in FIVE}
        answers = {key: self.cleaned_data[key] for key in FIVE}
        return Words(**{**held, "answers": answers, "sources": sources, "adopted": adopted})


def initial_of(lesson: Lesson) -> dict[str, Any]:
    """A lesson as the form shows it."""
    plain = "title outcome cost currency effort begun ended nodes roles adopted contact"
    held = {name: getattr(lesson, name) for name in plain.split()}
    return {**lesson.answers, **held, "seen": lesson.edit}


class SourceForm(forms.Form):
    """Where something can be read; emptied it goes."""

    title = forms.CharField(label=gettext_lazy("Source"), max_length=500, required=False)
    url = forms.CharField(
        label=gettext_lazy("Its address"),
        help_text=gettext_lazy("It begins with https://."),
        max_length=500,
        required=False,
    )
    dated = forms.CharField(label=gettext_lazy("Its date"), max_length=100, required=False)


Sources = forms.formset_factory(SourceForm, extra=2, max_num=20, absolute_max=30)


def sources_in(rows: Any) -> list[dict[str, str]]:
    """What was written of sources; they are valid."""
    return [form.cleaned_data for form in rows.forms if any(form.cleaned_data.values())]


class AdoptForm(forms.Form):
    """What a territory took up of another place."""

    practice = forms.CharField(
        label=gettext_lazy("Practice or lesson"),
        help_text=gettext_lazy("Its title; a list opens while you type."),
        widget=forms.TextInput(attrs={"list": "practices", "autocomplete": "off"}),
        max_length=300,
        error_messages={"required": gettext_lazy("Say which practice or lesson you took up.")},
    )
    action = forms.ChoiceField(
        label=gettext_lazy("In which action of your plan?"), choices=[], required=False
    )
    said = forms.CharField(
        label=gettext_lazy("What did you do otherwise?"),
        help_text=gettext_lazy("Everybody may read it beside the practice."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
    )

    def __init__(self, *args: Any, actions: Sequence[Action], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["action"]
        assert isinstance(field, forms.ChoiceField)
        known = [(str(a.public_id), f"{a.number} {a.title}") for a in actions]
        field.choices = [("", _("in none yet")), *known]


class ReviewForm(forms.Form):
    """What a peer thinks of a lesson."""

    verdict = verdict_field(VERDICT_NAMES)
    said = grounds_field(
        gettext_lazy(
            "A few sentences: what is well shown, what is missing. Everybody reads them beside the "
            "lesson, with your place and without your name."
        ),
        4000,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawForm(forms.Form):
    """Why a team stands no longer for a lesson."""

    reason = reason_field(
        gettext_lazy("Everybody reads it on top of the lesson, which stays readable.")
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

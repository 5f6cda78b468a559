"""A question of one's own: its kind, its words in every language, who is asked."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.desk.guards import account_of
from territoria_web.desk.listen.frame import at, opened, show_survey
from territoria_web.desk.listen.questions import KIND_NAMES
from territoria_web.library.http_methods import takes_form
from territoria_web.library.languages import name_of_language
from territoria_web.library.typed import plain
from territoria_web.listen.models import Survey
from territoria_web.listen.queries.forms import (
    LEVELS,
    FormItem,
    SurveyForm,
    form_of,
    severity_scale,
)
from territoria_web.listen.services.surveys import put_question

WITH_OPTIONS = ("levels", "severity", "one", "many")
MOST_OPTIONS = 40


class PlainField(forms.CharField):
    """Words without characters that cannot be seen: a workbook could not hold them."""

    def to_python(self, value: Any) -> str:
        """Tidied before anything is asked of it."""
        return plain(str(super().to_python(value) or ""))


class QuestionForm(forms.Form):
    """One question; a box of words for each language of the survey."""

    kind = forms.ChoiceField(
        label=gettext_lazy("How is it answered?"), choices=list(KIND_NAMES.items())
    )
    section = forms.ChoiceField(label=gettext_lazy("Theme"), required=False)
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Who is asked?"),
        help_text=gettext_lazy("None chosen: everybody."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    required = forms.BooleanField(
        label=gettext_lazy("It must be answered before the answers can be sent."), required=False
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, form: SurveyForm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.survey_form = form
        self._choices("section", [("", _("none")), *((s.id, s.title.say()) for s in form.sections)])
        self._choices("roles", [(role.id, role.text.say()) for role in form.roles])
        for code in form.languages:
            self._words(code, code == form.default_language)

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def _words(self, code: str, needed: bool) -> None:
        name = {"language": name_of_language(code)}
        self.fields[f"text-{code}"] = PlainField(
            label=_("Question (%(language)s)") % name,
            max_length=500,
            required=needed,
            widget=forms.Textarea(attrs={"rows": 2, "lang": code}),
        )
        self.fields[f"help-{code}"] = PlainField(
            label=_("Help (%(language)s)") % name,
            max_length=500,
            required=False,
            widget=forms.TextInput(attrs={"lang": code}),
        )
        self.fields[f"options-{code}"] = PlainField(
            label=_("Options, one a line (%(language)s)") % name,
            help_text=_("Of five levels: the five, from the lowest to the highest."),
            max_length=8000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 5, "lang": code}),
        )

    def lines(self, code: str) -> list[str]:
        """The options that were typed in a language."""
        typed = self.cleaned_data.get(f"options-{code}", "").splitlines()
        return [one.strip() for one in typed if one.strip()]

    def clean(self) -> dict[str, Any]:
        """As many options in every language as in the first."""
        held: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors or held["kind"] not in WITH_OPTIONS:
            return held
        default = self.survey_form.default_language
        count = len(self.lines(default))
        if held["kind"] == "levels" and count != len(LEVELS):
            said = _("Write five levels, one a line; these are %(count)s.")
            self.add_error(f"options-{default}", said % {"count": count})
        elif not 2 <= count <= MOST_OPTIONS:
            said = _("Write two to forty options, one a line.")
            self.add_error(f"options-{default}", said)
        for code in self.survey_form.languages:
            if self.lines(code) and len(self.lines(code)) != count:
                said = _("Write as many options as in the first language: %(count)s.")
                self.add_error(f"options-{code}", said % {"count": count})
        return held

    def item(self, name: str, standing: FormItem | None) -> FormItem:
        """The question as it was written; the form is valid."""
        held = self.cleaned_data
        kind = held["kind"]
        body: dict[str, Any] = {
            "id": name,
            "kind": kind,
            "text": self._said("text"),
            "help": self._said("help") or None,
            "section": held["section"] or None,
            "roles": held["roles"],
            "required": held["required"],
            "options": self._options(standing) if kind in WITH_OPTIONS else [],
            "scale": severity_scale() if kind == "severity" else (),
            "dont_know": kind in ("levels", "one"),
            "not_applicable": kind in ("levels", "one"),
        }
        if standing is not None and standing.kind == kind:
            kept = ("question", "nodes", "purpose", "when", "longest", "at_most", "minimum")
            more = ("maximum", "step", "advice", "relevant", "constraint")
            body |= {key: getattr(standing, key) for key in (*kept, *more)}
        return FormItem.model_validate(body)

    def _said(self, name: str) -> dict[str, str]:
        held = {
            code: self.cleaned_data[f"{name}-{code}"].strip() for code in self.survey_form.languages
        }
        return {code: text for code, text in held.items() if text}

    def _options(self, standing: FormItem | None) -> list[dict[str, Any]]:
        """Options keep their names where there are as many as before, so that nothing loses its tie."""
        columns = {code: self.lines(code) for code in self.survey_form.languages}
        count = len(columns[self.survey_form.default_language])
        names = [f"option_{n + 1}" for n in range(count)]
        if self.cleaned_data["kind"] == "levels":
            names = list(LEVELS)
        elif standing is not None and len(standing.options) == count:
            names = [option.id for option in standing.options]
        return [
            {"id": names[n], "text": {code: col[n] for code, col in columns.items() if col}}
            for n in range(count)
        ]


@login_required
@takes_form
def question(request: HttpRequest, public_id: UUID, survey: UUID, item: str = "") -> HttpResponse:
    """Write a question, or change one."""
    _cycle, held = opened(request, public_id, survey, "ask")
    if held.state != Survey.State.DRAFT:
        messages.info(request, _("The survey is open: its questions stay as they are."))
        return redirect(at(held, "listen-form"))
    survey_form = form_of(held)
    standing = next((one for one in survey_form.items if one.id == item), None)
    if item and standing is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = QuestionForm(data, form=survey_form, initial=_initial(held, survey_form, standing))
    if data is not None and form.is_valid() and _kept(request, held, form, standing):
        return redirect(f"{at(held, 'listen-form')}#item-{item or _new_name(survey_form)}")
    return show_survey(
        request,
        held,
        "listen-form",
        "desk/listen/question.html",
        title=_("Change a question") if item else _("Write a question"),
        finding=_("Write it in every language of the survey; where one lacks, the first is shown."),
        facts={"form": form},
        status=422 if form.errors else 200,
    )


def _kept(
    request: HttpRequest, held: Survey, form: QuestionForm, standing: FormItem | None
) -> bool:
    name = standing.id if standing else _new_name(form.survey_form)
    try:
        put_question(
            by=account_of(request),
            survey=held,
            item=form.item(name, standing),
            seen=form.cleaned_data["seen"],
            after=_last_of(form.survey_form, form.cleaned_data["section"]),
        )
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    except ValueError as wrong:
        form.add_error(None, str(wrong))
        return False
    messages.success(request, _("The question is kept."))
    return True


def _new_name(form: SurveyForm) -> str:
    taken = {item.id for item in form.items}
    numbers = [int(found[1]) for one in taken if (found := re.fullmatch(r"own_(\d+)", one))]
    return f"own_{max(numbers, default=0) + 1}"


def _last_of(form: SurveyForm, section: str) -> str:
    held = [item.id for item in form.items if item.section == (section or None)]
    return held[-1] if held else ""


def _initial(held: Survey, form: SurveyForm, item: FormItem | None) -> dict[str, Any]:
    if item is None:
        return {"seen": held.edit, "kind": "levels"}
    words: dict[str, str] = {}
    for code in form.languages:
        words[f"text-{code}"] = item.text.root.get(code, "")
        words[f"help-{code}"] = item.help.root.get(code, "") if item.help else ""
        lines = [option.text.root.get(code, "") for option in item.options]
        words[f"options-{code}"] = "\n".join(lines) if all(lines) else ""
    return {
        "seen": held.edit,
        "kind": item.kind,
        "section": item.section or "",
        "roles": list(item.roles),
        "required": item.required,
        **words,
    }

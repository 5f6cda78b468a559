"""The questions of a survey: what each role is asked, moved, taken out; the form as a respondent sees it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from territoria_web.desk.files import XLSX, as_file
from territoria_web.desk.guards import account_of
from territoria_web.desk.listen.frame import at, opened, show_survey
from territoria_web.library.http_methods import takes_form
from territoria_web.library.languages import name_of_language
from territoria_web.listen.models import Survey
from territoria_web.listen.queries.fields import fields_of
from territoria_web.listen.queries.forms import (
    FormItem,
    SurveyForm,
    form_of,
    house_items,
    lengths,
    missing_languages,
    pages_of,
)
from territoria_web.listen.queries.xlsforms import workbook_of
from territoria_web.listen.services.surveys import drop_question, move_question, set_frame

KIND_NAMES = {
    "levels": gettext_lazy("five levels"),
    "severity": gettext_lazy("how badly"),
    "one": gettext_lazy("one of several"),
    "many": gettext_lazy("several of several"),
    "text": gettext_lazy("own words"),
    "number": gettext_lazy("a number"),
    "date": gettext_lazy("a day"),
    "note": gettext_lazy("a note"),
}


class FrameForm(forms.Form):
    """What the survey is called, its languages, whom to ask."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"), widget=forms.CheckboxSelectMultiple
    )
    contact = forms.CharField(
        label=gettext_lazy("Whom to ask"),
        help_text=gettext_lazy(
            "A name and an address or number. Those who are asked read it on every page."
        ),
        max_length=200,
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, form: SurveyForm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = self.fields["languages"]
        assert isinstance(held, forms.MultipleChoiceField)
        held.choices = [(code, name_of_language(code)) for code in _languages(form)]


def _languages(form: SurveyForm) -> list[str]:
    """Those that any question speaks, and those of the survey."""
    found = [*form.languages, *(lang for item in form.items for lang in item.text.root)]
    return list(dict.fromkeys(found))


@login_required
@takes_form
def questions(request: HttpRequest, public_id: UUID, survey: UUID) -> HttpResponse:
    """All questions by theme, with who is asked each."""
    asking = request.method == "POST"
    _cycle, held = opened(request, public_id, survey, "ask" if asking else "see")
    form = form_of(held)
    frame = FrameForm(
        request.POST if asking else None,
        form=form,
        initial={
            "title": form.title.say(),
            "languages": list(form.languages),
            "contact": held.contact,
            "seen": held.edit,
        },
    )
    if asking and frame.is_valid():
        try:
            set_frame(by=account_of(request), survey=held, **frame.cleaned_data)
        except ValidationError as refused:
            frame.add_error(None, refused)
        else:
            messages.success(request, _("It is kept."))
            return redirect(at(held, "listen-form"))
    return _shown(request, held, form, frame)


def _shown(request: HttpRequest, held: Survey, form: SurveyForm, frame: FrameForm) -> HttpResponse:
    roles = {role.id: role.text.say() for role in form.roles}
    lacking = [
        (item.text.say(), ", ".join(name_of_language(code) for code in codes))
        for item, codes in missing_languages(form)
    ]
    return show_survey(
        request,
        held,
        "listen-form",
        "desk/listen/questions.html",
        title=_("Questions"),
        finding=_("%(count)d questions in %(themes)d themes.")
        % {"count": sum(i.asks for i in form.items), "themes": len(form.sections)},
        facts={
            "frame": frame,
            "themes": _themes(held, form, roles),
            "lengths": lengths(form),
            "lacking": lacking,
            "aside": form.kept_aside,
            "remarks": form.remarks,
        },
        status=422 if frame.errors else 200,
    )


def _themes(held: Survey, form: SurveyForm, roles: dict[str, str]) -> list[dict[str, Any]]:
    titles = {section.id: section.title.say() for section in form.sections}
    themes: list[dict[str, Any]] = []
    for item in form.items:
        if not themes or themes[-1]["id"] != item.section:
            title = titles.get(item.section or "", _("Without a theme"))
            themes.append({"id": item.section, "title": title, "rows": []})
        themes[-1]["rows"].append(_row(held, item, roles))
    return themes


def _row(held: Survey, item: FormItem, roles: dict[str, str]) -> dict[str, Any]:
    return {
        "item": item,
        "text": item.text.say(),
        "kind": KIND_NAMES[item.kind],
        "roles": ", ".join(roles.get(role, role) for role in item.roles) or _("everybody"),
        "own": item.question is None or item.id not in house_items(),
        "change": at(held, "listen-question", item.id),
    }


@login_required
@require_POST
def change(request: HttpRequest, public_id: UUID, survey: UUID, item: str) -> HttpResponse:
    """Move a question, or take it out."""
    _cycle, held = opened(request, public_id, survey, "ask")
    here = at(held, "listen-form")
    seen = request.POST.get("seen", "")
    if item not in {one.id for one in form_of(held).items} or not seen.isdecimal():
        messages.error(request, _("There is no such question any more. Nothing was changed."))
        return redirect(here)
    doing: dict[str, Any] = {"survey": held, "item": item, "seen": int(seen)}
    try:
        if "drop" in request.POST:
            drop_question(by=account_of(request), **doing)
        else:
            move_question(by=account_of(request), **doing, steps=-1 if "up" in request.POST else 1)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect(f"{here}#item-{item}")


@login_required
@require_safe
def preview(request: HttpRequest, public_id: UUID, survey: UUID) -> HttpResponse:
    """What people of a role are asked, page by page."""
    _cycle, held = opened(request, public_id, survey)
    form = form_of(held)
    roles = [(role.id, role.text.say()) for role in form.roles]
    asked = request.GET.get("role", "")
    role = asked if asked in dict(roles) else (roles[0][0] if roles else "")
    pages = [
        (page.section.title.say() if page.section else form.title.say(), fields_of(page.items, {}))
        for page in pages_of(form, role)
    ]
    return show_survey(
        request,
        held,
        "listen-form",
        "desk/listen/preview.html",
        title=_("As they see it"),
        finding=_("The questions for: %(role)s. Nothing is kept here.")
        % {"role": dict(roles)[role]},
        facts={"pages": pages, "roles": roles, "role": role},
        status=404 if asked and asked != role else 200,
    )


@login_required
@require_safe
def xlsform(request: HttpRequest, public_id: UUID, survey: UUID) -> HttpResponse:
    """The survey as a workbook for ODK and Kobo."""
    _cycle, held = opened(request, public_id, survey)
    return as_file(workbook_of(held), XLSX, f"{form_of(held).id}.xlsx")

"""Corrections of a draft: opened for so many working days, proposed, answered, ended."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from territoria_web.desk.guards import account_of
from territoria_web.desk.papers.parts import refuse_step, sections_of, show_paper
from territoria_web.desk.tried import posted, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.library.saying import say
from territoria_web.papers.models import Correction, Paper
from territoria_web.papers.queries.papers import corrections_of, open_correction, open_paper
from territoria_web.papers.rules import LONGEST_CORRECTION, earliest_end, takes_corrections
from territoria_web.papers.services.writing import (
    answer_correction,
    end_corrections,
    open_for_corrections,
    propose_correction,
)


class OpenForm(forms.Form):
    """Until when the host may correct."""

    until = forms.DateField(
        label=gettext_lazy("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class EndForm(forms.Form):
    """Why the host needs no more time."""

    because = forms.CharField(
        label=gettext_lazy("Why does the host need no more time?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
    )


class ProposeForm(forms.Form):
    """What is wrong, and how it should read."""

    section = forms.ChoiceField(label=gettext_lazy("In which section?"))
    text = forms.CharField(
        label=gettext_lazy("What is wrong, and how should it read?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_CORRECTION,
    )

    def __init__(self, *args: Any, paper: Paper, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        section = self.fields["section"]
        assert isinstance(section, forms.ChoiceField)
        section.choices = [(s["id"], say(s["title"])) for s in sections_of(paper)]


class AnswerForm(forms.Form):
    """What becomes of a correction."""

    accepted = forms.ChoiceField(
        label=gettext_lazy("What becomes of it?"),
        widget=forms.RadioSelect,
        choices=[
            ("yes", gettext_lazy("Accepted: we change the text")),
            ("no", gettext_lazy("Not accepted: it stays as it is")),
        ],
    )
    answer = forms.CharField(
        label=gettext_lazy("Answer"),
        help_text=gettext_lazy("Needed where it is not accepted."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_CORRECTION,
        required=False,
    )


@login_required
@takes_form
def corrections(request: HttpRequest, public_id: UUID, paper: UUID) -> HttpResponse:
    """All corrections with their answers; opening, proposing and ending."""
    deed = next((d for d in ("open", "propose", "end") if d in request.POST), "")
    if request.method == "POST" and not deed:
        deed = "propose"
    verb = {"open": "write", "propose": "correct", "end": "publish"}.get(deed, "see")
    held = open_paper(request.user, public_id, paper, verb)
    opened = OpenForm(request.POST if deed == "open" else None, initial=_initial(held))
    proposed = ProposeForm(request.POST if deed == "propose" else None, paper=held)
    ended = EndForm(request.POST if deed == "end" else None)
    form = {"open": opened, "propose": proposed, "end": ended}.get(deed)
    if form is not None and form.is_valid():
        if tried(form, lambda: _done(request, held, deed, form.cleaned_data)):
            messages.success(request, _said(deed))
            return redirect("desk:paper-corrections", public_id, held.public_id)
    return _page(request, held, {"open": opened, "propose": proposed, "end": ended}, form)


def _initial(paper: Paper) -> dict[str, Any]:
    return {"until": paper.corrections_until or earliest_end(paper, timezone.localdate())}


def _done(request: HttpRequest, paper: Paper, deed: str, told: dict[str, Any]) -> None:
    by = account_of(request)
    refuse_step(paper)
    if deed == "open":
        open_for_corrections(by=by, paper=paper, **told)
    elif deed == "end":
        end_corrections(by=by, paper=paper, **told)
    else:
        propose_correction(by=by, paper=paper, **told)


def _said(deed: str) -> str:
    said = {
        "open": _("The host may correct it now."),
        "end": _("Corrections are ended."),
        "propose": _("Your correction is noted. The team answers it."),
    }
    return said[deed]


def _page(
    request: HttpRequest, paper: Paper, held: dict[str, Any], bound: forms.Form | None
) -> HttpResponse:
    titles = {s["id"]: s["title"] for s in sections_of(paper)}
    rows = list(corrections_of(paper))
    said = ngettext(
        "%(count)d correction is proposed.", "%(count)d corrections are proposed.", len(rows)
    )
    today = timezone.localdate()
    return show_paper(
        request,
        paper,
        "desk/papers/corrections.html",
        title=_("Corrections"),
        finding=said % {"count": len(rows)} if rows else _("No correction is proposed yet."),
        facts={
            "forms": held,
            "bound": bound,
            "rows": [(c, titles.get(c.section)) for c in rows],
            "correcting": takes_corrections(paper, today),
            "earliest": earliest_end(paper, today),
        },
        status=422 if bound is not None and bound.errors else 200,
    )


@login_required
@takes_form
def correction(
    request: HttpRequest, public_id: UUID, paper: UUID, correction: UUID
) -> HttpResponse:
    """Answer one."""
    held = open_paper(request.user, public_id, paper, "write")
    row = open_correction(held, correction)
    form = AnswerForm(posted(request), initial=_answered(row))
    if request.method == "POST" and form.is_valid():
        accepted = form.cleaned_data["accepted"] == "yes"
        by, answer = account_of(request), form.cleaned_data["answer"]
        if tried(form, lambda: _answer(by, held, row, accepted, answer)):
            messages.success(request, _("The answer is kept."))
            return redirect("desk:paper-corrections", public_id, held.public_id)
    titles = {s["id"]: s["title"] for s in sections_of(held)}
    return show_paper(
        request,
        held,
        "desk/papers/correction.html",
        title=_("Answer a correction"),
        facts={"form": form, "row": row, "section": titles.get(row.section)},
        status=422 if form.errors else 200,
    )


def _answer(by: Any, paper: Paper, row: Correction, accepted: bool, answer: str) -> None:
    refuse_step(paper)
    answer_correction(by=by, correction=row, accepted=accepted, answer=answer)


def _answered(row: Correction) -> dict[str, str]:
    if row.accepted is None:
        return {}
    return {"accepted": "yes" if row.accepted else "no", "answer": row.answer}

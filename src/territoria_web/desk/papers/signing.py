"""Signing a paper, publishing it, withdrawing it: each asked on a page of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.desk.guards import account_of
from territoria_web.desk.papers.parts import cycle_of, refuse_step, show_paper, signatures_of
from territoria_web.desk.tried import posted, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.papers.models import Paper
from territoria_web.papers.queries.papers import open_paper
from territoria_web.papers.rules import bars_to_signing, signers_of
from territoria_web.papers.services.signing import take_signatures_back, withdraw_paper
from territoria_web.people.words import role_name
from territoria_web.reports.kinds import paper_kinds
from territoria_web.reports.papers import publish_as_signed, sign_as_it_stands


class SignForm(forms.Form):
    """Standing for a paper with one's name."""

    agreed = forms.BooleanField(
        label=gettext_lazy(
            "I have read this version and stand for it. My name and role are printed in it."
        ),
        error_messages={"required": gettext_lazy("Tick this if you stand for it.")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class BecauseForm(forms.Form):
    """Why something is taken back or withdrawn."""

    because = forms.CharField(
        label=gettext_lazy("Why?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )


@login_required
@takes_form
def sign(request: HttpRequest, public_id: UUID, paper: UUID) -> HttpResponse:
    """Read what is signed, and sign it in one's role."""
    held = open_paper(request.user, public_id, paper, "sign")
    role = next((r for r in signers_of(held) if r in cycle_of(held).opened_as), None)
    if role is None or held.kind not in paper_kinds():
        raise Http404
    form = SignForm(posted(request), initial={"seen": held.edit})
    if request.method == "POST" and form.is_valid():
        by, seen = account_of(request), form.cleaned_data["seen"]
        if tried(form, lambda: _signed(by, held, role, seen)):
            messages.success(request, _("You have signed."))
            return redirect("desk:paper", public_id, held.public_id)
    return show_paper(
        request,
        held,
        "desk/papers/sign.html",
        title=_("Sign this version"),
        facts={
            "form": form,
            "role": role_name(role),
            "signed": signatures_of(held),
            "bars": _bars(held),
        },
        status=422 if form.errors else 200,
    )


def _bars(paper: Paper) -> list[str]:
    unanswered = sum(c.accepted is None for c in paper.corrections.all())
    return bars_to_signing(paper, unanswered=unanswered, today=timezone.localdate())


def _signed(by: Any, paper: Paper, role: str, seen: int) -> None:
    refuse_step(paper)
    sign_as_it_stands(by=by, paper=paper, role=role, seen=seen)


@login_required
@takes_form
def unsign(request: HttpRequest, public_id: UUID, paper: UUID) -> HttpResponse:
    """Take the signatures back, so that the words can change."""
    held = open_paper(request.user, public_id, paper, "sign")
    return _because(
        request,
        held,
        lambda by, why: take_signatures_back(by=by, paper=held, because=why),
        title=_("Take the signatures back"),
        finding=_("The paper becomes a draft again; both sign once more."),
        done=_("The signatures are taken back."),
    )


@login_required
@takes_form
def withdraw(request: HttpRequest, public_id: UUID, paper: UUID) -> HttpResponse:
    """Stand no longer for a published paper."""
    held = open_paper(request.user, public_id, paper, "publish")
    return _because(
        request,
        held,
        lambda by, why: withdraw_paper(by=by, paper=held, because=why),
        title=_("Withdraw this version"),
        finding=_("Its public address stays and shows the reason; text and files are gone."),
        done=_("The paper is withdrawn."),
    )


def _because(
    request: HttpRequest,
    paper: Paper,
    deed: Callable[[Any, str], Any],
    *,
    title: str,
    finding: str,
    done: str,
) -> HttpResponse:
    form = BecauseForm(posted(request))
    if request.method == "POST" and form.is_valid():
        by, why = account_of(request), form.cleaned_data["because"]
        if tried(form, lambda: deed(by, why)):
            messages.success(request, done)
            return redirect("desk:paper", cycle_of(paper).public_id, paper.public_id)
    return show_paper(
        request,
        paper,
        "desk/papers/because.html",
        title=title,
        finding=finding,
        facts={"form": form},
        status=422 if form.errors else 200,
    )


@login_required
@takes_form
def publish(request: HttpRequest, public_id: UUID, paper: UUID) -> HttpResponse:
    """Publish a signed paper with its files."""
    held = open_paper(request.user, public_id, paper, "publish")
    if held.kind not in paper_kinds():
        raise Http404
    form = forms.Form(posted(request))
    if request.method == "POST":
        by = account_of(request)
        if tried(form, lambda: publish_as_signed(by=by, paper=held)):
            messages.success(request, _("The paper is published."))
            return redirect("desk:paper", public_id, held.public_id)
    return show_paper(
        request,
        held,
        "desk/papers/publish.html",
        title=_("Publish this version"),
        finding=_("Everybody may read it from then on, and its words never change."),
        facts={"form": form, "signed": signatures_of(held)},
        status=422 if form.errors else 200,
    )

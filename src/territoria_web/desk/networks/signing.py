"""Signing a network's report, publishing it, taking it back: each asked on a page of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from territoria_web.desk.guards import account_of
from territoria_web.desk.networks.frame import show_network
from territoria_web.desk.papers.signing import BecauseForm, SignForm
from territoria_web.desk.tried import posted, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.papers.models import Paper
from territoria_web.papers.queries.papers import open_network_paper
from territoria_web.papers.services.signing import take_signatures_back, withdraw_paper
from territoria_web.people.models import Role, User
from territoria_web.reports.papers import sign_as_it_stands
from territoria_web.reports.synthesis.files import publish_synthesis

Deed = Callable[[User, Paper, dict[str, Any]], Any]


@login_required
@takes_form
def sign(request: HttpRequest, network: UUID, paper: UUID) -> HttpResponse:
    """Stand for it in the name of the office."""
    held = open_network_paper(request.user, network, paper)
    form = SignForm(posted(request), initial={"seen": held.edit})
    return _asked(
        request,
        held,
        form,
        lambda by, p, told: sign_as_it_stands(
            by=by, paper=p, role=Role.SECRETARIAT, seen=told["seen"]
        ),
        title=_("Sign this version"),
        said=_("You sign for the office of the network. The whole document is checked first."),
        done=_("You have signed."),
    )


@login_required
@takes_form
def unsign(request: HttpRequest, network: UUID, paper: UUID) -> HttpResponse:
    """Take the signature back, so that the words can change."""
    held = open_network_paper(request.user, network, paper)
    return _asked(
        request,
        held,
        BecauseForm(posted(request)),
        lambda by, p, told: take_signatures_back(by=by, paper=p, because=told["because"]),
        title=_("Take the signatures back"),
        said=_("The paper becomes a draft again."),
        done=_("The signatures are taken back."),
    )


@login_required
@takes_form
def publish(request: HttpRequest, network: UUID, paper: UUID) -> HttpResponse:
    """Publish a signed report with its files and its data."""
    held = open_network_paper(request.user, network, paper)
    form = forms.Form(posted(request))
    return _asked(
        request,
        held,
        form,
        lambda by, p, _told: publish_synthesis(by=by, paper=p),
        title=_("Publish this version"),
        said=_("Everybody may read it from then on, and its words never change."),
        done=_("The paper is published."),
    )


@login_required
@takes_form
def withdraw(request: HttpRequest, network: UUID, paper: UUID) -> HttpResponse:
    """Stand no longer for a published report."""
    held = open_network_paper(request.user, network, paper)
    return _asked(
        request,
        held,
        BecauseForm(posted(request)),
        lambda by, p, told: withdraw_paper(by=by, paper=p, because=told["because"]),
        title=_("Withdraw this version"),
        said=_("Its public address stays and shows the reason; text and files are gone."),
        done=_("The paper is withdrawn."),
    )


def _asked(
    request: HttpRequest,
    paper: Paper,
    form: forms.Form,
    deed: Deed,
    *,
    title: str,
    said: str,
    done: str,
) -> HttpResponse:
    network = paper.network
    assert network is not None
    ids = [network.public_id, paper.public_id]
    if request.method == "POST" and form.is_valid():
        by = account_of(request)
        if tried(form, lambda: deed(by, paper, form.cleaned_data)):
            messages.success(request, done)
            return redirect("desk:network-paper", *ids)
    return show_network(
        request,
        network,
        "network-papers",
        "desk/networks/deed.html",
        office=True,
        title=title,
        finding=said,
        facts={"form": form, "home": reverse("desk:network-paper", args=ids)},
        below=(
            (_("Synthesis report"), reverse("desk:network-papers", args=[network.public_id])),
            (paper.title, reverse("desk:network-paper", args=ids)),
        ),
        status=422 if form.errors else 200,
    )

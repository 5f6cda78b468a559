"""A network's synthesis report: its versions, beginning one, its sections and what it still lacks."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from territoria_web.desk.guards import account_of
from territoria_web.desk.networks.frame import is_office, show_network
from territoria_web.desk.networks.making import drafts_of, job_of
from territoria_web.desk.papers.listing import BeginForm
from territoria_web.desk.papers.paper import section_row
from territoria_web.desk.papers.parts import sections_of, signatures_of
from territoria_web.desk.tried import posted, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.library.languages import document_language, name_of_language
from territoria_web.papers.models import Paper
from territoria_web.papers.queries.papers import open_network_paper, papers_of_network
from territoria_web.papers.rules import STATE_NAMES, bars_to_signing
from territoria_web.papers.services.writing import begin_paper
from territoria_web.people.models import Organisation, User
from territoria_web.people.queries import open_network, role_in_network
from territoria_web.reports.paper_lint import flaws_of_words
from territoria_web.reports.synthesis.drafted import drafted_words
from territoria_web.reports.synthesis.facts import facts_of_network

KIND = Paper.Kind.SYNTHESIS


@login_required
@takes_form
def papers(request: HttpRequest, network: UUID) -> HttpResponse:
    """Its versions; the office begins the next. Members read what is published."""
    held = open_network(request.user, network, "see cohort")
    office = is_office(role_in_network(request.user, held))
    if request.method == "POST" and not office:
        raise PermissionDenied
    rows = [p for p in papers_of_network(held) if p.kind == KIND and (office or p.is_public)]
    working = any(p.published is None for p in rows)
    form = _form(request, held, rows)
    if request.method == "POST" and form.is_valid():
        made: list[Paper] = []
        by, told = account_of(request), form.cleaned_data
        if tried(form, lambda: made.append(_begun(by, held, told, first=not rows))):
            messages.success(request, _("The report is begun, with sentences to change."))
            return redirect("desk:network-paper", held.public_id, made[0].public_id)
    return show_network(
        request,
        held,
        "network-papers",
        "desk/networks/papers.html",
        office=office,
        title=_("Synthesis report"),
        finding=_finding(rows),
        facts={
            "rows": [_row(held, p, office) for p in rows],
            "form": form if office and not working else None,
            "again": bool(rows),
        },
        status=422 if form.errors else 200,
    )


def _finding(rows: list[Paper]) -> str:
    if any(p.state == Paper.State.PUBLISHED for p in rows):
        return _("It is published: what the territories of the network learned together.")
    return _("What the territories of the network learned together; no version is published yet.")


def _form(request: HttpRequest, network: Organisation, rows: list[Paper]) -> BeginForm:
    latest = rows[0] if rows else None
    said = _("What the territories of %(network)s learned")
    form = BeginForm(
        posted(request),
        initial={
            "title": latest.title if latest else (said % {"network": network.name})[:200],
            "language": latest.language if latest else document_language(),
        },
    )
    if latest is None:
        del form.fields["reason"]
    return form


def _begun(by: User, network: Organisation, told: dict[str, Any], *, first: bool) -> Paper:
    """The first version begins with drafted sentences, later ones with the words before."""
    if not network.territories.exists():
        raise ValidationError(
            _("The network has no territory to report on. The operator adds territories.")
        )
    language = str(told["language"])
    words = drafted_words(facts_of_network(network), language) if first else None
    return begin_paper(by=by, kind=KIND, network=network, words=words, **told)


def _row(network: Organisation, paper: Paper, office: bool) -> dict[str, Any]:
    ids = [network.public_id, paper.public_id]
    return {
        "paper": paper,
        "state": STATE_NAMES[Paper.State(paper.state)],
        "language": name_of_language(paper.language),
        "signed": signatures_of(paper),
        "url": reverse("desk:network-paper", args=ids) if office else "",
        "public": reverse("public:paper", args=[paper.public_id]) if paper.is_public else "",
    }


# ── one version ───────────────────────────────────────────────────────────────────────────────


@login_required
@require_safe
def paper(request: HttpRequest, network: UUID, paper: UUID) -> HttpResponse:
    """Its sections with their words, its files, and what is missing before it is signed."""
    held = open_network_paper(request.user, network, paper)
    assert held.network is not None
    flaws = flaws_of_words(held) if held.is_worked_on else []
    bars = _bars(held)
    return show_network(
        request,
        held.network,
        "network-papers",
        "desk/networks/paper.html",
        office=True,
        title=held.title,
        finding=_standing(held, len(flaws) + len(bars)),
        facts={
            "paper": held,
            "state": STATE_NAMES[Paper.State(held.state)],
            "language": name_of_language(held.language),
            "sections": [
                section_row(held, s, flaws, words_url(held, s["id"], held.language))
                for s in sections_of(held)
            ],
            "flaws": [(words_url(held, f.section, held.language), f) for f in flaws if f.section],
            "bars": bars,
            "signed": signatures_of(held),
            "drafts": drafts_of(held),
            "job": job_of(held),
            "make": _address(held, "network-paper-make"),
            "lessons": _address(held, "network-lessons"),
        },
        below=((_("Synthesis report"), reverse("desk:network-papers", args=[network])),),
    )


def _bars(paper: Paper) -> list[str]:
    if not paper.is_worked_on:
        return []
    unanswered = paper.corrections.filter(accepted=None).count()
    return bars_to_signing(paper, unanswered=unanswered, today=timezone.localdate())


def _standing(paper: Paper, lacking: int) -> str:
    if paper.state == Paper.State.SIGNED:
        return _("It is signed and can be published.")
    if not paper.is_worked_on:
        return _("It is public; its words never change.")
    if not lacking:
        return _("No required text is missing. Read the whole, then sign it.")
    said = ngettext(
        "%(count)d thing is missing before it can be signed. The check of the whole may find more.",
        "%(count)d things are missing before it can be signed. The check of the whole may find more.",
        lacking,
    )
    return said % {"count": lacking}


def _address(paper: Paper, name: str) -> str:
    assert paper.network is not None
    return reverse(f"desk:{name}", args=[paper.network.public_id, paper.public_id])


def words_url(paper: Paper, section: str, language: str) -> str:
    """Where the words of a section are written."""
    assert paper.network is not None
    named = [paper.network.public_id, paper.public_id, section, language]
    return reverse("desk:network-paper-words", args=named)

"""Downloading the briefing of a territory: choosing, making, waiting, and the files.

Public pages hold no tokens, so a briefing is asked for with a plain link: it is made once and then
kept, and asking again makes nothing new.
"""

from __future__ import annotations

import time
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from territoria_web.compare.queries.portrait import Opened, Portrait, place_at, portrait_of
from territoria_web.jobs.models import Job
from territoria_web.jobs.queries import open_job, unfinished
from territoria_web.jobs.services import enqueue
from territoria_web.library.languages import document_language, document_languages
from territoria_web.measure.queries.assessments import current
from territoria_web.people.often import MINUTE, times_in_a_minute
from territoria_web.public.page import Crumb, Page
from territoria_web.reports.briefing.answers import file_answer
from territoria_web.reports.briefing.editions import Edition, edition_of
from territoria_web.territories.queries import territory_name

KIND = "briefing"
DOCUMENTS_A_MINUTE = 10
MOST_WAITING = 50  # at half a minute each, as long as anyone would wait
SHOWN = (("briefing.html", "HTML"), ("briefing.pdf", "PDF"), ("briefing.docx", "DOCX"))


def briefing(request: HttpRequest, code: str) -> Page:
    """Choose framework and language; where it is made already, its files."""
    edition, portrait = _edition(request, code)
    return Page(
        template="public/briefing.html",
        title=_("Briefing: %(place)s") % {"place": portrait.name},
        finding=_(
            "Where %(place)s stands, whom to compare with, and what to do first, as a document for "
            "a council or a steering group: a main part to read, and a long annex with every number."
        )
        % {"place": portrait.name},
        facts={
            "edition": edition,
            "files": files_of(edition) if edition.made else [],
            "readings": _file_url(edition, "readings.json"),
            "frameworks": _briefed(portrait),
            "languages": document_languages(),
            "make": reverse("public:briefing-make", args=[code]),
        },
        crumbs=(_crumb(portrait),),
        robots="noindex",
    )


@require_safe
@never_cache
def make(request: HttpRequest, code: str) -> HttpResponseBase:
    """Have a briefing made, unless it is there; then to its progress."""
    edition, _portrait = _edition(request, code)
    query = f"?framework={edition.assessment.framework}&language={edition.language}"
    if edition.made:
        return HttpResponseRedirect(reverse("public:briefing", args=[code]) + query)
    if _too_many(request) or _too_long_a_queue(edition):
        return render(request, "429.html", {"wait": MINUTE}, status=429)
    job = enqueue(kind=KIND, arguments=edition.arguments(), key=edition.key)
    return HttpResponseRedirect(reverse("public:briefing-progress", args=[code, job.public_id]))


def progress(request: HttpRequest, code: str, job: UUID) -> Page:
    """How far a briefing is; when it is done, its files."""
    held = open_job(AnonymousUser(), job)
    if held.kind != KIND:
        raise Http404
    edition = edition_of(held.arguments)
    if edition.territory.code != code:
        raise Http404
    name = territory_name(edition.territory)
    return Page(
        template="public/briefing_progress.html",
        title=_("Briefing: %(place)s") % {"place": name},
        facts={
            "job": held,
            "here": request.path,
            "running": not held.ended_for_good,
            "ready": held.state == Job.State.DONE and edition.made,
            "files": files_of(edition),
            "again": reverse("public:briefing-make", args=[code])
            + f"?framework={edition.assessment.framework}&language={edition.language}",
        },
        crumbs=(Crumb(name, reverse("public:territory", args=[code])),),
        robots="noindex",
    )


@require_safe
def file(
    request: HttpRequest, code: str, framework: str, language: str, name: str
) -> HttpResponseBase:
    """One file of a briefing that is made."""
    path = Edition(place_at(code), current(framework), language).path(name)
    if path is None:
        raise Http404
    return file_answer(request, path, code, language)


def files_of(edition: Edition) -> list[tuple[str, str]]:
    """Label and address of each document."""
    return [(label, _file_url(edition, name)) for name, label in SHOWN]


def _file_url(edition: Edition, name: str) -> str:
    parts = [edition.territory.code, edition.assessment.framework, edition.language, name]
    return reverse("public:briefing-file", args=parts)


def _edition(request: HttpRequest, code: str) -> tuple[Edition, Portrait]:
    """The briefing asked for; 404 where there is none for such a territory or language."""
    portrait = portrait_of(place_at(code), request.GET.get("framework", ""))
    language = request.GET.get("language") or document_language()
    if (
        portrait.assessment is None
        or not _briefed(portrait)
        or language not in dict(document_languages())
    ):
        raise Http404
    return Edition(portrait.territory, portrait.assessment, language), portrait


def _briefed(portrait: Portrait) -> list[Opened]:
    """The frameworks that a briefing can be made of: those that compare."""
    return [f for f in portrait.frameworks if f.diagnoses]


def _crumb(portrait: Portrait) -> Crumb:
    return Crumb(portrait.name, reverse("public:territory", args=[portrait.territory.code]))


def _too_long_a_queue(edition: Edition) -> bool:
    """Whether so many briefings wait for visitors that another must be asked for later."""
    waiting = Job.objects.filter(kind=KIND, cycle=None, state=Job.State.WAITING)
    return waiting.count() >= MOST_WAITING and not unfinished(edition.key).exists()


def _too_many(request: HttpRequest) -> bool:
    """Whether this address has asked for more documents in a minute than one person reads."""
    key = f"briefings:{request.META.get('REMOTE_ADDR', '')}:{int(time.time()) // MINUTE}"
    return times_in_a_minute(key) > DOCUMENTS_A_MINUTE

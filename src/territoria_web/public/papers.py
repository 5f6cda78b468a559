"""A published paper: its text, who signed it, its versions and its files."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.library.languages import document_language, name_of_language
from territoria_web.papers.models import Paper, PaperFile
from territoria_web.papers.queries.papers import (
    file_of,
    files_of,
    is_invented,
    published,
    versions_of,
)
from territoria_web.papers.rules import KIND_NAMES, STATE_NAMES
from territoria_web.people.words import role_name
from territoria_web.public.derivation_links import derivation_url
from territoria_web.public.page import Crumb, Page
from territoria_web.reports.briefing.answers import style_digests
from territoria_web.reports.papers import MEDIA, body_of_file, contents_of_file
from territoria_web.territories.queries import territory_name


def paper(request: HttpRequest, paper: UUID) -> Page:
    """A version as it was published; a replaced or withdrawn one says so first."""
    held = published(paper)
    gone = held.state == Paper.State.WITHDRAWN
    files = [] if gone else list(files_of(held))
    language = _language(files, held)
    page = _page(files, language)
    place = held.cycle.territory if held.cycle else None
    versions = list(versions_of(held))
    current = next((v for v in versions if v.state == Paper.State.PUBLISHED), None)
    signed = list(held.signatures.all())
    return Page(
        template="public/paper.html",
        title=held.title,
        finding=_finding(held),
        facts={
            "paper": held,
            "kind": KIND_NAMES[Paper.Kind(held.kind)],
            "gone": gone,
            "current": current if current and current.pk != held.pk else None,
            "signed": [(s, role_name(s.role)) for s in signed],
            "versions": [(v, STATE_NAMES[Paper.State(v.state)]) for v in versions],
            "contents": contents_of_file(page) if page else "",
            "body": body_of_file(page, derivation_url) if page else "",
            "language": language,
            "other_language": name_of_language(language) if language != get_language() else "",
            "downloads": [_download(held, f) for f in files],
            "example": is_invented(held),
        },
        data=_data(held, files, signed),
        crumbs=(
            (Crumb(territory_name(place), reverse("public:territory", args=[place.code])),)
            if place
            else (Crumb(_("Network"), reverse("public:network")),)
        ),
        robots="noindex" if gone else "",
        status=410 if gone else 200,
    )


def _finding(paper: Paper) -> str:
    if paper.state == Paper.State.WITHDRAWN:
        return _("This paper was withdrawn: those who signed it no longer stand for it.")
    if paper.state == Paper.State.REPLACED:
        return _("A later version has taken the place of this one.")
    return _("Signed by those named below; its words never change.")


def _language(files: list[PaperFile], paper: Paper) -> str:
    """The one of the reader, where the paper is published in it."""
    held, wanted = {f.language for f in files}, document_language()
    return wanted if wanted in held else paper.language


def _page(files: list[PaperFile], language: str) -> bytes | None:
    """The text to the byte as it was published."""
    held = next((f for f in files if f.language == language and f.name.endswith(".html")), None)
    return bytes(held.content) if held else None


def _download(paper: Paper, file: PaperFile) -> tuple[str, str]:
    label = f"{file.name.rpartition('.')[2].upper()}, {name_of_language(file.language)}"
    named = [paper.public_id, file.language, file.name]
    return label, reverse("public:paper-file", args=named)


def _data(paper: Paper, files: list[PaperFile], signed: list[Any]) -> dict[str, Any]:
    return {
        "kind": paper.kind,
        "version": paper.version,
        "reason": paper.reason,
        "state": paper.state,
        "published": timezone.localdate(paper.published).isoformat() if paper.published else None,
        "withdrawn_because": paper.withdrawn_because,
        "signatures": [
            {"name": s.name, "role": s.role, "digest": s.digest, "signed": s.signed.isoformat()}
            for s in signed
        ],
        "files": [{"language": f.language, "name": f.name, "sha256": f.digest} for f in files],
    }


# A network's report has its readings beside it.
OF_FILES = {**MEDIA, "json": "application/json; charset=utf-8"}


@require_safe
def paper_file(request: HttpRequest, paper: UUID, language: str, name: str) -> HttpResponseBase:
    """A file to the byte as it was published: HTML is shown, all else is saved."""
    held = published(paper)
    content = bytes(file_of(held, language, name).content)
    kind = name.rpartition(".")[2]
    shown = kind == "html"
    digests = style_digests(content.decode()) if shown else []

    @csp_replace({"style-src": digests or ["'none'"], "script-src": ["'none'"]})
    def answered(request: HttpRequest) -> HttpResponse:
        answer = HttpResponse(content, content_type=OF_FILES.get(kind, "application/octet-stream"))
        way = "inline" if shown else "attachment"
        answer["Content-Disposition"] = f'{way}; filename="{language}-{name}"'
        answer["X-Content-Type-Options"] = "nosniff"
        patch_cache_control(answer, public=True, max_age=60)
        return answer

    sent: HttpResponseBase = answered(request)
    return sent

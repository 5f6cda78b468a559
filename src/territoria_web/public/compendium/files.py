"""A frozen edition as a file: the cards as data with their digest, or as a document."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from territoria_web.act.models import Edition
from territoria_web.act.queries.cards import public_edition
from territoria_web.library.csv_text import as_csv
from territoria_web.library.languages import document_language
from territoria_web.reports.compendium.build import KINDS, edition_file
from territoria_web.reports.papers import MEDIA

DATA = {"json": "application/json; charset=utf-8", "csv": "text/csv; charset=utf-8"}
HEAD = (
    *("id", "title", "language", "city", "territory", "problem", "done", "why", "needs"),
    *("effort", "money", "until_effect", "failed", "obstacle", "facilitator", "sdg"),
    *("transferable", "effects", "dated", "valid_until", "published", "licence"),
)


@require_safe
def edition(request: HttpRequest, project: UUID, number: int, kind: str) -> HttpResponse:
    """The file, always saved; documents in the language of the reader."""
    held = public_edition(project, number)
    if kind in KINDS:
        content, media = edition_file(held, kind, document_language()), MEDIA[kind]
    elif kind in DATA:
        content, media = _as_data(held, kind), DATA[kind]
    else:
        raise Http404
    answer = HttpResponse(content, content_type=media)
    answer["Content-Disposition"] = f'attachment; filename="compendium-{number}.{kind}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(answer, public=True, max_age=60)
    return answer


def _as_data(held: Edition, kind: str) -> bytes:
    if kind == "csv":
        return as_csv(HEAD, [_cells(card) for card in held.cards]).encode()
    body = {
        "project": {"id": str(held.project.public_id), "title": held.project.title},
        "example": held.project.example,
        "edition": held.number,
        "frozen": held.made.isoformat(),
        "sha256": held.digest,
        "digest_of": "the cards as JSON in UTF-8, keys sorted, without blanks",
        "cards": held.cards,
    }
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()


def _cells(card: dict[str, Any]) -> tuple[object, ...]:
    effects = " | ".join(f"{e['claim']} ({e['grade']})" for e in card["effects"])
    told = {**card["body"], **card, "effects": effects}
    return tuple(told.get(name) for name in HEAD)

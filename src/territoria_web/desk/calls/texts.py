"""An expression as those read it who may: its sections with their words, and its files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from territoria_web.invite.call_rules import GROUP_NAMES, count_words
from territoria_web.invite.models import Application
from territoria_web.invite.queries.calls import sections_of


@dataclass(frozen=True)
class Written:
    """A section with what stands in it."""

    id: str
    title: str
    text: str
    words: int
    limit: int | None


def written_sections(application: Application) -> list[Written]:
    """All sections of the form, those without words too."""
    body: dict[str, str] = application.body
    return [
        Written(s.id, s.title, body.get(s.id, ""), count_words(body.get(s.id, "")), s.words)
        for s in sections_of(application.call)
    ]


def files_of(application: Application) -> list[dict[str, Any]]:
    """The files beside it, without their content."""
    rows = application.attachments.defer("content")
    return [
        {
            "row": row,
            "url": reverse("desk:application-file", args=[application.public_id, row.public_id]),
            "size": filesizeformat(row.size),
            "group": GROUP_NAMES.get(row.group, ""),
        }
        for row in rows
    ]

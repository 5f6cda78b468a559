"""How figures are made: short texts in the reader's words, each with the way into the details."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from territoria_web.measure.queries.assessments import frameworks
from territoria_web.public.page import Page


def methods(request: HttpRequest) -> Page:
    """One page: score, range, peers, gaps, targets, trends, advice, evidence, badges."""
    held = frameworks()
    return Page(
        template="public/methods.html",
        title=_("How figures are made"),
        finding=_(
            "Every score follows from published figures by rules that are written down, and every "
            "number says how sure it is."
        ),
        facts={
            "frameworks": held,
            "comparing": [f for f in held if f.peers is not None],
            "sections": _sections(),
        },
    )


def _sections() -> list[tuple[str, str]]:
    return [
        ("scores", _("Scores")),
        ("ranges", _("Ranges")),
        ("peers", _("Peers")),
        ("gaps", _("Gaps")),
        ("targets", _("Targets")),
        ("trends", _("Trends")),
        ("advice", _("Advice and its tiers")),
        ("evidence", _("Grades of evidence")),
        ("badges", _("What a figure rests on")),
        ("unknown", _("What is unknown")),
        ("follow", _("Follow a number")),
    ]

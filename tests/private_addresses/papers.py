"""Who gets what at the addresses of papers."""

from __future__ import annotations

from datetime import date
from typing import Any

from private_addresses.table import TEAM_SEES, Line, line
from territoria_web.papers.models import Correction, Paper
from territoria_web.papers.services.writing import begin_paper
from territoria_web.people.models import Organisation, User
from territoria_web.territories.models import Cycle

# name                      stranger nobody viewer expert editor lead other secr. operator
WRITES = "in 404 403 200 200 200 404 403 404"
POSTS = "in 404 403 422 422 422 404 403 404"
CORRECTS = "in 404 422 422 422 422 404 403 404"
SIGNS = "in 404 403 200 403 200 404 403 404"
POSTS_SIGNS = "in 404 403 422 403 422 404 403 404"
PUBLISHES = "in 404 403 403 403 200 404 403 404"
POSTS_PUBLISHES = "in 404 403 403 403 422 404 403 404"
ONE = {"public_id": "cycle", "paper": "team_paper"}
WORDS = {**ONE, "section": "paper_section", "language": "paper_language"}
CORRECTION = {**ONE, "correction": "paper_correction"}

LINES: dict[str, Line] = {
    "desk:papers": line(TEAM_SEES, public_id="cycle"),
    "desk:paper-begin": line(WRITES, public_id="cycle", kind="paper_kind"),
    "POST desk:paper-begin": line(POSTS, "POST", public_id="cycle", kind="paper_kind"),
    "desk:paper": line(TEAM_SEES, **ONE),
    "desk:paper-check": line(TEAM_SEES, **ONE),
    "desk:paper-words": line(TEAM_SEES, **WORDS),
    "POST desk:paper-words": line(POSTS, "POST", **WORDS),
    "desk:paper-draft": line(TEAM_SEES, **ONE, language="paper_language", kind="paper_format"),
    "desk:paper-corrections": line(TEAM_SEES, **ONE),
    "POST desk:paper-corrections": line(CORRECTS, "POST", **ONE),
    "desk:paper-correction": line(WRITES, **CORRECTION),
    "POST desk:paper-correction": line(POSTS, "POST", **CORRECTION),
    "desk:paper-sign": line(SIGNS, **ONE),
    "POST desk:paper-sign": line(POSTS_SIGNS, "POST", **ONE),
    "desk:paper-unsign": line(SIGNS, **ONE),
    "POST desk:paper-unsign": line(POSTS_SIGNS, "POST", **ONE),
    "desk:paper-publish": line(PUBLISHES, **ONE),
    "POST desk:paper-publish": line(POSTS_PUBLISHES, "POST", **ONE),
    "desk:paper-withdraw": line(PUBLISHES, **ONE),
    "POST desk:paper-withdraw": line(POSTS_PUBLISHES, "POST", **ONE),
}


def things(cycle: Cycle, network: Organisation, people: dict[str, User]) -> dict[str, Any]:
    """What these addresses are about, by the name of the part that it fills."""
    lead = people["lead"]
    paper = begin_paper(
        by=lead, kind="assessment-report", cycle=cycle, title="Where we stand", language="en"
    )
    Paper.objects.filter(pk=paper.pk).update(
        state=Paper.State.CORRECTIONS, corrections_until=date(2100, 1, 1)
    )
    correction = Correction.objects.create(paper=paper, section="sectors", text="It is 13 %.")
    return {
        "team_paper": paper.public_id,
        "paper_kind": str(paper.kind),
        "paper_section": "question",
        "paper_language": "en",
        "paper_format": "html",
        "paper_correction": correction.public_id,
    }

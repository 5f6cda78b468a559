"""What the pages of a paper share: its frame, what stands where, which step takes work on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from territoria_web.desk.workspace import rights, show_stage
from territoria_web.invite.models import Step
from territoria_web.invite.rules import refuse_unless_open
from territoria_web.papers.models import Paper
from territoria_web.papers.rules import KIND_NAMES, STATE_NAMES
from territoria_web.people.words import role_name
from territoria_web.territories.models import Cycle

STAGE: Final = "papers"

# Which step of the cycle a kind of paper belongs to; another version may be begun at any time.
STEP_OF: Final[Mapping[str, str]] = {
    Paper.Kind.ASSESSMENT: Step.Kind.PREASSESSMENT,
    Paper.Kind.PROCEEDINGS: Step.Kind.WORKSHOP,
    Paper.Kind.BRIEFING: Step.Kind.BRIEFING,
    Paper.Kind.CITIZENS: Step.Kind.BRIEFING,
}


def refuse_step(paper: Paper) -> None:
    """ValidationError where the step that a paper belongs to takes no work now."""
    if paper.cycle is not None and paper.kind in STEP_OF:
        refuse_unless_open(paper.cycle, STEP_OF[paper.kind])


def step_takes_work(paper: Paper) -> bool:
    """Whether the step that a paper belongs to takes work now."""
    try:
        refuse_step(paper)
    except ValidationError:
        return False
    return True


def show_paper(
    request: HttpRequest,
    paper: Paper,
    template: str,
    *,
    title: str = "",
    finding: str = "",
    facts: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page of a paper, with the way back to it."""
    cycle = cycle_of(paper)
    home = reverse("desk:paper", args=[cycle.public_id, paper.public_id])
    crumbs = ((_("Papers"), reverse("desk:papers", args=[cycle.public_id])),)
    return show_stage(
        request,
        cycle,
        STAGE,
        template,
        title=title or paper.title,
        finding=finding,
        facts={
            "paper": paper,
            "kind": KIND_NAMES[Paper.Kind(paper.kind)],
            "state": STATE_NAMES[Paper.State(paper.state)],
            "home": home,
            **rights(cycle, "papers", "write", "correct", "sign", "publish"),
            **(facts or {}),
        },
        status=status,
        below=(*crumbs, (paper.title, home)) if title else crumbs,
        step=STEP_OF.get(paper.kind, "") if paper.is_worked_on else "",
    )


def cycle_of(paper: Paper) -> Cycle:
    """The cycle of a team's paper."""
    assert paper.cycle is not None
    return paper.cycle


def signatures_of(paper: Paper) -> list[tuple[Any, str]]:
    """The signatures with what their roles are called."""
    return [(s, role_name(s.role)) for s in paper.signatures.all()]


def sections_of(paper: Paper) -> list[dict[str, Any]]:
    """The sections of the frozen template."""
    return list(paper.template.body["sections"])

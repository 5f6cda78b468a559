"""What every deed on a paper needs: the paper held fast, its words tidied, the journal's line."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from territoria_web.papers.models import Paper
from territoria_web.papers.rules import LONGEST_REASON, SHORTEST_REASON
from territoria_web.people.models import User
from territoria_web.people.services import write_entry
from territoria_web.territories.models import Territory
from territoria_web.territories.rules import refuse_where_closed as refuse_where_closed


def locked(paper: Paper) -> Paper:
    """The paper as it stands now, held until the transaction ends."""
    held: Paper = (
        Paper.objects.select_for_update(of=("self",))
        .select_related("template", "cycle__territory", "network")
        .get(pk=paper.pk)
    )
    return held


def refuse_unless_worked_on(paper: Paper) -> None:
    """ValidationError where the words of a paper stand for good, or its cycle is closed."""
    refuse_where_closed(paper.cycle)
    if paper.state == Paper.State.SIGNED:
        raise ValidationError(_("This version is signed. Take the signatures back to change it."))
    if not paper.is_worked_on:
        raise ValidationError(_("A published version never changes. Begin a new one."))


def check_reason(reason: str, otherwise: str) -> None:
    """ValidationError where a reason is no sentence, or a whole paper."""
    if len(reason.strip()) < SHORTEST_REASON:
        said = _("Use at least %(least)d characters.") % {"least": SHORTEST_REASON}
        raise ValidationError([otherwise, said])
    if len(reason.strip()) > LONGEST_REASON:
        raise ValidationError(_("Use at most %(most)d characters.") % {"most": LONGEST_REASON})


def place_of(paper: Paper) -> Territory | None:
    """The territory in whose journal the deeds on a paper are kept."""
    return paper.cycle.territory if paper.cycle else None


def write_deed(*, by: User, what: str, paper: Paper, after: Any, before: Any = None) -> None:
    """The line of the journal on what somebody did to a paper."""
    about = f"paper {paper.public_id}"
    write_entry(
        who=by, what=what, about=about, territory=place_of(paper), before=before, after=after
    )


def section_ids(paper: Paper) -> tuple[str, ...]:
    """The sections of a paper, by its frozen template."""
    return tuple(s["id"] for s in paper.template.body["sections"])

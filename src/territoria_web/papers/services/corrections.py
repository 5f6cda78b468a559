"""Corrections of a draft by its host: opened for so many working days, each answered."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.library.saying import day
from territoria_web.library.typed import plain
from territoria_web.papers.models import Correction, Paper
from territoria_web.papers.rules import (
    CORRECTION_DAYS,
    LONGEST_CORRECTION,
    earliest_end,
    takes_corrections,
)
from territoria_web.papers.services.paper_deeds import (
    check_reason,
    locked,
    refuse_unless_worked_on,
    section_ids,
    write_deed,
)
from territoria_web.people.models import User


@transaction.atomic
def open_for_corrections(*, by: User, paper: Paper, until: date) -> Paper:
    """Give a draft to its host, who may say until a day what is wrong in it."""
    held = locked(paper)
    refuse_unless_worked_on(held)
    earliest = earliest_end(held, timezone.localdate())
    if until < earliest:
        raise ValidationError(
            _("The host has %(days)s working days. Choose %(day)s or later.")
            % {"days": CORRECTION_DAYS.get(held.kind, 1), "day": day(earliest)}
        )
    before = held.corrections_until
    held.state, held.corrections_until = Paper.State.CORRECTIONS, until
    held.save(update_fields=["state", "corrections_until"])
    write_deed(
        by=by,
        what="open for corrections",
        paper=held,
        before={"until": before.isoformat()} if before else None,
        after={"title": held.title, "until": until.isoformat()},
    )
    return held


@transaction.atomic
def end_corrections(*, by: User, paper: Paper, because: str) -> Paper:
    """The host has no more to correct: end it before the day. It is the lead's to say so."""
    held = locked(paper)
    today = timezone.localdate()
    if not takes_corrections(held, today):
        raise ValidationError(_("This paper is not open for corrections."))
    check_reason(because, _("Say in a sentence why the host needs no more time."))
    before, held.state = held.corrections_until, Paper.State.DRAFT
    held.corrections_until = today
    held.save(update_fields=["state", "corrections_until"])
    write_deed(
        by=by,
        what="end corrections",
        paper=held,
        before={"until": before.isoformat() if before else ""},
        after={"title": held.title, "until": today.isoformat(), "reason": because.strip()},
    )
    return held


@transaction.atomic
def propose_correction(*, by: User, paper: Paper, section: str, text: str) -> Correction:
    """Say what is wrong in a section of a draft that is open for corrections."""
    held = locked(paper)
    if not takes_corrections(held, timezone.localdate()):
        raise ValidationError(
            _("This paper is not open for corrections. Ask the team to open it once more.")
        )
    if section not in section_ids(held):
        raise ValidationError(_("This paper has no such section."))
    text = plain(text)
    if not text or len(text) > LONGEST_CORRECTION:
        raise ValidationError(
            _("Say what is wrong and how it should read, in at most %(most)s characters.")
            % {"most": LONGEST_CORRECTION}
        )
    made = Correction.objects.create(paper=held, section=section, text=text, by=by)
    write_deed(
        by=by,
        what="propose correction",
        paper=held,
        after={"title": held.title, "section": section},
    )
    return made


@transaction.atomic
def answer_correction(
    *, by: User, correction: Correction, accepted: bool, answer: str
) -> Correction:
    """Accept a correction, or refuse it with a reason; an answer can be changed until signing."""
    paper = locked(correction.paper)
    refuse_unless_worked_on(paper)
    answer = plain(answer)
    if len(answer) > LONGEST_CORRECTION:
        raise ValidationError(
            _("Use at most %(most)s characters; these are %(count)s. Shorten the text.")
            % {"most": LONGEST_CORRECTION, "count": len(answer)}
        )
    if not accepted:
        check_reason(answer, _("Say in a sentence why it stays as it is."))
    row = Correction.objects.select_for_update().get(pk=correction.pk)
    row.accepted, row.answer, row.answered_by = accepted, answer, by
    row.answered = timezone.now()
    row.save()
    paper.signatures.all().delete()  # who signed did not know this answer
    write_deed(
        by=by,
        what="answer correction",
        paper=paper,
        after={"title": paper.title, "section": row.section, "accepted": accepted},
    )
    return row

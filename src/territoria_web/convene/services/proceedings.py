"""Beginning the proceedings of a meeting as a paper; its words and signatures are the papers' room."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from territoria_web.convene.models import Meeting
from territoria_web.convene.services.journal import locked
from territoria_web.library.saying import said_in
from territoria_web.papers.models import Paper
from territoria_web.papers.services.writing import begin_paper
from territoria_web.people.models import User


@transaction.atomic
def begin_proceedings(*, by: User, meeting: Meeting, reason: str = "") -> Paper:
    """Open the proceedings of a meeting that has ended; a later version needs a reason."""
    held = locked(meeting)
    if held.state != Meeting.State.ENDED:
        raise ValidationError(_("Proceedings are begun when the meeting has ended."))
    with said_in(held.language):
        title = _("Proceedings: %(title)s") % {"title": held.title}
    paper = begin_paper(
        by=by,
        kind=Paper.Kind.PROCEEDINGS,
        cycle=held.cycle,
        part=str(held.public_id),
        title=title[:200],
        language=held.language,
        reason=reason,
    )
    held.proceedings = paper
    held.save(update_fields=["proceedings"])
    return paper

"""What people of the team make of the answers: themes, what may be quoted, known margins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from territoria_web.invite.models import Step
from territoria_web.invite.rules import refuse_unless_open
from territoria_web.library.queries import library
from territoria_web.listen.models import Answer, Survey, ThemeMark
from territoria_web.listen.queries.forms import form_of
from territoria_web.listen.queries.weighted import possible_margins
from territoria_web.listen.services.journal import note
from territoria_web.people.models import User

MOST_THEMES = 3


@dataclass(frozen=True)
class Mark:
    """What somebody says of one open answer."""

    answer: int
    themes: tuple[str, ...]
    moderated: bool


@transaction.atomic
def mark_answers(*, by: User, survey: Survey, marks: Sequence[Mark]) -> int:
    """Put open answers under themes, and say which name nobody; how many changed."""
    refuse_unless_open(survey.cycle, Step.Kind.SURVEY)
    known = library().themes
    held = {
        row.pk: row
        for row in Answer.objects.filter(
            pk__in=[mark.answer for mark in marks],
            response__survey=survey,
            response__withdrawn=None,
            current=True,
        )
        .exclude(text="")
        .prefetch_related("themes")
    }
    changed = 0
    for mark in marks:
        row = held.get(mark.answer)
        if row is None:  # changed or withdrawn by its respondent meanwhile
            continue
        if not set(mark.themes) <= set(known) or len(mark.themes) > MOST_THEMES:
            raise ValidationError(_("Choose at most three themes of the list for an answer."))
        changed += _marked(by, row, mark)
    if changed:
        note(by, survey, "mark themes", after={"figures": changed})
    return changed


def _marked(by: User, row: Answer, mark: Mark) -> bool:
    standing = {one.theme for one in row.themes.all()}
    wanted = set(mark.themes)
    if standing == wanted and row.moderated == mark.moderated:
        return False
    row.themes.exclude(theme__in=wanted).delete()
    ThemeMark.objects.bulk_create(
        ThemeMark(answer=row, theme=theme, by=by) for theme in sorted(wanted - standing)
    )
    Answer.objects.filter(pk=row.pk).update(moderated=mark.moderated)
    return True


@transaction.atomic
def set_margins(
    *, by: User, survey: Survey, margins: Mapping[str, Mapping[str, float]], source: str, seen: int
) -> None:
    """Known shares (percent) of people, and where they are known from; none: no weights."""
    refuse_unless_open(survey.cycle, Step.Kind.SURVEY)
    kept = {name: dict(shares) for name, shares in margins.items() if shares}
    known = {margin.id: margin for margin in possible_margins(form_of(survey))}
    for name, shares in kept.items():
        if name not in known or not set(shares) <= set(known[name].labels):
            raise ValidationError(_("There is no such group. Open the page again."))
        total = sum(shares.values())
        if min(shares.values()) < 0 or abs(total - 100) > 0.5:
            said = _("The shares of “%(margin)s” add up to %(total)s, not to 100.")
            raise ValidationError(said % {"margin": known[name].title, "total": f"{total:g}"})
    if kept and not source.strip():
        raise ValidationError({"source": _("Say where the shares are known from.")})
    if not Survey.objects.filter(pk=survey.pk, edit=seen).update(edit=F("edit") + 1):
        raise ValidationError(_("Somebody changed this survey meanwhile. Open the page again."))
    survey.refresh_from_db()
    survey.margins, survey.margins_source = kept, source.strip()[:300] if kept else ""
    survey.save(update_fields=["margins", "margins_source"])
    note(by, survey, "set margins", after={"figures": len(kept)})

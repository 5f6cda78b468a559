"""Open answers: what people wrote, under which themes; never by whom, in no order that tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from territoria.listen.themes import Proposer, Said, Themes, count_themes
from territoria_web.library.queries import library
from territoria_web.listen.models import Answer, Look, Survey
from territoria_web.listen.queries.forms import form_of, groups_of_form
from territoria_web.listen.rules import key_of

HANDLE: Final = 20


@dataclass(frozen=True)
class Written:
    """One open answer. ``handle`` names it on a page: numbers of rows, one after the other, would
    tell which answers came together. ``proposed``: a theme that its words point to, until a person
    marks one; ``may_be_quoted``: the respondent agreed.
    """

    id: int
    handle: str
    item: str
    text: str
    themes: tuple[str, ...]
    proposed: str
    may_be_quoted: bool
    moderated: bool


def theme_titles() -> dict[str, str]:
    """Themes that can be marked, by id, in the language spoken."""
    return {theme.id: theme.title.say() for theme in library().themes.values()}


def written_answers(survey: Survey, *, item: str = "") -> list[Written]:
    """Open answers of the people whose results are shown; two queries.

    In the order of their handles, so that neighbours tell nothing.
    """
    look = survey.looks.first()
    if look is None:
        return []
    held = _shown(survey, look)
    rows = held.filter(item=item) if item else held
    proposer = Proposer(library().themes, library().frameworks.values())
    found = [_written(row, proposer) for row in rows.prefetch_related("themes")]
    return sorted(found, key=lambda one: one.handle)


def _shown(survey: Survey, look: Look) -> QuerySet[Answer]:
    return (
        Answer.objects.filter(
            response__survey=survey,
            response__withdrawn=None,
            response__confirmed__lte=look.cutoff,
            current=True,
        )
        .exclude(text="")
        .select_related("response")
    )


def _written(row: Answer, proposer: Proposer) -> Written:
    themes = tuple(sorted(mark.theme for mark in row.themes.all()))
    proposal = None if themes else proposer.propose(row.text)
    return Written(
        id=row.pk,
        handle=key_of("open answer", str(row.pk))[:HANDLE],
        item=row.item,
        text=row.text,
        themes=themes,
        proposed=proposal.theme if proposal else "",
        may_be_quoted=row.response.consent,
        moderated=row.moderated,
    )


def counted_themes(survey: Survey, items: tuple[str, ...]) -> Themes | None:
    """How many people spoke of each theme in these questions. Groups are not told apart: counts change
    with every mark, and the difference of two would tell who spoke.
    """
    look = survey.looks.first()
    if look is None:
        return None
    form = form_of(survey)
    groups: Mapping[str, str] = dict.fromkeys(groups_of_form(form), "everyone")
    known = tuple(library().themes)
    rows = _shown(survey, look).filter(item__in=items).prefetch_related("themes")
    said = [
        Said(
            str(row.response_id),
            row.response.role,
            row.text,
            tuple(mark.theme for mark in row.themes.all() if mark.theme in known),
        )
        for row in rows
        if row.response.role in groups
    ]
    return count_themes(said, known, groups)


def quotes(survey: Survey) -> list[tuple[str, str, tuple[str, ...]]]:
    """Item, words and themes of what may be quoted: the respondent agreed, and somebody of the team
    read it and found that it names nobody.
    """
    return [
        (one.item, one.text, one.themes)
        for one in written_answers(survey)
        if one.may_be_quoted and one.moderated
    ]

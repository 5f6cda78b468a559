"""Writing a paper: beginning a version, its words, and the corrections of its host.

The caller has asked the door (``open_cycle(…, stage="papers", verb=…)`` or
``papers.queries.papers.open_paper``), and whether the step of the cycle takes work.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from territoria_web.library.languages import document_languages
from territoria_web.library.queries import library
from territoria_web.library.services import freeze_text
from territoria_web.library.typed import plain
from territoria_web.papers.models import Paper
from territoria_web.papers.rules import LONGEST_SECTION, digest_of_words
from territoria_web.papers.services.corrections import answer_correction as answer_correction
from territoria_web.papers.services.corrections import end_corrections as end_corrections
from territoria_web.papers.services.corrections import open_for_corrections as open_for_corrections
from territoria_web.papers.services.corrections import propose_correction as propose_correction
from territoria_web.papers.services.paper_deeds import (
    check_reason,
    locked,
    refuse_unless_worked_on,
    refuse_where_closed,
    section_ids,
    write_deed,
)
from territoria_web.papers.services.paper_lessons import copy_lessons
from territoria_web.people.models import Organisation, User
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile

Words = Mapping[str, Mapping[str, str]]


# ── a version ─────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def begin_paper(
    *,
    by: User,
    kind: str,
    cycle: Cycle | None = None,
    network: Organisation | None = None,
    part: str = "",
    title: str,
    language: str,
    reason: str = "",
    words: Words | None = None,
) -> Paper:
    """Begin the next version of a paper, with its template as it stands now.

    ``words``: to begin with; without them those of the version before. ValidationError where one is
    worked on already, or a later version has no reason.
    """
    refuse_where_closed(cycle)
    template = library().templates.get(kind)
    if template is None or kind not in Paper.Kind.values:
        raise ValidationError(_("There is no such kind of paper. Choose one of the list."))
    if language not in dict(document_languages()):
        raise ValidationError(_("Documents are not written in this language. Choose another."))
    if not title.strip():
        raise ValidationError(_("Give the paper a title."))
    before = _versions(cycle, network, kind, part).order_by("-version").first()
    _check_next(before, reason)
    paper = Paper(
        kind=kind,
        cycle=cycle,
        network=network,
        part=part,
        version=before.version + 1 if before else 1,
        reason=reason.strip(),
        title=title.strip()[:200],
        language=language,
        template=freeze_text(kind="templates", text_id=kind, text=template),
        words=_first_words(before, words),
        made_by=by,
    )
    _save_alone(paper)
    if before is not None:
        copy_lessons(before, paper)
    told = {"kind": paper.kind, "title": paper.title, "version": paper.version}
    write_deed(by=by, what="begin paper", paper=paper, after={**told, "reason": paper.reason})
    return paper


def _versions(
    cycle: Cycle | None, network: Organisation | None, kind: str, part: str
) -> QuerySet[Paper]:
    return Paper.objects.filter(cycle=cycle, network=network, kind=kind, part=part)


def _check_next(before: Paper | None, reason: str) -> None:
    if before is None:
        return
    if before.published is None:
        raise ValidationError(
            _("Version %(version)s is worked on already. Go on with it.")
            % {"version": before.version}
        )
    check_reason(reason, _("Say in a sentence why a new version is begun; everybody may read it."))


def _first_words(before: Paper | None, words: Words | None) -> dict[str, dict[str, str]]:
    held: Words = words if words is not None else before.words if before else {}
    return {section: dict(texts) for section, texts in held.items()}


def _save_alone(paper: Paper) -> None:
    """Of two who begin at once the second is told."""
    try:
        with transaction.atomic():
            paper.save()
    except IntegrityError as taken:
        raise ValidationError(_("A colleague began this paper just now. Go on with it.")) from taken


# ── words ─────────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def write_section(
    *,
    by: User,
    paper: Paper,
    section: str,
    language: str,
    text: str,
    seen: int,
    stood: str | None = None,
) -> Paper:
    """Put words into a section, in a language; signatures of the words before fall away.

    ``seen``: the edit that the writer had before them; ``stood``: ``digest_of_words`` of the words
    they had before them, so that colleagues in other sections do not disturb each other.
    ChangedMeanwhile where a colleague was quicker.
    """
    held = locked(paper)
    refuse_unless_worked_on(held)
    _check_place(held, section, language)
    text = plain(text)
    if len(text) > LONGEST_SECTION:
        raise ValidationError(
            _("Use at most %(most)s characters; these are %(count)s. Shorten the text.")
            % {"most": LONGEST_SECTION, "count": len(text)}
        )
    now = held.words.get(section, {}).get(language, "")
    if seen != held.edit and (stood is None or stood != digest_of_words(now)):
        raise ChangedMeanwhile(
            _("Someone changed this paper while you were writing. Your words are still below.")
        )
    if text == now:
        return held
    held.words = {**held.words, section: {**held.words.get(section, {}), language: text}}
    held.edit += 1
    held.save(update_fields=["words", "edit"])
    dropped = held.signatures.all().delete()[0]
    write_deed(
        by=by,
        what="write section",
        paper=held,
        after={"title": held.title, "section": section, "language": language, "dropped": dropped},
    )
    return held


def _check_place(paper: Paper, section: str, language: str) -> None:
    if section not in section_ids(paper):
        raise ValidationError(_("This paper has no such section."))
    if language not in dict(document_languages()):
        raise ValidationError(_("Documents are not written in this language. Choose another."))

"""Editions: the compendium as it stood on a day, with a digest by which anyone can check it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.act.models import Card, Edition, Project
from territoria_web.act.queries.cards import JUDGMENTS, frozen
from territoria_web.act.rules.cards import State
from territoria_web.act.rules.projects import FREEZES, Doer
from territoria_web.act.services.project_journal import held_project, note, tell_story

LATE: Final = timedelta(days=7)  # a site that slept over the due day still keeps it


def digest_of_cards(cards: Sequence[dict[str, Any]]) -> str:
    """SHA-256 of the cards as JSON: keys sorted, no blanks, UTF-8."""
    text = json.dumps(cards, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def freeze_edition(*, project: Project, doer: Doer) -> Edition:
    """Keep the published cards as they are now. ValidationError where there are none, or the last
    edition holds the same.
    """
    held = held_project(project, "edition", doer)
    cards = _cards(held)
    if not cards:
        raise ValidationError(_("No card is published yet."))
    last = held.editions.first()
    if last is not None and last.digest == digest_of_cards(cards):
        raise ValidationError(_("The last edition holds the same cards, word for word."))
    edition = _frozen(held, cards, doer)
    note(doer, held, "freeze compendium", number=edition.number)
    return edition


def freeze_due_editions(*, today: date | None = None) -> int:
    """Freeze the compendia whose product is due today or was a few days ago; how many."""
    day = today or timezone.localdate()
    with transaction.atomic():
        held = Project.objects.select_for_update(of=("self",)).select_related("network")
        rows = held.filter(due__lte=day, due__gte=day - LATE, state__in=FREEZES)
        due = [(one, _cards(one)) for one in rows if not _has_edition(one)]
        for project, cards in due:
            if cards:
                _frozen(project, cards, Doer("", project.network.name))
        return sum(bool(cards) for _project, cards in due)


def _has_edition(project: Project) -> bool:
    return project.editions.filter(made__date__gte=project.due).exists()


def _cards(project: Project) -> list[dict[str, Any]]:
    rows = Card.objects.filter(project=project, state=State.PUBLISHED)
    held = rows.select_related("partner__territory").prefetch_related(JUDGMENTS)
    return [frozen(card) for card in held.order_by("partner__name", "title", "pk")]


def _frozen(project: Project, cards: list[dict[str, Any]], doer: Doer) -> Edition:
    last = project.editions.order_by("-number").values_list("number", flat=True).first()
    edition = Edition.objects.create(
        project=project,
        number=(last or 0) + 1,
        cards=cards,
        digest=digest_of_cards(cards),
        made=timezone.now(),
    )
    tell_story(project, doer, "edition frozen", number=edition.number, count=len(cards))
    return edition

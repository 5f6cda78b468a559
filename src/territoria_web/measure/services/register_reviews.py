"""Somebody of a second territory reads an initiative; found fit, it enters the register as an edition."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.library.typed import plain
from territoria_web.measure.models import Initiative, InitiativeEdition, InitiativeReview
from territoria_web.measure.queries.register import PEERS, may_review
from territoria_web.measure.services.register import (
    LONGEST_SAID,
    SHORTEST_SAID,
    State,
    locked,
    note,
)
from territoria_web.people.models import User
from territoria_web.territories.queries import territory_name

Verdict = InitiativeReview.Verdict


@transaction.atomic
def review_initiative(
    *, by: User, initiative: Initiative, verdict: str, said: str, seen: int
) -> InitiativeEdition | None:
    """Judge the words that stand. Fit: they enter the register, and this is the edition; to be mended:
    they go back to their team. ChangedMeanwhile where its team wrote it anew.
    """
    held = locked(initiative, seen)
    if not may_review(by, held):
        raise ValidationError(_("This initiative waits for no review of yours."))
    words, place = _checked(verdict, said), place_of(by)
    InitiativeReview.objects.create(
        initiative=held, by=by, place=place, edit=held.edit, verdict=verdict, said=words
    )
    note(by, held, "review initiative", verdict=verdict)
    if verdict == Verdict.FIT:
        return _published(held, place)
    held.state, held.submitted = State.DRAFT, None
    held.save(update_fields=["state", "submitted"])
    return None


def _checked(verdict: str, typed: str) -> str:
    words, wrong = plain(typed), dict[str, str]()
    if verdict not in Verdict.values:
        wrong["verdict"] = _("Choose one of the two.")
    if not SHORTEST_SAID <= len(words) <= LONGEST_SAID:
        said = _("Say in at least %(least)d characters what your judgment rests on.")
        wrong["said"] = said % {"least": SHORTEST_SAID}
    if wrong:
        raise ValidationError(wrong)
    return words


def _published(held: Initiative, place: str) -> InitiativeEdition:
    last = held.editions.first()
    edition = InitiativeEdition.objects.create(
        initiative=held,
        number=last.number + 1 if last else 1,
        title=held.title,
        language=held.language,
        body=held.body,
        digest=digest_of(held.body),
        reviewed_in=place,
        made=timezone.now(),
    )
    held.state = State.PUBLISHED
    held.save(update_fields=["state"])
    note(None, held, "publish initiative", number=edition.number, digest=edition.digest)
    return edition


def digest_of(body: Mapping[str, Any]) -> str:
    """SHA-256 of a record as JSON: keys in order, no blanks between, letters as they are, in UTF-8."""
    text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def place_of(user: User) -> str:
    """The territory that somebody reviews for, as everybody reads it."""
    held = user.memberships.filter(role__in=PEERS).exclude(territory=None)
    row = held.select_related("territory").order_by("pk").first()
    return territory_name(row.territory) if row and row.territory else ""

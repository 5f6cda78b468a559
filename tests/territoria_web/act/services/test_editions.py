"""Editions: frozen by the lead or on the due day, never twice the same, checkable by anyone."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from a_compendium import a_running, published
from a_project import Doing
from territoria_web.act.models import Edition
from territoria_web.act.services.cards import withdraw_card
from territoria_web.act.services.editions import freeze_due_editions, freeze_edition
from territoria_web.act.services.project_journal import NotTakenNow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture
def doing() -> Doing:
    return a_running()


def test_an_edition_keeps_the_words_whatever_becomes_of_the_card(doing):
    card = published(doing)
    edition = freeze_edition(project=doing.row, doer=doing.by())
    withdraw_card(card=card, doer=doing.by(), reason="It closed.", seen=card.edit)
    held = Edition.objects.get()
    text = json.dumps(held.cards, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert (held.number, held.digest) == (1, hashlib.sha256(text.encode()).hexdigest())
    assert [one["title"] for one in held.cards] == ["A counter for old trades"]
    assert "contact" not in held.cards[0]["body"]
    assert edition.digest == held.digest


def test_nothing_or_the_same_is_not_frozen_and_only_the_lead_freezes(doing):
    with pytest.raises(ValidationError, match="No card"):
        freeze_edition(project=doing.row, doer=doing.by())
    published(doing)
    with pytest.raises(NotTakenNow):
        freeze_edition(project=doing.row, doer=doing.by("Bilbao"))
    freeze_edition(project=doing.row, doer=doing.office())
    with pytest.raises(ValidationError, match="word for word"):
        freeze_edition(project=doing.row, doer=doing.by())


def test_on_the_due_day_it_is_frozen_once(doing):
    published(doing)
    today = timezone.localdate()
    assert freeze_due_editions(today=today) == 0
    doing.row.due = today
    doing.row.save()
    assert [freeze_due_editions(today=today) for _try in range(2)] == [1, 0]
    assert doing.row.story.first().what == "edition frozen"


def test_long_after_the_due_day_nothing_is_frozen_by_itself(doing):
    published(doing)
    doing.row.due = timezone.localdate() - timedelta(days=8)
    doing.row.save()
    assert freeze_due_editions() == 0

"""A round is made, changed, opened and ended by the office; what is missing is said."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from a_mentoring import ORIGIN, a_mentoring
from territoria_web.act.models import MentoringPerson, Mentorship
from territoria_web.act.rules.mentoring import Pair, State
from territoria_web.act.services.mentoring_rounds import (
    RoundSettings,
    change_round,
    end_round,
    make_round,
    missing_to_open,
    open_round,
    settings_of,
)
from territoria_web.people.models import Entry
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = pytest.mark.django_db


def test_a_round_opens_once_it_has_themes_and_a_last_day():
    m = a_mentoring(people=False)
    by, today = m.network.office, timezone.localdate()
    row = make_round(by=by, network=m.network.row, title="A second one", language="fr")
    with pytest.raises(ValidationError) as refused:
        open_round(by=by, held=row, origin=ORIGIN)
    assert refused.value.messages == missing_to_open(row)
    told = RoundSettings("A second one", "", "Founding | Créer\nHiring", today)
    change_round(by=by, held=row, seen=0, settings=told)
    row = open_round(by=by, held=row, origin=ORIGIN)
    assert (row.state, row.themes["founding"]["fr"]) == (State.OPEN, "Créer")
    assert list(Entry.objects.order_by("pk").values_list("what", flat=True))[-3:] == [
        "make mentoring round",
        "change mentoring round",
        "open mentoring round",
    ]


def test_whoever_was_entered_before_gets_the_own_link_once_it_opens(
    settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
):
    settings.MAIL_IN_BACKGROUND = False
    m = a_mentoring(State.PLANNED)
    MentoringPerson.objects.exclude(name__in=("Ada", "Eva")).update(email="")
    with django_capture_on_commit_callbacks(execute=True):
        open_round(by=m.network.office, held=m.row, origin=ORIGIN)
    assert sorted(one.to[0] for one in mail.outbox) == ["ada@people.example", "eva@people.example"]
    assert m.own("Ada") in mail.outbox[0].body


def test_a_round_does_not_end_before_its_workshops():
    m = a_mentoring(State.RUNNING)
    ahead = m.workshop()
    told = {"by": m.network.office, "held": m.row, "origin": ORIGIN}
    with pytest.raises(ValidationError, match="A workshop is to come"):
        end_round(**told)
    ahead.cancelled = timezone.now()
    ahead.save()
    assert end_round(**told).state == State.ENDED


def test_whoever_was_slower_loses_nothing_and_ticked_themes_stay():
    m = a_mentoring()
    told = settings_of(m.row)
    with pytest.raises(ChangedMeanwhile):
        change_round(by=m.network.office, held=m.row, seen=7, settings=told)
    fewer = RoundSettings(told.title, "", "Founding", told.open_until)
    with pytest.raises(ValidationError) as refused:
        change_round(by=m.network.office, held=m.row, seen=0, settings=fewer)
    assert refused.value.message_dict == {
        "themes": ["People ticked these themes, so they must stay: Hiring, Selling online"]
    }


def test_at_the_end_pairs_end_proposals_fall_and_all_are_thanked_once(
    settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
):
    settings.MAIL_IN_BACKGROUND = False
    m = a_mentoring(State.RUNNING)
    m.pair(), m.pair("Fred", "Bea", state=Pair.PROPOSED), m.pair("Gil", "Cem", state=Pair.DRAFT)
    with django_capture_on_commit_callbacks(execute=True):
        end_round(by=m.network.office, held=m.row, origin=ORIGIN)
    assert list(Mentorship.objects.values_list("state", flat=True)) == [Pair.ENDED, Pair.DECLINED]
    assert len(mail.outbox) == 9
    asked = [one.to[0] for one in mail.outbox if "What were the talks worth?" in one.body]
    assert sorted(asked) == ["ada@people.example", "eva@people.example"]
    with pytest.raises(ValidationError):
        end_round(by=m.network.office, held=m.row, origin=ORIGIN)

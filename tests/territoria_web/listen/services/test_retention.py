"""Nothing of people is kept longer than promised."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from a_forum import a_forum, a_need, a_voice, supported
from desk_team import a_team
from territoria_web.listen.models import Forum, Need, Voice
from territoria_web.listen.services.needs import Said, say_need
from territoria_web.listen.services.retention import forget_the_old, months_before

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
TODAY = date(2026, 11, 23)


@pytest.fixture
def forum() -> Forum:
    team = a_team()
    return a_forum(team.cycle, team.lead, keep_months=24)


def seen(voice: Voice | None, when: date) -> Voice:
    assert voice is not None
    Voice.objects.filter(pk=voice.pk).update(seen=when)
    return voice


def test_who_was_not_seen_for_two_years_is_erased_and_nobody_else(forum: Forum):
    old, alone = supported(a_need(forum, "Benches"), 1), a_need(forum, "Ramps")
    seen(old.voice, date(2024, 11, 22))
    seen(alone.voice, date(2024, 11, 22))
    kept = seen(a_voice(forum), date(2024, 11, 23))
    assert forget_the_old(today=TODAY)["voices"] == 2
    assert Voice.objects.get(pk=kept.pk).erased is None
    words = dict(Need.objects.values_list("number", "title"))
    assert words == {1: "Benches", 2: "–"}
    assert forget_the_old(today=TODAY)["voices"] == 0


def test_traces_of_nobody_go_as_well(forum: Forum):
    team_lead = forum.made_by
    rejected = say_need(forum=forum, said=Said(title="Names of people"), by=team_lead)
    say_need(forum=forum, said=Said(title="The lamp"), by=team_lead)
    fresh = say_need(forum=forum, said=Said(title="The ramp"), by=team_lead)
    Need.objects.filter(pk=rejected.pk).update(state="rejected")
    Need.objects.exclude(pk=rejected.pk).update(original={"title": "Mr Smith", "text": ""})
    long_ago = timezone.now() - timedelta(days=365 * 4)
    Need.objects.exclude(pk=fresh.pk).update(since=long_ago)
    assert forget_the_old(today=timezone.localdate()) == {"voices": 0, "needs": 2}
    held = {n.number: (n.title, n.original is None) for n in Need.objects.all()}
    assert held == {1: ("–", True), 2: ("The lamp", True), 3: ("The ramp", False)}
    assert forget_the_old(today=timezone.localdate()) == {"voices": 0, "needs": 0}


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 23), 24, date(2024, 11, 23)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 3, 31), 13, date(2023, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
    ],
)
def test_months_are_counted_back(day: date, months: int, before: date):
    assert months_before(day, months) == before

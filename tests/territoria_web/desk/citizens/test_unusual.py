"""Supports that came in a burst: found, said what they change, and vouched for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from a_forum import a_forum, a_need, a_voice, supported
from desk_team import a_member, a_team, signed_in
from territoria_web.listen.models import Forum, Support, Vouch
from territoria_web.people.models import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def a_burst(forum: Forum, people: int = 40) -> None:
    """Three needs with honest supports over days, and one that many press within a minute."""
    now = timezone.now()
    for place, title in enumerate(("Shade in the square", "A bus at night", "A clean river")):
        need = supported(a_need(forum, title, email=f"p{place}@example.org"), 4 - place)
        for days, row in enumerate(need.supports.all()):
            Support.objects.filter(pk=row.pk).update(made=now - timedelta(days=2 + 3 * days))
    pushed = a_need(forum, "Buy our lamp posts", email="x@example.org")
    Support.objects.bulk_create(
        Support(need=pushed, voice=a_voice(forum), made=now - timedelta(days=1), dwell=n)
        for n in range(people)
    )


def test_a_burst_is_told_with_what_it_changes_and_counts_once_vouched_for():
    team = a_team()
    forum = a_forum(team.cycle, team.lead)
    client, at = signed_in(team.lead), team.at("citizens/unusual/")
    assert client.get(at).context["page"]["finding"] == "Nobody has supported anything yet."
    a_burst(forum)
    page = client.get(at)
    found = page.context["found"]
    assert (found.unusual, found.counts_all, len(found.bursts)) == (40, False, 1)
    moved = {place.title: (place.place_of_all, place.place_of_usual) for place in found.places}
    assert moved["Buy our lamp posts"] == (1, 4)
    assert len(found.says) > 0
    told = {
        "begins": page.context["form"]["begins"].initial.strftime("%Y-%m-%dT%H:%M"),
        "ends": page.context["form"]["ends"].initial.strftime("%Y-%m-%dT%H:%M"),
        "people": "60",
        "reason": "The assembly of the Riverside school.",
    }
    assert client.post(at, {**told, "people": "0"}).status_code == 422
    assert client.post(at, told).status_code == 302
    assert (Vouch.objects.get().people, client.get(at).context["found"].unusual) == (60, 0)


def test_a_colleague_who_may_not_moderate_reads_and_does_not_vouch():
    team = a_team()
    a_forum(team.cycle, team.lead)
    expert = signed_in(a_member("FRE1", Role.EXPERT))
    at = team.at("citizens/unusual/")
    assert (expert.get(at).status_code, expert.post(at).status_code) == (200, 403)

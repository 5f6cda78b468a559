"""Sixty phones on one address: nothing is lost, nothing stands twice, nobody has more dots."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connections
from django.db.models import Sum
from django.test import Client

from meeting_room import ROLES, Workshop, a_workshop, put
from territoria_web.convene.models import Contribution, Dot
from territoria_web.convene.services.meetings import turn_door
from territoria_web.library.models import FrozenText
from territoria_web.people.models import Entry

PHONES = 60


Job = tuple[Client, str, dict[str, str]]


def sent(job: Job) -> int:
    """What a phone is answered."""
    phone, where, form = job
    try:
        return phone.post(where, form).status_code
    finally:
        connections.close_all()


def at_once(jobs: list[Job]) -> set[int]:
    """All of them from eight threads; the answers."""
    with ThreadPoolExecutor(8) as pool:
        return set(pool.map(sent, jobs))


@pytest.fixture
def written(django_db_setup: None, django_db_blocker: Any) -> Iterator[Workshop]:
    """A meeting that is really written, so that threads see it; taken away by hand afterwards,
    because emptying the tables would take the release from all later tests.
    """
    with django_db_blocker.unblock():
        texts = set(FrozenText.objects.values_list("pk", flat=True))
        workshop = a_workshop()
        try:
            yield workshop
        finally:
            place = workshop.meeting.cycle.territory
            entries = Entry.objects.filter(territory=place)
            entries._raw_delete(entries.db)
            workshop.meeting.cycle.delete()
            workshop.lead.delete()
            place.delete()
            FrozenText.objects.exclude(pk__in=texts).delete()
            cache.clear()


def test_sixty_phones_put_down_and_vote_at_the_same_time(written: Workshop):
    workshop = written
    workshop.runs("vision")
    phones = [workshop.phone(ROLES[n % len(ROLES)]) for n in range(PHONES)]
    assert workshop.meeting.participants.filter(state="present").count() == PHONES
    forms = [
        {"phase": "vision", "kind": "proposal", "for": "ambition", "text": f"Ambition {n}",
         "once": str(uuid.uuid4())}
        for n in range(PHONES)
    ]  # fmt: skip
    where = workshop.room("add/")
    jobs = [(phone, where, form) for phone, form in zip(phones, forms, strict=True)]
    assert at_once(jobs + jobs[:20]) == {302}  # some fingers are impatient
    assert set(Contribution.objects.values_list("text", flat=True)) == {f["text"] for f in forms}
    assert Contribution.objects.count() == PHONES
    workshop.runs("vote")
    first, second = Contribution.objects.order_by("pk")[:2]
    ballots = [
        {"phase": "vote", f"priority-{first.public_id}": "2", f"priority-{second.public_id}": "1"},
        {"phase": "vote", f"priority-{second.public_id}": "3"},
    ]
    where = workshop.room("vote/")
    jobs = [(phone, where, ballots[0]) for phone in phones]
    # some send two different ballots at once, from two windows
    assert at_once(jobs + [(phone, where, ballots[1]) for phone in phones[:20]]) == {302}
    given = Dot.objects.values("participant").annotate(of=Sum("count"))
    assert [row["of"] for row in given] == [3] * PHONES


@pytest.mark.django_db
def test_sixty_wrong_codes_make_an_address_wait_but_not_those_inside():
    cache.clear()
    workshop = a_workshop()
    inside = workshop.phone()
    stranger = Client()
    got = [stranger.get(f"/en/room/ZZZZ{n:02d}/").status_code for n in range(61)]
    assert (set(got[:60]), got[60]) == ({404}, 429)
    assert stranger.get(workshop.room()).status_code == 429
    assert stranger.post("/en/room/", {"code": workshop.meeting.code}).status_code == 429
    assert inside.get(workshop.room()).status_code == 200
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert elsewhere.get(workshop.room()).status_code == 200
    cache.clear()


@pytest.mark.django_db
def test_right_codes_are_never_counted():
    cache.clear()
    workshop = a_workshop()
    phone = Client()
    assert {phone.get(workshop.room()).status_code for _ in range(70)} == {200}
    typed = f" {workshop.meeting.code[:3].lower()}-{workshop.meeting.code[3:]} "
    answer = phone.post("/en/room/", {"code": typed})
    assert (answer.status_code, answer["Location"]) == (302, workshop.room())


@pytest.mark.django_db
def test_a_closed_door_lets_nobody_in_and_keeps_those_inside():
    workshop = a_workshop()
    inside = workshop.phone()
    turn_door(by=workshop.lead, meeting=workshop.meeting, opened=False)
    assert Client().post(workshop.room("in/"), {"role": "SME"}).status_code == 409
    workshop.runs("swot")
    put(workshop.meeting.participants.get(), "swot", "contribution", "In", quadrant="threat")
    assert inside.get(workshop.room()).status_code == 200

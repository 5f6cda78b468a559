"""A lesson that nobody looked at for two years says so."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lesson_world import published
from territoria_web.learn.models import Lesson
from territoria_web.learn.rules import is_to_refresh, state_said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.mark.parametrize(
    ("days", "state", "said"),
    [
        (729, "published", "Published"),
        (731, "published", "To be brought up to date"),
        (731, "withdrawn", "Withdrawn"),
    ],
)
def test_its_state_is_worked_out_from_the_day(days: int, state: str, said: str):
    day = timezone.now() - timedelta(days=days)
    lesson = Lesson(state=state, published=day)
    assert (str(state_said(lesson)), is_to_refresh(lesson)) == (said, said.startswith("To be"))


def test_everybody_reads_that_it_is_old(client: Client):
    lesson = published()[1]
    at = reverse("public:lesson", args=[lesson.slug])
    words = "published more than two years ago"
    assert words not in client.get(at).content.decode()
    Lesson.objects.update(published=timezone.now() - timedelta(days=800))
    assert words in client.get(at).content.decode()

"""Letters of a benchmark: to its assessors, each in the language of their account."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from territoria_web.compare.models import Benchmark
from territoria_web.library.saying import said_in
from territoria_web.people.mail import letter, post_on_commit
from territoria_web.people.models import User


def write_to_assessors(held: Benchmark, loads: Mapping[User, int], origin: str) -> int:
    """How many initiatives each is to assess, and until when; how many letters. Nobody is written to
    about an invented benchmark.
    """
    if held.example or not origin:
        return 0
    there = {user: n for user, n in loads.items() if user.is_active and not user.is_former}
    letters = [_letter(held, user, count, origin) for user, count in there.items()]
    post_on_commit(letters)
    return len(letters)


def _letter(held: Benchmark, user: User, count: int, origin: str) -> EmailMessage:
    with said_in(user.language):
        facts = {
            "benchmark": held,
            "network": held.network.name,
            "count": count,
            "link": origin + reverse("desk:assessing"),
        }
        return letter(render_to_string("compare/scoring.txt", facts), to=user.email)

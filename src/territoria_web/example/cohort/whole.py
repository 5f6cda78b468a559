"""The cohort from the register to the published synthesis, each part once."""

from __future__ import annotations

from territoria_web.example.cohort.benchmarking import compare
from territoria_web.example.cohort.cast import cohort, told
from territoria_web.example.cohort.checking import check
from territoria_web.example.cohort.registering import register
from territoria_web.example.cohort.synthesising import synthesise
from territoria_web.example.cohort.targeting import aim
from territoria_web.example.people import Cast
from territoria_web.papers.models import Paper


def go_digital(people: Cast) -> None:
    """Make what is missing of it."""
    cohort(people)
    register(people)
    compare(people)
    check(people)
    aim(people)
    synthesise(people)


def is_compared() -> bool:
    """Whether it is there as a whole: the last of its parts is."""
    held = Paper.objects.filter(kind=Paper.Kind.SYNTHESIS, network__name=told()["network"])
    return held.exclude(published=None).exists()

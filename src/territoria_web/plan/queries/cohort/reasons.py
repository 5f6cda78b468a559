"""A match in words: what each can teach, how sure that is, and how alike the two are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from territoria.compare.reciprocal import Lesson, Match, Nearness
from territoria.model import Framework
from territoria_web.library.saying import percent
from territoria_web.plan.queries.cohort.talks import Talks


@dataclass(frozen=True)
class Taught:
    """A factor, and how sure it is that the one is ahead and the other behind."""

    factor: str
    title: str
    sure: str


@dataclass(frozen=True)
class SaidMatch:
    """Two names, what the first can teach the second, the reverse, and how alike they are."""

    one: str
    other: str
    there: tuple[Taught, ...]
    back: tuple[Taught, ...]
    alike: str
    beyond: bool


def match_said(match: Match, talks: Talks, framework: Framework) -> SaidMatch:
    """A pair that can teach each other; one that belongs to the network stands first."""
    first, second = sorted((match.first, match.second), key=lambda s: s.teacher not in talks.inside)
    return SaidMatch(
        talks.names[first.teacher],
        talks.names[second.teacher],
        _taught(first.factors, framework),
        _taught(second.factors, framework),
        nearness_said(match.nearness),
        not {match.one, match.other} <= talks.inside,
    )


def lesson_said(lesson: Lesson, talks: Talks, framework: Framework) -> SaidMatch:
    """One who could learn from another; ``one`` is the learner, ``back`` what it could learn."""
    return SaidMatch(
        talks.names[lesson.learner],
        talks.names[lesson.teacher],
        (),
        _taught(lesson.factors, framework),
        nearness_said(lesson.nearness),
        lesson.teacher not in talks.inside,
    )


def _taught(factors: Sequence[tuple[str, float]], framework: Framework) -> tuple[Taught, ...]:
    titles = {f.id: (f.short or f.title).say() for f in framework.factors()}
    return tuple(Taught(f, titles.get(f, f), percent(chance)) for f, chance in factors)


def nearness_said(near: Nearness) -> str:
    """How alike two are, with what the word rests on."""
    farther = percent(near.farther)
    if near.firmness is None:
        return _("Not among each other's ten nearest, yet nearer than %(share)s of all pairs.") % {
            "share": farther
        }
    said = {
        "firm": _("A firm peer: among the ten nearest in %(drawn)s of the draws; nearer than "
                  "%(share)s of all pairs."),
        "likely": _("A likely peer: among the ten nearest in %(drawn)s of the draws; nearer than "
                    "%(share)s of all pairs."),
        "arguable": _("An arguable peer: among the ten nearest in %(drawn)s of the draws; nearer "
                      "than %(share)s of all pairs."),
    }  # fmt: skip
    return said[near.firmness] % {"drawn": percent(near.inclusion), "share": farther}

"""Reviewers' marks as exact fractions of the decimals that were given, checked on the way in."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction

from territoria.errors import DataError, MethodError, Problem, did_you_mean
from territoria.speech import gettext

Reviews = Mapping[str, Mapping[str, Mapping[str, float]]]
"""Application → reviewer → criterion → mark."""
Exact = dict[str, dict[str, Fraction]]
"""Reviewer → criterion → mark, of one application."""
HIGHEST = 4
"""The best mark; the lowest is 0."""


def exact_weights(weights: Mapping[str, float], places: int, apart: float) -> dict[str, Fraction]:
    """The weights as shares of their sum. MethodError: a rule of the ranking makes no sense."""
    problems = [
        Problem(
            criterion,
            gettext("the weight {weight} is not a number of 0 or more.").format(weight=weight),
            gettext("Give a weight of 0 or more."),
        )
        for criterion, weight in weights.items()
        if not (math.isfinite(weight) and weight >= 0)
    ]
    if not problems and not sum(weights.values()) > 0:
        text = gettext("no criterion has any weight.")
        problems.append(Problem("weights", text, gettext("Give one of them at least a weight.")))
    if places < 0:
        text = gettext("{places} places cannot be filled.").format(places=places)
        problems.append(Problem("places", text, gettext("Give 0 or more.")))
    if not (math.isfinite(apart) and apart >= 0):
        text = gettext("marks cannot be {apart} apart.").format(apart=apart)
        problems.append(Problem("apart", text, gettext("Give 0 or more.")))
    if problems:
        raise MethodError(problems)
    exact = {criterion: Fraction(str(weight)) for criterion, weight in weights.items()}
    total = sum(exact.values(), Fraction(0))
    return {criterion: weight / total for criterion, weight in exact.items()}


def exact_marks(reviews: Reviews, weights: Mapping[str, float]) -> dict[str, Exact]:
    """The marks of each application. DataError: all marks outside 0..4, all unknown criteria."""
    problems: list[Problem] = []
    out: dict[str, Exact] = {}
    for application, given in reviews.items():
        out[application] = {}
        for reviewer, marks in given.items():
            where = f"{application}, {reviewer}"
            problems += [
                _problem(where, c, mark, weights)
                for c, mark in marks.items()
                if _wrong(c, mark, weights)
            ]
            if not problems:
                out[application][reviewer] = {c: Fraction(str(mark)) for c, mark in marks.items()}
    if problems:
        raise DataError(problems)
    return out


def _wrong(criterion: str, mark: float, weights: Mapping[str, float]) -> bool:
    return criterion not in weights or not 0 <= mark <= HIGHEST


def _problem(where: str, criterion: str, mark: float, weights: Mapping[str, float]) -> Problem:
    if criterion not in weights:
        text = gettext("no such criterion: {name}.").format(name=criterion)
        return Problem(where, text, did_you_mean(criterion, weights))
    text = gettext("{criterion}: the mark {mark} is not between 0 and {highest}.")
    text = text.format(criterion=criterion, mark=mark, highest=HIGHEST)
    return Problem(where, text, gettext("Give a mark from 0 to {highest}.").format(highest=HIGHEST))

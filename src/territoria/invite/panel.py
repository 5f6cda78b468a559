"""What an assignment is asked for, checked: every problem at once, before anything is computed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from territoria.errors import DataError, MethodError, Problem, did_you_mean
from territoria.speech import gettext

Pair = tuple[str, str]
"""Application and reviewer."""


def check_panel(
    applications: Sequence[str],
    reviewers: Sequence[str],
    conflicts: Collection[Pair],
    each: int,
    most: Mapping[str, int],
    kept: Collection[Pair],
    fits: Mapping[Pair, float],
) -> None:
    """Refuse what no assignment can follow.

    MethodError: fewer than one review each, a load below 0, a fit outside 0..1. DataError: names
    given twice or not known, and standing reviews that break the rules.
    """
    refused = [
        *([] if each >= 1 else [_few(each)]),
        *(_load(name, load) for name, load in most.items() if load < 0),
        *(_fit(pair, fit) for pair, fit in fits.items() if not 0.0 <= fit <= 1.0),
    ]
    if refused:
        raise MethodError(refused)
    problems = [
        *_doubles("applications", applications),
        *_doubles("reviewers", reviewers),
        *_strangers(applications, reviewers, [*conflicts, *kept], most),
        *_broken(set(kept), set(conflicts), each, most),
    ]
    if problems:
        raise DataError(problems)


def _few(each: int) -> Problem:
    text = gettext("{each} reviews of an application are asked for.").format(each=each)
    return Problem("per_application", text, gettext("Ask for at least one."))


def _load(name: str, load: int) -> Problem:
    text = gettext("the largest number of reviews cannot be {load}.").format(load=load)
    return Problem(name, text, gettext("Give 0 or more."))


def _fit(pair: Pair, fit: float) -> Problem:
    text = gettext("the fit {fit} is not between 0 and 1.").format(fit=fit)
    return Problem(" × ".join(pair), text, gettext("Give a number from 0 to 1."))


def _doubles(where: str, names: Sequence[str]) -> Iterator[Problem]:
    for name, count in Counter(names).items():
        if count > 1:
            text = gettext("{name} is named more than once.").format(name=name)
            yield Problem(where, text, gettext("Name each once."))


def _strangers(
    applications: Sequence[str],
    reviewers: Sequence[str],
    pairs: Sequence[Pair],
    most: Mapping[str, int],
) -> Iterator[Problem]:
    """Names that nobody has: a conflict under a wrong name would not be heeded."""
    known, panel = set(applications), set(reviewers)
    for name in sorted({a for a, _ in pairs} - known):
        text = gettext("no such application: {name}.").format(name=name)
        yield Problem("applications", text, did_you_mean(name, known))
    for name in sorted({*(r for _, r in pairs), *most} - panel):
        text = gettext("no such reviewer: {name}.").format(name=name)
        yield Problem("reviewers", text, did_you_mean(name, panel))


def _broken(
    kept: set[Pair], conflicts: set[Pair], each: int, most: Mapping[str, int]
) -> Iterator[Problem]:
    """Standing reviews in conflict, or more of them than the rules let in."""
    for a, r in sorted(kept & conflicts):
        text = gettext("{name} reviews it already and has a conflict of interest.").format(name=r)
        yield Problem(a, text, gettext("Take this review back first."))
    for a, count in sorted(Counter(a for a, _ in kept).items()):
        if count > each:
            text = gettext("it has {count} reviews already, {each} are wanted.")
            mend = gettext("Take reviews back, or ask for more reviews of each application.")
            yield Problem(a, text.format(count=count, each=each), mend)
    for r, count in sorted(Counter(r for _, r in kept).items()):
        if count > most.get(r, count):
            text = gettext("has {count} reviews already, the largest number is {load}.")
            mend = gettext("Take reviews back, or raise the number.")
            yield Problem(r, text.format(count=count, load=most[r]), mend)

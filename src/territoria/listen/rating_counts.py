"""Ratings of services, counted once: by service, channel, satisfaction, and whether it was solved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from territoria.errors import DataError, Problem, did_you_mean
from territoria.speech import gettext

SCALE: Final = (1, 5)
SOLVED: Final = ("no", "partly", "yes")


@dataclass(frozen=True, slots=True)
class Rating:
    """One rating. ``satisfaction`` 1 to 5; ``solved``: yes, partly or no; None where not said."""

    service: str
    channel: str
    satisfaction: int | None = None
    solved: str | None = None


@dataclass(frozen=True, slots=True)
class RatingCounts:
    """Ratings counted once: ``cells`` (services, channels, satisfaction 0–5, solved 0–3); place 0 of the
    last two: not said.
    """

    services: tuple[str, ...]
    channels: tuple[str, ...]
    cells: np.ndarray = field(repr=False)


def count_ratings(
    ratings: Iterable[Rating], services: Sequence[str], channels: Sequence[str]
) -> RatingCounts:
    """Ratings as counts. DataError names services, channels and values that are not known."""
    held = list(ratings)
    _check(held, services, channels)
    spot = {name: i for i, name in enumerate(services)}
    way = {name: i for i, name in enumerate(channels)}
    said: Mapping[str | None, int] = {None: 0, **{word: i for i, word in enumerate(SOLVED, 1)}}
    return count_codes(
        np.array([spot[r.service] for r in held], dtype=np.intp),
        np.array([way[r.channel] for r in held], dtype=np.intp),
        np.array([r.satisfaction or 0 for r in held], dtype=np.intp),
        np.array([said[r.solved] for r in held], dtype=np.intp),
        services,
        channels,
    )


def count_codes(
    service: np.ndarray,
    channel: np.ndarray,
    satisfaction: np.ndarray,
    solved: np.ndarray,
    services: Sequence[str],
    channels: Sequence[str],
) -> RatingCounts:
    """The same from arrays (ratings,): places in ``services`` and ``channels``, satisfaction 1 to 5,
    solved 1 no, 2 partly, 3 yes; 0 not said. DataError for codes outside.
    """
    shape = (len(services), len(channels), SCALE[1] + 1, len(SOLVED) + 1)
    places = (service, channel, satisfaction, solved)
    names = (gettext("services"), gettext("channels"), gettext("satisfaction"), gettext("solved"))
    problems = [
        Problem(
            name,
            gettext("a code is outside 0 to {last}.").format(last=size - 1),
            gettext("Correct it."),
        )
        for name, codes, size in zip(names, places, shape, strict=True)
        if len(codes) and not (codes.min() >= 0 and codes.max() < size)
    ]
    if problems:
        raise DataError(problems)
    at = np.zeros(len(service), dtype=np.intp)
    for codes, size in zip(places, shape, strict=True):
        at *= size
        at += codes
    cells = np.bincount(at, minlength=int(np.prod(shape))).reshape(shape)
    return RatingCounts(tuple(services), tuple(channels), cells)


def _check(held: Sequence[Rating], services: Sequence[str], channels: Sequence[str]) -> None:
    problems = []
    for place, rating in enumerate(held, 1):
        where = gettext("rating {place}").format(place=place)
        if rating.service not in services:
            what = gettext("there is no such service: {name}.").format(name=rating.service)
            problems.append(Problem(where, what, did_you_mean(rating.service, services)))
        if rating.channel not in channels:
            what = gettext("there is no such channel: {name}.").format(name=rating.channel)
            problems.append(Problem(where, what, did_you_mean(rating.channel, channels)))
        if rating.satisfaction is not None and not (SCALE[0] <= rating.satisfaction <= SCALE[1]):
            what = gettext("the satisfaction {given} is none.").format(given=rating.satisfaction)
            problems.append(Problem(where, what, gettext("Give 1 to 5.")))
        if rating.solved is not None and rating.solved not in SOLVED:
            what = gettext("{given} is no answer to: was it solved?").format(given=rating.solved)
            problems.append(Problem(where, what, did_you_mean(rating.solved, SOLVED)))
    if problems:
        raise DataError(problems)

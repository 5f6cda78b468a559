"""Questions without levels: obstacles with their severity, and the one dimension to begin with.

Never scored. Ranks come with the range that 90 % of resampled surveys give (Efron 1979).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from territoria.errors import DataError, Problem, did_you_mean
from territoria.listen.disclosure import LEAST, check_k, hidden_cells
from territoria.listen.reach import wilson
from territoria.speech import gettext

MOST_SEVERE = 4
RANGE = (0.05, 0.95)


@dataclass(frozen=True, slots=True)
class Weighed:
    """One response: option → severity 0 to 4. An option that is not there was not met."""

    response: str
    role: str
    severities: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Picked:
    """One response: the one option picked."""

    response: str
    role: str
    option: str


@dataclass(frozen=True, slots=True)
class GroupShare:
    """Of one actor group: answered, share that met or picked it (0 to 1), mean severity or None."""

    group: str
    n: int
    share: float
    severity: float | None


@dataclass(frozen=True, slots=True)
class Ranked:
    """One option. ``met``: people who met it with severity 1 or more, or who picked it.

    ``share`` of those who answered with its 90 % range (Wilson), 0 to 1; ``severity``: mean among
    those who met it, 1 to 4, None for picks; ``rank``: 1 the heaviest, equal where tied;
    ``first`` and ``last``: the range of the rank; ``groups``: only those that may be shown.
    """

    option: str
    met: int
    share: float | None
    low: float | None
    high: float | None
    severity: float | None
    rank: int | None
    first: int | None
    last: int | None
    groups: tuple[GroupShare, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """All options by rank. ``n`` answered; ``hidden``: groups too small to show."""

    rows: tuple[Ranked, ...]
    n: int
    hidden: tuple[str, ...]


def rank_obstacles(
    answers: Iterable[Weighed],
    options: Sequence[str],
    groups: Mapping[str, str],
    *,
    seed: int,
    k: int = LEAST,
    draws: int = 1000,
) -> Ranking:
    """Obstacles by their mean severity over all who answered, that is share met × severity.

    ``groups``: role → actor group. DataError for options or severities that are not known, and for
    a response that stands twice.
    """
    held = list(answers)
    _check(held, options, groups)
    spot = {option: i for i, option in enumerate(options)}
    weighed = np.zeros((len(held), len(options)))
    for row, answer in enumerate(held):
        for option, severity in answer.severities.items():
            weighed[row, spot[option]] = severity
    return _ranked(weighed, [groups[a.role] for a in held], options, seed, k, draws, severe=True)


def rank_picks(
    answers: Iterable[Picked],
    options: Sequence[str],
    groups: Mapping[str, str],
    *,
    seed: int,
    k: int = LEAST,
    draws: int = 1000,
) -> Ranking:
    """Options by how many picked them; ties share their rank. Errors as ``rank_obstacles``."""
    held = list(answers)
    _check(held, options, groups)
    spot = {option: i for i, option in enumerate(options)}
    picked = np.zeros((len(held), len(options)))
    picked[np.arange(len(held)), [spot[a.option] for a in held]] = 1.0
    return _ranked(picked, [groups[a.role] for a in held], options, seed, k, draws, severe=False)


def _ranked(
    cells: np.ndarray,
    group: Sequence[str],
    options: Sequence[str],
    seed: int,
    k: int,
    draws: int,
    *,
    severe: bool,
) -> Ranking:
    """``cells`` (responses, options): severity, or 1 where picked."""
    check_k(k)
    n = len(cells)
    names = np.array(group)
    sizes = {name: int((names == name).sum()) for name in sorted(set(group))}
    hidden = hidden_cells(sizes, k) if n >= k else frozenset(sizes)
    seen = [name for name in sizes if name not in hidden]
    ranks = _ranks(cells.sum(axis=0)) if n else None
    ends = _rank_ranges(cells, seed, draws) if n else None
    rows = []
    for i, option in enumerate(options):
        met = int((cells[:, i] > 0).sum())
        low, high = wilson(met, n) if n else (None, None)
        rows.append(
            Ranked(
                option=option,
                met=met,
                share=met / n if n else None,
                low=low,
                high=high,
                severity=float(cells[:, i].sum() / met) if met and severe else None,
                rank=int(ranks[i]) if ranks is not None else None,
                first=int(ends[0, i]) if ends is not None else None,
                last=int(ends[1, i]) if ends is not None else None,
                groups=tuple(_share(name, cells[names == name, i], severe) for name in seen),
            )
        )
    return Ranking(
        tuple(sorted(rows, key=lambda row: (row.rank or 0, options.index(row.option)))),
        n,
        tuple(sorted(hidden)),
    )


def _share(group: str, cells: np.ndarray, severe: bool) -> GroupShare:
    met = cells[cells > 0]
    severity = float(met.mean()) if severe and len(met) else None
    return GroupShare(group, len(cells), len(met) / len(cells), severity)


def _ranks(totals: np.ndarray) -> np.ndarray:
    """Competition ranks of the last axis, 1 the largest: (…, options)."""
    larger = totals[..., None, :] > totals[..., :, None]
    ranks: np.ndarray = 1 + larger.sum(axis=-1)
    return ranks


def _rank_ranges(cells: np.ndarray, seed: int, draws: int) -> np.ndarray:
    """(2, options): ranks that 90 % of resampled surveys lie between, the rank itself inside."""
    n = len(cells)
    often = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=draws)
    drawn = _ranks(often @ cells)
    low, high = np.quantile(drawn, RANGE, axis=0, method="inverted_cdf")
    own = _ranks(cells.sum(axis=0))
    return np.stack([np.minimum(low, own), np.maximum(high, own)])


def _check(
    answers: Sequence[Weighed | Picked], options: Sequence[str], groups: Mapping[str, str]
) -> None:
    problems, seen = list[Problem](), set[str]()
    for answer in answers:
        if answer.response in seen:
            what = gettext("the response stands twice.")
            problems.append(Problem(answer.response, what, gettext("Keep the last answer.")))
        seen.add(answer.response)
        if answer.role not in groups:
            what = gettext("the role {role} belongs to no actor group.").format(role=answer.role)
            problems.append(Problem(answer.response, what, did_you_mean(answer.role, groups)))
        picked = [answer.option] if isinstance(answer, Picked) else list(answer.severities)
        for option in picked:
            if option not in options:
                what = gettext("{given} is no option.").format(given=repr(option))
                problems.append(Problem(answer.response, what, did_you_mean(option, options)))
        if isinstance(answer, Weighed):
            for option, severity in answer.severities.items():
                if severity not in range(MOST_SEVERE + 1):
                    what = gettext("{given} is no severity: give 0 to 4.").format(given=severity)
                    problems.append(Problem(f"{answer.response}, {option}", what))
    if problems:
        raise DataError(problems)

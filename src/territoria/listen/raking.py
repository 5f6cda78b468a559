"""Weights that bring the margins of those who answered to known ones (Deming and Stephan 1940).

A volunteer sample stays one: weights correct the margins, not that people chose to answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from territoria.errors import DataError, MethodError, Problem, did_you_mean
from territoria.speech import gettext, number

MOST_CYCLES = 500
# Below this share of effective respondents, weights do more harm than good.
LEAST_EFFECTIVE = 0.3
# Margins further off than this under the cap are not corrected margins.
NEAR_ENOUGH = 0.005


@dataclass(frozen=True, slots=True)
class MarginShare:
    """One label of a margin: its share unweighted, weighted and wanted, 0 to 1."""

    margin: str
    label: str
    raw: float
    weighted: float
    target: float


@dataclass(frozen=True, slots=True)
class Raked:
    """Weights (respondents,) with mean 1, and whether to use them.

    ``deff`` = n Σw² / (Σw)², Kish's design effect; ``effective_n`` = n / deff; ``off``: the largest
    distance of a weighted share from its target, 0 to 1.
    """

    weights: tuple[float, ...]
    cycles: int
    deff: float
    effective_n: float
    off: float
    margins: tuple[MarginShare, ...]
    usable: bool
    why_not: str


def rake(
    groups: Mapping[str, Sequence[str]],
    targets: Mapping[str, Mapping[str, float]],
    *,
    cap: float = 5.0,
    tolerance: float = 1e-10,
) -> Raked:
    """Weights whose margins are the targets, none above ``cap`` times the mean.

    ``groups``: margin → the label of each respondent, in the same order in every margin;
    ``targets``: margin → label → share, each margin adding up to 1. Each cycle scales one margin after
    the other and then cuts at the cap, until every share is within ``tolerance``. The result says
    ``usable`` False, with the reason, where the effective number is below 30 % of the respondents or
    the cap keeps a share more than half a point from its target. DataError names every label without
    respondents and every respondent's label without target; MethodError for a cap of 1 or less.
    """
    _check(groups, targets, cap)
    names = list(targets)
    labels = {name: list(targets[name]) for name in names}
    places = {name: _places(groups[name], labels[name]) for name in names}
    wanted = {name: np.array([targets[name][label] for label in labels[name]]) for name in names}
    weights, cycles = _fit(places, wanted, cap, tolerance)
    n = len(weights)
    got = {name: np.bincount(places[name], weights, len(wanted[name])) / n for name in names}
    raw = {name: np.bincount(places[name], minlength=len(wanted[name])) / n for name in names}
    off = max(float(np.abs(got[name] - wanted[name]).max()) for name in names)
    deff = float(n * (weights**2).sum() / weights.sum() ** 2)
    why = _why_not(deff, off, cap)
    return Raked(
        weights=tuple(weights.tolist()),
        cycles=cycles,
        deff=deff,
        effective_n=n / deff,
        off=off,
        margins=tuple(
            MarginShare(name, label, float(raw[name][i]), float(got[name][i]), targets[name][label])
            for name in names
            for i, label in enumerate(labels[name])
        ),
        usable=not why,
        why_not=why,
    )


def _fit(
    places: Mapping[str, np.ndarray], wanted: Mapping[str, np.ndarray], cap: float, tolerance: float
) -> tuple[np.ndarray, int]:
    """Weights with mean 1 and the cycles used."""
    n = len(next(iter(places.values())))
    weights, cycles, off = np.ones(n), 0, np.inf
    while cycles < MOST_CYCLES and off > tolerance:
        for name, share in wanted.items():
            held = np.bincount(places[name], weights, len(share))
            factor = np.divide(share * n, held, out=np.ones_like(held), where=held > 0)
            weights = weights * factor[places[name]]
        weights = np.minimum(weights, cap)
        off = max(
            float(np.abs(np.bincount(places[name], weights, len(share)) / n - share).max())
            for name, share in wanted.items()
        )
        cycles += 1
    for _ in range(MOST_CYCLES if off > tolerance else 1):
        weights = np.minimum(weights * (n / weights.sum()), cap)
    return weights, cycles


def _places(given: Sequence[str], labels: Sequence[str]) -> np.ndarray:
    spot = {label: i for i, label in enumerate(labels)}
    return np.array([spot[label] for label in given], dtype=np.intp)


def _why_not(deff: float, off: float, cap: float) -> str:
    if 1 / deff < LEAST_EFFECTIVE:
        return gettext(
            "With these weights the respondents count as {share} % of their number; below {least} % "
            "weights do more harm than good. Show the answers without weights."
        ).format(share=number(100 / deff, ".0f"), least=number(100 * LEAST_EFFECTIVE, ".0f"))
    if off > NEAR_ENOUGH:
        return gettext(
            "With no weight above {cap} times the mean, a share stays {points} points from its "
            "target. Merge small groups, or ask more people."
        ).format(cap=number(cap), points=number(100 * off, ".1f"))
    return ""


def _check(
    groups: Mapping[str, Sequence[str]], targets: Mapping[str, Mapping[str, float]], cap: float
) -> None:
    if not cap > 1:
        what = gettext("no weight could be above the mean.")
        raise MethodError(Problem(f"cap = {cap:g}", what, gettext("Take 5, or at least 2.")))
    if not targets:
        what = gettext("there is no margin to rake to.")
        raise DataError(Problem(gettext("targets"), what, gettext("Give shares by label.")))
    problems: list[Problem] = []
    for name, shares in targets.items():
        if name not in groups:
            what = gettext("nothing is known of the respondents.")
            problems.append(Problem(name, what, did_you_mean(name, groups)))
            continue
        problems += _check_margin(name, groups[name], shares)
    lengths = {len(groups[name]) for name in targets if name in groups}
    if len(lengths) > 1 or 0 in lengths:
        what = gettext("the margins do not label the same respondents.")
        problems.append(Problem(gettext("groups"), what, gettext("Give one label a respondent.")))
    if problems:
        raise DataError(problems)


def _check_margin(name: str, given: Sequence[str], shares: Mapping[str, float]) -> list[Problem]:
    held, problems = set(given), list[Problem]()
    merge = gettext("Merge the label with a neighbour, or ask people of it.")
    for label, share in shares.items():
        if not np.isfinite(share) or share < 0:
            what = gettext("the share {share} is none.").format(share=share)
            problems.append(
                Problem(f"{name}, {label}", what, gettext("Give a number from 0 to 1."))
            )
        elif share > 0 and label not in held:
            what = gettext("nobody with this label answered.")
            problems.append(Problem(f"{name}, {label}", what, merge))
        elif share == 0 and label in held:
            what = gettext("people with this label answered, but its share is 0.")
            problems.append(Problem(f"{name}, {label}", what, gettext("Correct the share.")))
    for label in sorted(held - set(shares)):
        what = gettext("the label has no target.")
        problems.append(Problem(f"{name}, {label}", what, did_you_mean(label, shares)))
    total = sum(shares.values())
    if not abs(total - 1) <= 1e-9:
        what = gettext("the shares add up to {total}, not to 1.").format(total=number(total, ".6g"))
        problems.append(Problem(name, what, gettext("Divide each by their sum.")))
    return problems

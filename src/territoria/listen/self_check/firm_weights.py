"""Weights that bring the firms that answered to the known numbers of firms by size and sector."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from territoria.listen.raking import LEAST_EFFECTIVE, rake

#: A label with fewer firms that answered is weighted together with others.
WEIGHED: Final = 5
REST: Final = "\0rest"

Margins = Mapping[str, Mapping[str, float]]
"""Margin (size, sector) → label → number of firms there are."""


@dataclass(frozen=True, slots=True)
class FirmWeights:
    """``weights`` (firms,) with mean 1; ``effective``: how many equal answers they are worth (Kish).

    ``why_not``: why all weights are 1: *none* (no known numbers), *few* (of no two groups five firms
    answered), *spread* (under three in ten would count), *cap* (some would count over five times);
    empty where they are used.
    """

    weights: np.ndarray
    effective: float
    why_not: str

    @property
    def are_used(self) -> bool:
        """Whether they differ from counting everybody alike."""
        return not self.why_not


def firm_weights(groups: Mapping[str, Sequence[str]], margins: Margins) -> FirmWeights:
    """Raked weights of firms.

    ``groups``: margin → label of each firm, "" where not told. Firms whose label has no known number
    keep the share that they have among the answers. Labels with fewer than five firms are put
    together, with the next smallest one if need be.
    """
    count = len(next(iter(groups.values()), ()))
    known = {name: labels for name, labels in margins.items() if sum(labels.values()) > 0}
    if not known or not count:
        return _alike(count, "none")
    told, targets = dict[str, list[str]](), dict[str, dict[str, float]]()
    for name, labels in known.items():
        merged = _merged(groups[name], labels)
        shares = _targets(merged, groups[name], labels)
        if len(shares) > 1:
            told[name], targets[name] = merged, shares
    if not targets:
        return _alike(count, "few")
    raked = rake(told, targets)
    if not raked.usable:
        return _alike(count, "spread" if raked.effective_n < LEAST_EFFECTIVE * count else "cap")
    return FirmWeights(np.array(raked.weights), raked.effective_n, "")


def _alike(count: int, why: str) -> FirmWeights:
    return FirmWeights(np.ones(count), float(count), why)


def _merged(given: Sequence[str], labels: Mapping[str, float]) -> list[str]:
    """The label of each firm, small ones as one; "" for those without a known number."""
    held = Counter(label for label in given if labels.get(label))
    rising = sorted((label for label, firms in labels.items() if firms), key=lambda x: (held[x], x))
    small = [label for label in rising if held[label] < WEIGHED]
    while small and len(small) < len(rising) and sum(held[one] for one in small) < WEIGHED:
        small.append(rising[len(small)])
    return [REST if one in small else one if held[one] else "" for one in given]


def _targets(
    merged: Sequence[str], given: Sequence[str], labels: Mapping[str, float]
) -> dict[str, float]:
    """Shares by merged label, adding up to 1."""
    held = Counter(merged)
    silent = held[""] / len(merged)
    whose = {own: new for own, new in zip(given, merged, strict=True) if new}
    firms: defaultdict[str, float] = defaultdict(float)
    for label, number in labels.items():
        if number:
            firms[whose.get(label, REST)] += number
    total = sum(firms.values())
    shares = {name: (1 - silent) * number / total for name, number in sorted(firms.items())}
    return {**shares, **({"": silent} if silent else {})} if silent < 1 else {}

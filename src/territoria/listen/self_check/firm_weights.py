"""Weights that bring the firms that answered to the known numbers of firms, by size or by sector.

Whoever knows the weights may work out from a weighted share how many of each group of equal weight said
yes. So every such group holds ten firms or more: weights come from one margin, unless all classes of both
that occur are as large.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from territoria.listen.raking import LEAST_EFFECTIVE, rake
from territoria.listen.self_check.steps import LEAST_FIRMS

REST = "\0rest"

Margins = Mapping[str, Mapping[str, float]]
"""Margin (size, sector) → label → number of firms there are."""


@dataclass(frozen=True, slots=True)
class FirmWeights:
    """``weights`` (firms,) with mean 1; ``effective``: how many equal answers they are worth (Kish).

    ``why_not``: why all weights are 1: *none* (no known numbers), *few* (of no two groups ten firms
    answered), *spread* (under three in ten would count), *cap* (some would count over five times);
    empty where they are used. ``classes`` (firms,): the group of equal weight of each firm.
    """

    weights: np.ndarray
    effective: float
    why_not: str
    classes: tuple[str, ...]

    @property
    def are_used(self) -> bool:
        """Whether they differ from counting everybody alike."""
        return not self.why_not


def firm_weights(
    groups: Mapping[str, Sequence[str]],
    margins: Margins,
    *,
    k: int = LEAST_FIRMS,
    both: bool = True,
) -> FirmWeights:
    """Raked weights of firms; firms of equal class are ``k`` or more.

    ``groups``: margin → label of each firm, "" where not told. Firms whose label has no known number
    keep the share that they have among the answers. Labels with fewer than ``k`` firms are put
    together, with the next smallest one if need be. Of two margins the one that keeps more labels is
    used, the first on a tie; ``both``: or both, where each pair of labels that occurs holds ``k``.
    """
    count = len(next(iter(groups.values()), ()))
    known = {name: margins[name] for name in groups if sum(margins.get(name, {}).values()) > 0}
    if not known or not count:
        return _alike(count, "none")
    merged = {name: _merged(groups[name], labels, k) for name, labels in known.items()}
    told = {name: labels for name, labels in merged.items() if len(set(labels) - {""}) > 1}
    if not told:
        return _alike(count, "few")
    used = _used(told, k, both)
    raked = rake(
        {name: told[name] for name in used},
        {name: _targets(told[name], groups[name], known[name]) for name in used},
    )
    if not raked.usable:
        return _alike(count, "spread" if raked.effective_n < LEAST_EFFECTIVE * count else "cap")
    classes = tuple(
        "\0".join(labels) for labels in zip(*(told[name] for name in used), strict=True)
    )
    return FirmWeights(np.array(raked.weights), raked.effective_n, "", classes)


def _used(told: Mapping[str, Sequence[str]], k: int, both: bool) -> list[str]:
    """The margins that weigh."""
    pairs = Counter(zip(*told.values(), strict=True))
    if both and min(pairs.values()) >= k:
        return list(told)
    return [max(told, key=lambda name: len(set(told[name])))]


def _alike(count: int, why: str) -> FirmWeights:
    return FirmWeights(np.ones(count), float(count), why, ("",) * count)


def _merged(given: Sequence[str], labels: Mapping[str, float], k: int) -> list[str]:
    """The label of each firm, small ones as one; "" for those without a known number, who go with the
    small ones where they are few.
    """
    held = Counter(label if labels.get(label) else "" for label in given)
    rising = sorted((label for label, firms in labels.items() if firms), key=lambda x: (held[x], x))
    small = [label for label in rising if held[label] < k]
    few = held[""] if held[""] < k else 0
    while len(small) < len(rising) and (small or few) and _firms(held, small) + few < k:
        small.append(rising[len(small)])
    lacking = (small or few) and _firms(held, small) + few < k
    silent = REST if few or lacking else ""
    return [REST if one in small else one if labels.get(one) else silent for one in given]


def _firms(held: Mapping[str, int], labels: Sequence[str]) -> int:
    return sum(held[label] for label in labels)


def _targets(
    merged: Sequence[str], given: Sequence[str], labels: Mapping[str, float]
) -> dict[str, float]:
    """Shares by merged label, adding up to 1."""
    silent = Counter(new for own, new in zip(given, merged, strict=True) if not labels.get(own))
    share = silent.total() / len(merged)
    whose = {own: new for own, new in zip(given, merged, strict=True) if labels.get(own)}
    firms: defaultdict[str, float] = defaultdict(float)
    for label, number in labels.items():
        if number:
            firms[whose.get(label, REST)] += number
    total = sum(firms.values())
    found = {name: (1 - share) * number / total for name, number in firms.items()}
    for name, number in silent.items():
        found[name] = found.get(name, 0.0) + number / len(merged)
    return dict(sorted(found.items()))

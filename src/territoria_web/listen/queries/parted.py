"""Whether groups can be told apart at the end without telling, by subtraction, what one person said.

While a survey is open only sums of everybody are shown; once it is closed, sums of groups. Whoever
kept an earlier sum can subtract groups from it. What is left is about the people in whom the earlier
sum and the nearest union of groups differ: five, or none.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import combinations, pairwise
from typing import Final

from territoria_web.listen.rules import LEAST

MOST_PAIRS: Final = 20  # looks of which each is compared with each; of more, those that follow


def may_be_parted(groups: Sequence[Collection[int]], earlier: Sequence[set[int]]) -> bool:
    """``groups``: the people of each group that would be shown; ``earlier``: the people of each sum
    that was shown. The difference of two sums is known like a sum.
    """
    few = len(earlier) <= MOST_PAIRS
    pairs = combinations(earlier, 2) if few else pairwise(earlier)
    sums = [*earlier, *(one ^ other for one, other in pairs)]
    return all(not 0 < left_over(groups, people) < LEAST for people in sums)


def left_over(groups: Sequence[Collection[int]], people: set[int]) -> int:
    """In how many people a sum differs from the nearest union of groups."""
    held = [set(group) for group in groups]
    beyond = len(people.difference(*held)) if held else len(people)
    return beyond + sum(min(len(people & g), len(g - people)) for g in held)

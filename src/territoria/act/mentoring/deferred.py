"""Deferred acceptance: mentees ask down their lists, mentors keep the best so far.

The result is stable: nobody can point at somebody who would rather have them, and of all stable
assignments it is the one in which every mentee fares best (Gale and Shapley 1962).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence

Lists = Mapping[str, Sequence[str]]
"""Who → whom they accept, the dearest first; nobody is accepted who is not named."""


def accept_deferred(mentees: Lists, mentors: Lists, capacity: Mapping[str, int]) -> dict[str, str]:
    """Mentee → mentor. A pair counts where each names the other."""
    rank = {mentor: {name: n for n, name in enumerate(names)} for mentor, names in mentors.items()}
    kept: dict[str, list[str]] = {mentor: [] for mentor in mentors}
    left = {mentee: deque(names) for mentee, names in mentees.items()}
    asking = deque(mentees)
    while asking:
        mentee = asking.popleft()
        if not left[mentee]:
            continue
        mentor = left[mentee].popleft()
        if mentee not in rank.get(mentor, {}):
            asking.appendleft(mentee)
            continue
        held = kept[mentor]
        held.append(mentee)
        held.sort(key=rank[mentor].__getitem__)
        if len(held) > capacity[mentor]:
            asking.append(held.pop())
    return {mentee: mentor for mentor, held in kept.items() for mentee in held}


def blocking_pairs(
    matched: Mapping[str, str], mentees: Lists, mentors: Lists, capacity: Mapping[str, int]
) -> tuple[tuple[str, str], ...]:
    """Mentee and mentor who are apart, and would both rather have each other."""
    held: dict[str, list[str]] = {mentor: [] for mentor in mentors}
    for mentee, mentor in matched.items():
        held[mentor].append(mentee)
    out = []
    for mentee, names in mentees.items():
        for mentor in names:
            if matched.get(mentee) == mentor:
                break
            order = list(mentors.get(mentor, ()))
            if mentee in order and capacity[mentor] > 0:
                worst = max((order.index(name) for name in held[mentor]), default=-1)
                if len(held[mentor]) < capacity[mentor] or order.index(mentee) < worst:
                    out.append((mentee, mentor))
    return tuple(out)

"""A line of the table of private addresses: what each kind of visitor gets."""

from __future__ import annotations

from dataclasses import dataclass, field

VISITORS = (
    "stranger",
    "nobody",  # signed in, without a role
    "viewer",
    "expert",
    "editor",
    "lead",
    "other lead",  # of another territory
    "secretariat",  # of the network that the territory belongs to
    "operator",
)


@dataclass(frozen=True)
class Line:
    """What each visitor gets, in the order of VISITORS; ``parts``: of the address → of the world."""

    expected: tuple[str, ...]
    method: str = "GET"
    parts: dict[str, str] = field(default_factory=dict)


def line(expected: str, method: str = "GET", **parts: str) -> Line:
    """A line; one word stands for all visitors."""
    words = tuple(expected.split())
    return Line(words * len(VISITORS) if len(words) == 1 else words, method, parts)


TEAM_SEES = "in 404 200 200 200 200 404 200 404"
UNKNOWN = "in 404 404 404 404 404 404 404 404"

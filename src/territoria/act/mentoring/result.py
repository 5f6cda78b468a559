"""What an assignment of mentors is: pairs explained by their parts, and who is without one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from territoria.act.mentoring.people import Mentee, Mentor
from territoria.speech import gettext

Method = Literal["total", "stable"]
FOR_WISH = (6, 4, 2)
"""Points of a mentor who is the first, the second or the third wish."""
FOR_THEME, MOST_THEMES = 2, 2
"""Points of a theme in common, and how many themes count."""


@dataclass(frozen=True)
class Pairing:
    """A mentor and a mentee beside each other.

    ``wish``: which wish of the mentee, from 1, None for none. ``themes``, ``languages``: in common.
    ``can_talk``: they share a language, or one of them has not said any.
    """

    mentor: Mentor
    mentee: Mentee
    wish: int | None
    themes: tuple[str, ...]
    languages: tuple[str, ...]
    can_talk: bool

    @property
    def fits(self) -> bool:
        """Whether they may be brought together: two people, who can talk, and a wish or a theme."""
        two = self.mentor.id != self.mentee.id
        return two and self.can_talk and bool(self.wish or self.themes)

    @property
    def points(self) -> int:
        """6, 4 or 2 for the wish and 2 for each theme in common, two themes at most."""
        wished = FOR_WISH[self.wish - 1] if self.wish else 0
        return wished + FOR_THEME * min(len(self.themes), MOST_THEMES)

    @property
    def sentence(self) -> str:
        """Why the two, part by part, in the language spoken."""
        parts = [self._of_wish()] if self.wish else []
        if self.themes:
            parts.append(gettext("Themes in common: {names}.").format(names=", ".join(self.themes)))
        if self.languages:
            text = gettext("Languages in common: {names}.")
            parts.append(text.format(names=", ".join(self.languages)))
        return " ".join(parts)

    def _of_wish(self) -> str:
        text = (
            gettext("{mentor} is the first wish of {mentee}."),
            gettext("{mentor} is the second wish of {mentee}."),
            gettext("{mentor} is the third wish of {mentee}."),
        )[(self.wish or 1) - 1]
        return text.format(mentor=self.mentor.called, mentee=self.mentee.called)


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A mentee without a mentor, and why."""

    mentee: str
    reason: str


@dataclass(frozen=True, slots=True)
class Change:
    """What another method would change for a mentee; "" stands for no mentor."""

    mentee: str
    here: str
    there: str
    sentence: str


@dataclass(frozen=True)
class Mentoring:
    """Who advises whom.

    ``pairs``, ``unmatched``: in the order of the mentees. ``total``: points of all pairs;
    ``other_total``: those of the other method, ``changes``: whom it would pair otherwise.
    ``blocking``: mentee and mentor who are not paired and would both rather have each other; none
    where ``method`` is "stable". ``proven``: by "total", that no assignment has more points; a stable
    one is what it is. ``seed``: of the lot between equals.
    """

    method: Method
    pairs: tuple[Pairing, ...]
    unmatched: tuple[Unmatched, ...]
    total: int
    other_total: int
    changes: tuple[Change, ...]
    blocking: tuple[tuple[str, str], ...]
    proven: bool
    seed: int

    @property
    def sentence(self) -> str:
        """What was done and what the other method would do, in the language spoken."""
        head = gettext("Mentees with a mentor: {count} of {all}, {points} points in all.").format(
            count=len(self.pairs), all=len(self.pairs) + len(self.unmatched), points=self.total
        )
        if not self.changes:
            return f"{head} {gettext('The other method assigns the same.')}"
        text = gettext(
            "The other method would have {points} points and change the mentor of {count}."
        )
        return f"{head} {text.format(points=self.other_total, count=len(self.changes))}"

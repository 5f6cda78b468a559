"""Doors of self-checks: what a code and a link of one's own open, and the sittings behind the link."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404

from territoria_web.library.codes import is_code, tidy_code
from territoria_web.listen.models import SelfCheck, Sitting, Taker
from territoria_web.listen.queries.check_texts import CheckTexts, read_frozen
from territoria_web.listen.queries.sitting_turns import Turn, turns_of
from territoria_web.listen.sitting_rules import taker_key


@dataclass(frozen=True)
class Passage:
    """Whoever holds a link: its sittings, oldest first. ``now``: the last one, finished or not."""

    token: str
    taker: Taker
    sittings: tuple[Sitting, ...]

    @property
    def check(self) -> SelfCheck:
        """What is answered."""
        return self.taker.check_of

    @property
    def texts(self) -> CheckTexts:
        """Its frozen words."""
        return read_frozen(self.check)

    @property
    def now(self) -> Sitting:
        """The one that is answered, or was last."""
        return self.sittings[-1]

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The screens of the last sitting."""
        return turns_of(self.texts, self.now.part, self.now.answers)

    @property
    def finished(self) -> tuple[Sitting, ...]:
        """Those with a result, oldest first."""
        return tuple(one for one in self.sittings if one.result is not None)

    @property
    def whole(self) -> tuple[Sitting, ...]:
        """Of these, those through all questions."""
        return tuple(one for one in self.finished if one.part == Sitting.Part.WHOLE)


def check_by_code(code: str) -> SelfCheck:
    """The self-check that a code opens to everybody; 404 where there is none."""
    tidy = tidy_code(code)
    held = SelfCheck.objects.select_related("frozen", "cycle__territory")
    found = held.filter(code=tidy).first()
    if found is None or not is_code(tidy):
        raise Http404
    return found


def passage_of(code: str, token: str) -> Passage:
    """What a link opens; 404 where its seal is not ours, its answers were erased, or it belongs to
    another check.
    """
    key = taker_key(token)
    held = Taker.objects.select_related("check_of__frozen", "check_of__cycle__territory")
    taker = held.filter(key=key).first() if key else None
    if taker is None or taker.check_of.code != tidy_code(code):
        raise Http404
    return Passage(token, taker, tuple(taker.sittings.all()))

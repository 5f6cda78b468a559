"""One family of errors with three fields: what is wrong, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from territoria.speech import gettext, pgettext


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend. ``where`` is ``file:line`` or the name of a value."""

    where: str
    what: str
    mend: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" + (f" {self.mend}" if self.mend else "")


class TerritoriaError(Exception):
    """Base of the family; carries one or more problems, all that were found."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = [problems] if isinstance(problems, Problem) else list(problems)
        super().__init__("\n".join(str(p) for p in self.problems))


class ContentError(TerritoriaError):
    """A reviewed text does not hold."""


class DataError(TerritoriaError):
    """A table of observations does not hold."""


class UnknownTerritory(TerritoriaError):
    """No such city or region in this release."""


class MethodError(TerritoriaError):
    """A method is unknown, or refuses these inputs."""


class AddressError(TerritoriaError):
    """An address names nothing that this library can compute."""


class LintError(TerritoriaError):
    """A document breaks a rule of the house."""


MANY = 40


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """``Did you mean …? Known: …`` for a name that was not found; of many names only the close ones."""
    names = sorted(known)
    many = len(names) > MANY
    close = get_close_matches(given, names, n=3 if many else 1, cutoff=0.75 if many else 0.5)
    if many:
        rest = gettext("{count} are known.").format(count=len(names))
    else:
        rest = gettext("Known: {names}.").format(names=", ".join(names))
    if not close:
        return rest
    either = pgettext("between names", " or ").join(close)
    return f"{gettext('Did you mean {names}?').format(names=either)} {rest}"

"""Where a value of an opened text stands, and whether a name in it is known."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from territoria.errors import Problem, did_you_mean
from territoria.yaml_source import Source


def at(source: Source, *where: str | int) -> str:
    """``file:line`` of a value."""
    return f"{source.path}:{source.line(where)}"


def known(name: str, names: Collection[str], what: str, where: str) -> Iterator[Problem]:
    """A problem where ``name`` is not among ``names``; ``what`` says what it should name."""
    if name not in names:
        yield Problem(where, f"the {what} {name} is not known.", did_you_mean(name, names))

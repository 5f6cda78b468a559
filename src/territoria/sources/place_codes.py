"""Territories from the codes that a source uses: level, parent, country and version.

A NUTS code tells its level by its length. A code that names different places in different versions
is refused until the version is given; a code of NUTS 3 always needs it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

from territoria.conversion.matrix import VERSIONS
from territoria.errors import DataError, Problem, UnknownTerritory
from territoria.model import Territory
from territoria.territories import full_key, nuts_meanings

Scheme = Literal["nuts", "own"]

AGGREGATE = re.compile(r"(EU|EA)[0-9]{0,2}(_[0-9A-Z_]+)?|EEA.*|EFTA")
NUTS = re.compile(r"[A-Z]{2}[0-9A-Z]{0,3}")
CITY = re.compile(r"[A-Z]{2}[0-9]{3}[A-Z][0-9]?")
# statistical regions of countries that are not in the list of NUTS versions
BESIDE_NUTS = {"AL", "BA", "ME", "MK", "RS", "TR", "XK"}
COUNTRIES_VERSION = "2021"
LEVEL_OF_AGGREGATES = -1
LEVEL_OF_CITIES = 3
OWN_LEVEL = 2


def territories_of(
    names: Mapping[str, str], *, scheme: Scheme, version: str | None = None, where: str
) -> tuple[Territory, ...]:
    """The territories of a source, by code. ``names``: code → name; ``scheme``: of the codes.

    Groups of countries (EU27_2020, EA20) get the level -1, so that they are never ranked beside
    countries. DataError lists every code that needs a version, and a version that there is not.
    """
    found: list[Territory] = []
    problems = problems_of_version(scheme, version, where)
    for code, name in sorted(names.items()):
        if not code or re.search(r"[@:\s]", code):
            what = f"{code!r} is no code of a territory."
            problems.append(Problem(where, what, "Leave it out, or tell the publisher."))
            continue
        if scheme == "own":
            found.append(Territory(code, version or "own", name, OWN_LEVEL, "", "own"))
            continue
        level = level_of(code)
        try:
            held = _version(code, level, version)
        except UnknownTerritory as error:
            problem = error.problems[0]
            mend = "Give the version, e.g. --version 2021, or leave the code out with --geo."
            problems.append(Problem(where, f"{code}: {problem.what}", mend))
            continue
        parent = code[:-1] if 1 <= level <= 3 and NUTS.fullmatch(code) else ""
        parent = parent if parent in names else ""
        country = code[:2] if level > 0 else ""
        found.append(Territory(code, held, name, level, parent, country))
    if problems:
        raise DataError(problems)
    return tuple(found)


def problems_of_version(scheme: Scheme, version: str | None, where: str) -> list[Problem]:
    """A version of NUTS that there is not; one's own codes may have any version."""
    if scheme == "own" or version is None or version in VERSIONS:
        return []
    what = f"there is no version {version!r} of NUTS."
    return [Problem(where, what, f"Known: {', '.join(VERSIONS)}.")]


def groups_in(territories: Sequence[Territory]) -> tuple[str, ...]:
    """The codes of groups of countries, and of what is no country, region or city."""
    return tuple(t.code for t in territories if t.level == LEVEL_OF_AGGREGATES)


def level_of(code: str) -> int:
    """0 for countries, 1 to 3 for NUTS regions, 3 for cities, -1 for groups and what is else."""
    if AGGREGATE.fullmatch(code):
        return LEVEL_OF_AGGREGATES
    if NUTS.fullmatch(code) and (len(code) == 2 or code[:2] in _countries()):
        return len(code) - 2
    return LEVEL_OF_CITIES if CITY.fullmatch(code) else LEVEL_OF_AGGREGATES


@cache
def _countries() -> frozenset[str]:
    return frozenset(BESIDE_NUTS | {code[:2] for code in nuts_meanings()})


def _version(code: str, level: int, version: str | None) -> str:
    if version:
        return version
    if level <= 0:
        return COUNTRIES_VERSION
    if level == 3 and NUTS.fullmatch(code):
        what = "a code of NUTS 3 may name another place in another version."
        raise UnknownTerritory(Problem(code, what))
    return full_key(code).partition("@")[2]

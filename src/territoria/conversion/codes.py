"""Whether the codes of a table can be converted: all problems at once, and what has no target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from territoria.conversion.matrix import LEVELS, VERSIONS, known_codes, overlaps
from territoria.errors import DataError, Problem
from territoria.model import Territory

COUNTRY = 0


@dataclass(frozen=True, slots=True)
class Lost:
    """A territory whose figures have nowhere to go in the target version, and why."""

    territory: str
    reason: str
    figures: int = 0


def level_of(code: str) -> int:
    """The NUTS level that the length of a code tells: 0 country, 1 to 3 regions."""
    return len(code) - 2


def check_codes(territories: Sequence[Territory], to: str) -> str:
    """The one version of all codes; DataError lists every code that is wrong in it."""
    problems = problems_of_codes(territories, to)
    if problems:
        raise DataError(problems)
    return territories[0].version if territories else to


def problems_of_codes(territories: Sequence[Territory], to: str) -> list[Problem]:
    """All that is wrong with the versions and codes; a problem of one code names its key."""
    if to not in VERSIONS:
        what = "no overlaps are known for it."
        return [Problem(f"version {to}", what, f"Known: {', '.join(VERSIONS)}.")]
    first = {t.version: t.key for t in reversed(territories)}
    problems = [p for t in territories if (p := _problem(t))]
    if len(first) > 1:
        what = f"{len(first)} versions stand in one table: {', '.join(sorted(first.values()))}."
        mend = "Convert the figures of each version by themselves."
        problems.append(Problem("territories", what, mend))
    elif to in first:
        what = f"they are in NUTS {to} already."
        problems.append(Problem("territories", what, "Convert nothing."))
    return problems


def _problem(territory: Territory) -> Problem | None:
    """What is wrong with one code; a code of a country without overlaps may pass."""
    code, version = territory.code, territory.version
    if version not in VERSIONS:
        return Problem(
            territory.key,
            "only NUTS codes with their version can be converted.",
            f"Give the version of the table: {', '.join(VERSIONS)}.",
        )
    if code in known_codes(version) or level_of(code) == COUNTRY or _outside(code, version):
        return None
    others = [v for v in VERSIONS if code in known_codes(v)]
    if others:
        return Problem(
            territory.key,
            f"this is no code of NUTS {version}, but of {', '.join(others)}.",
            "Give the version that the table uses.",
        )
    return Problem(territory.key, f"this is no code of NUTS {version}.", "Correct the code.")


def _outside(code: str, version: str) -> bool:
    """Codes that exist but have no borders: extra-regio, and countries without overlaps."""
    covered = {c[:2] for c in known_codes(version)}
    return level_of(code) in LEVELS and (code[2:].strip("Z") == "" or code[:2] not in covered)


def lost_codes(codes: Sequence[str], version: str, to: str) -> dict[str, str]:
    """Code → why it has no target in version ``to``; those that have one are left out."""
    here, there = ({c[:2] for c in known_codes(v)} for v in (version, to))
    lost = {}
    for code in codes:
        level = level_of(code)
        if level == COUNTRY:
            found = code in there
        else:
            found = code in overlaps(level, version, to).origins
        if found:
            continue
        if level != COUNTRY and code[2:].strip("Z") == "" and code[:2] in here:
            lost[code] = "figures outside all regions have no borders"
        else:
            lost[code] = f"no overlap with NUTS {to} is published"
    return lost
